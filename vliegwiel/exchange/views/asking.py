"""Asking to take part or to help, taking a job, inviting, introducing; saying why a suggestion does not fit."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from vliegwiel.core.answers import require
from vliegwiel.core.attempt import attempt, sent
from vliegwiel.core.codes import is_code
from vliegwiel.core.fields import plain_line
from vliegwiel.core.rates import limited
from vliegwiel.core.viewers import viewer_of
from vliegwiel.initiatives.queries.finding import people_called
from vliegwiel.initiatives.queries.own import own_organisations
from vliegwiel.people.models import Organisation, Person

from .. import actions, rules
from ..forms.asking import FindPeopleForm, JoinForm, MessageForm, UnsuitableForm
from ..models import Connection, Match, Need
from .finding import PAGE, need_for, offer_for, press, signed_in


@require_http_methods(PAGE)
@limited("ask", times=60, seconds=3600)
def ask_to_join(request: HttpRequest, code: str, slug: str) -> HttpResponse:
    """Ask to take part for an organisation, or offer to help."""
    need, viewer = need_for(request, code), viewer_of(request)
    require(rules.may_ask(viewer, need))
    data = sent(request)
    takes_organisation = rules.is_for_organisations(need)
    form = JoinForm(own_organisations(viewer), data) if takes_organisation else MessageForm(data)
    title = _("Ask to take part") if takes_organisation else _("Offer to help")
    act = partial(actions.ask_to_join, need, by=viewer)
    return _ask(request, need, form, act, title=title, submit=_("Send this"))


@require_http_methods(PAGE)
@limited("ask", times=60, seconds=3600)
def ask_for_offer(request: HttpRequest, code: str, slug: str) -> HttpResponse:
    offer, viewer = offer_for(request, code), viewer_of(request)
    require(rules.may_ask(viewer, offer))
    form = MessageForm(sent(request))
    act = partial(actions.ask_for_offer, offer, by=viewer)
    return _ask(request, offer, form, act, title=_("Ask to make use of this"), submit=_("Send this"))


def _ask(request: HttpRequest, listing: Any, form: Form, act: Any, **words: str) -> HttpResponse:
    if request.method == "POST" and attempt(form, act) is not None:
        messages.success(request, _("Your question is sent. You hear by mail as soon as there is an answer."))
        return redirect(listing)
    context = {"form": form, "listing": listing, "lead": listing.title, "back": listing.get_absolute_url(), **words}
    return render(request, "exchange/form.html", context)


@require_POST
def take_job(request: HttpRequest, code: str, slug: str) -> HttpResponse:
    """One click; pressing twice changes nothing."""
    need = need_for(request, code)
    done = _("The job is yours. You both get a mail to get in touch.")
    return press(
        request, partial(actions.take_job, need, by=viewer_of(request)), back=need.get_absolute_url(), done=done
    )


@require_POST
@limited("invite", times=60, seconds=3600)
def invite(request: HttpRequest, code: str, slug: str) -> HttpResponse:
    """Invite an organisation, with one click."""
    need = need_for(request, code)
    word = request.POST.get("organisation", "")
    organisation = get_object_or_404(
        Organisation.objects.visible_to(viewer_of(request)), code=word if is_code(word) else ""
    )
    act = partial(actions.invite, need, by=viewer_of(request), organisation=organisation)
    done = _("%(name)s is invited.") % {"name": organisation}
    return press(request, act, back=need.get_absolute_url(), done=done)


def _match(request: HttpRequest, need: Need, code: str) -> Match:
    return get_object_or_404(Match.objects.visible_to(viewer_of(request)).filter(need=need), code=code)


@require_POST
@limited("invite", times=60, seconds=3600)
def accept_match(request: HttpRequest, code: str, slug: str, match: str) -> HttpResponse:
    need = need_for(request, code)
    one = _match(request, need, match)
    act = partial(actions.accept_match, one, by=viewer_of(request))
    done = _("Done. Whoever wants to be asked first is asked; otherwise you both have a mail.")
    if one.organisation is not None:
        done = _("%(name)s is invited.") % {"name": one.organisation}
    return press(request, act, back=need.get_absolute_url(), done=done)


@require_http_methods(PAGE)
def dismiss_match(request: HttpRequest, code: str, slug: str, match: str) -> HttpResponse:
    """Say why it does not fit; it does not come back."""
    need = need_for(request, code)
    one, viewer = _match(request, need, match), viewer_of(request)
    require(rules.may_judge(viewer, one))
    back = (
        need.get_absolute_url() if one.offer is None or rules.is_keeper(viewer, need) else one.offer.get_absolute_url()
    )
    form = UnsuitableForm(sent(request))
    if request.method == "POST" and attempt(form, partial(actions.dismiss, one, by=viewer)) is not None:
        messages.success(request, _("Thank you. This suggestion does not come back."))
        return redirect(back)
    context = {"form": form, "title": _("This does not fit"), "lead": str(one.target), "submit": _("Leave it out")}
    return render(request, "exchange/form.html", context | {"back": back, "listing": need})


@require_http_methods(PAGE)
@limited("introduce", times=30, seconds=3600)
def introduce(request: HttpRequest) -> HttpResponse:
    """Bring two others together. First find them by name, then say why."""
    viewer = signed_in(request)
    require(rules.may_introduce(viewer, None))
    words = plain_line(request.GET.get("q", ""))[:200]
    chosen = [code for code in request.GET.getlist("persoon")[:2] if is_code(code)]
    found = _people(viewer, words, [*chosen, request.POST.get("one", ""), request.POST.get("other", "")])
    form = FindPeopleForm(found, sent(request))
    form.initial = dict(zip(("one", "other"), chosen, strict=False))

    def act(*, one: Person, **fields: Any) -> Any:
        return actions.introduce(one, by=viewer, **fields)

    if request.method == "POST" and (made := attempt(form, act)) is not None:
        at_once = isinstance(made, Connection)
        messages.success(
            request, _("They are introduced.") if at_once else _("We ask first; then they are introduced.")
        )
        return redirect("exchange:mine")
    return render(request, "exchange/introduce.html", {"form": form, "words": words, "found": found, "chosen": chosen})


def _people(viewer: Person, words: str, codes: list[str]) -> list[Person]:
    """Those with these words in their name, and those chosen before, without oneself."""
    known = Person.objects.visible_to(viewer).active().filter(code__in=[code for code in codes if is_code(code)])
    found = {one.pk: one for one in (*known, *people_called(words, viewer))}
    found.pop(viewer.pk, None)
    return sorted(found.values(), key=lambda one: (one.family_name, one.given_name, one.pk))
