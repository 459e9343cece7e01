"""Placing, changing, closing and opening needs and offers."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from vliegwiel.core.answers import require
from vliegwiel.core.attempt import attempt, sent
from vliegwiel.core.rates import limited
from vliegwiel.core.viewers import viewer_of
from vliegwiel.initiatives.queries.own import own_initiatives, own_organisations
from vliegwiel.people.models import Person

from .. import actions, rules
from ..forms.listings import ListingForm, NeedForm, NewNeedForm, NewOfferForm, OfferForm, asked_before
from ..journey import State
from ..models import Carrier, Listed, Need
from .finding import PAGE, need_for, offer_for, press, signed_in

MOST_OWN = 200


@require_http_methods(PAGE)
@limited("need", times=60, seconds=3600)
def new_need(request: HttpRequest) -> HttpResponse:
    return _new(request, NewNeedForm, actions.open_need, _("What do you look for?"))


@require_http_methods(PAGE)
@limited("offer", times=60, seconds=3600)
def new_offer(request: HttpRequest) -> HttpResponse:
    return _new(request, NewOfferForm, actions.open_offer, _("What can you offer?"))


def _new(request: HttpRequest, make: type, act: Callable[..., Listed], title: str) -> HttpResponse:
    viewer = signed_in(request)
    form = make(sent(request), initial=asked_before(request.GET))
    form.offer(_carriers(viewer))
    form.initial["carrier"] = next((code for code in map(request.GET.get, ("initiatief", "organisatie")) if code), "")

    def place(*, carrier: Carrier, version: Any = None, **fields: Any) -> Listed:
        return act(carrier, by=viewer, **fields)

    if request.method == "POST" and (listing := attempt(form, place)) is not None:
        messages.success(request, _("It is placed. What may fit is looked for now, and shown here."))
        return redirect(listing)
    return render(request, "exchange/form.html", {"form": form, "title": title, "submit": _("Place this"), "back": ""})


def _carriers(viewer: Person) -> list[Carrier]:
    """For whom this person can place something."""
    return [*own_initiatives(viewer)[:MOST_OWN], *own_organisations(viewer), viewer]


@require_http_methods(PAGE)
def edit_need(request: HttpRequest, code: str, slug: str) -> HttpResponse:
    return _edit(request, need_for(request, code), NeedForm, actions.change_need)


@require_http_methods(PAGE)
def edit_offer(request: HttpRequest, code: str, slug: str) -> HttpResponse:
    return _edit(request, offer_for(request, code), OfferForm, actions.change_offer)


def _edit(request: HttpRequest, listing: Listed, make: type[ListingForm], act: Callable[..., Any]) -> HttpResponse:
    viewer = viewer_of(request)
    require(rules.may_keep(viewer, listing))
    form = make.of(listing, sent(request))

    def save(*, version: int | None, **fields: Any) -> Any:
        return act(listing, by=viewer, version=version or 0, **fields)

    if request.method == "POST" and attempt(form, save) is not None:
        messages.success(request, _("Saved. What may fit is looked for again."))
        return redirect(listing)
    context = {"form": form, "title": _("Change this"), "submit": _("Save"), "listing": listing}
    return render(request, "exchange/form.html", context | {"back": listing.get_absolute_url()})


@require_http_methods(PAGE)
def step_need(request: HttpRequest, code: str, slug: str, word: str) -> HttpResponse:
    return _step(request, need_for(request, code), word, actions.step_need)


@require_http_methods(PAGE)
def step_offer(request: HttpRequest, code: str, slug: str, word: str) -> HttpResponse:
    return _step(request, offer_for(request, code), word, actions.step_offer)


STATE_OF = {"gevonden": State.MET, "intrekken": State.WITHDRAWN, "heropenen": State.OPEN}
"""Words in the address: the state that it gets."""


def _step(request: HttpRequest, listing: Listed, word: str, act: Callable[..., Any]) -> HttpResponse:
    viewer, state = viewer_of(request), STATE_OF[word]
    require(rules.may_step(viewer, listing, state))
    titles = {
        State.MET: _("Have you found what you looked for?")
        if isinstance(listing, Need)
        else _("Has it been given away?"),
        State.WITHDRAWN: _("Take this down?"),
        State.OPEN: _("Open this again?"),
    }
    consequence = (
        _("Others can answer it again.") if state == State.OPEN
        else _("It is in no list any more. Whoever is taking part stays so. You can open it again later.")
    )  # fmt: skip
    ask = {"title": titles[state], "text": listing.title, "consequences": [consequence], "submit": _("Yes, do this")}
    back = listing.get_absolute_url()
    return press(request, partial(act, listing, by=viewer, state=state), back=back, done=_("Done."), ask=ask)


@require_http_methods(PAGE)
def need_to_market(request: HttpRequest, code: str, slug: str) -> HttpResponse:
    return _to_market(request, need_for(request, code), actions.open_need_to_market)


@require_http_methods(PAGE)
def offer_to_market(request: HttpRequest, code: str, slug: str) -> HttpResponse:
    return _to_market(request, offer_for(request, code), actions.open_offer_to_market)


def _to_market(request: HttpRequest, listing: Listed, act: Callable[..., Any]) -> HttpResponse:
    """Ask before widening, in words; closing is as easy."""
    viewer = viewer_of(request)
    require(rules.may_open_to_market(viewer, listing))
    wider = not listing.is_for_market
    ask = {
        "title": _("Open this to suppliers and visitors?") if wider else _("Only for the network again?"),
        "text": listing.title,
        "consequences": [
            _("Everyone can read this, also suppliers, people without an account and search engines.") if wider
            else _("Suppliers and visitors no longer see it. Members of public bodies and partners do.")
        ],
        "submit": _("Open it to everyone") if wider else _("Close it to suppliers"),
    }  # fmt: skip
    return press(
        request,
        partial(act, listing, by=viewer, is_for_market=wider),
        back=listing.get_absolute_url(),
        done=_("Suppliers and visitors can see it now.") if wider else _("Suppliers and visitors no longer see it."),
        ask=ask,
    )
