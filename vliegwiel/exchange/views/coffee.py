"""Coffee: taking part, staying away, and the page of one coffee."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from vliegwiel.core.answers import require
from vliegwiel.core.attempt import attempt, sent
from vliegwiel.core.viewers import viewer_of
from vliegwiel.initiatives.models import Theme
from vliegwiel.people.models import Person

from .. import helping_rules as rules
from ..actions import coffee as actions
from ..forms.helping import CoffeeForm, PauseForm, TellForm
from ..models import CoffeePair
from ..queries.coffee import coffee_of, guest_of, guests, next_round, pairs_of

SHOWN = 24


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def coffee(request: HttpRequest) -> HttpResponse:
    """Take part, or see how it stands: this month's coffee and those before."""
    me = viewer_of(request)
    assert isinstance(me, Person)
    themes = Theme.objects.visible_to(me).in_use().filter(parent=None)
    guest = guest_of(me)
    form = CoffeeForm(themes, guest, sent(request))
    if request.method == "POST":
        require(rules.may_drink_coffee(me, me))
        if attempt(form, partial(actions.join, me, by=me)):
            messages.success(request, _("You take part. In the first week of the month you hear with whom."))
            return redirect("exchange:coffee")
    return _page(request, me, form=form)


@login_required
@require_POST
def stay_away(request: HttpRequest, word: str) -> HttpResponse:
    """Skip the next round, pause, go on, or stop."""
    me: Any = viewer_of(request)
    guest = get_object_or_404(guests(me))
    require(rules.may_stop_coffee(me, guest))
    if word == "pauze":
        form = PauseForm(request.POST)
        if attempt(form, partial(actions.pause, guest, by=me)):
            messages.success(request, _("You have a break from coffee."))
            return redirect("exchange:coffee")
        return _page(request, me, pause_form=form)
    if word == "sla-over":
        actions.skip(guest, by=me, month=next_round(me, timezone.localdate()))
        messages.success(request, _("You skip the next round."))
    elif word == "doe-mee":
        actions.skip(guest, by=me, month=None)
        actions.pause(guest, by=me, until=None)
        messages.success(request, _("You take part again in the next round."))
    else:
        actions.stop(guest, by=me)
        messages.success(request, _("You no longer take part. You can always come back."))
    return redirect("exchange:coffee")


@login_required
@require_safe
def pair(request: HttpRequest, code: str) -> HttpResponse:
    """One coffee: who the other one is, what you share, how to reach each other."""
    return _pair_page(request, _found(request, code))


@login_required
@require_POST
def agree(request: HttpRequest, code: str) -> HttpResponse:
    """Let the other one see how to reach me."""
    found, me = _found(request, code), viewer_of(request)
    actions.agree(get_object_or_404(found.seats, person=me), by=me)
    messages.success(request, _("The other one now sees how to reach you."))
    return redirect(found)


@login_required
@require_POST
def tell(request: HttpRequest, code: str) -> HttpResponse:
    """How it was."""
    found, me = _found(request, code), viewer_of(request)
    form = TellForm(request.POST)
    if attempt(form, partial(actions.tell, get_object_or_404(found.seats, person=me), by=me)):
        messages.success(request, _("Thank you for telling."))
        return redirect(found)
    return _pair_page(request, found, form)


def _found(request: HttpRequest, code: str) -> CoffeePair:
    return get_object_or_404(CoffeePair.objects.visible_to(viewer_of(request)), code=code)


def _page(
    request: HttpRequest, me: Person, *, form: CoffeeForm | None = None, pause_form: PauseForm | None = None
) -> HttpResponse:
    guest, today = guest_of(me), timezone.localdate()
    form = form or CoffeeForm(Theme.objects.visible_to(me).in_use().filter(parent=None), guest)
    upcoming = next_round(me, today)
    context = {
        "guest": guest,
        "is_on": bool(guest and guest.is_on),
        "upcoming": upcoming,
        "skips": bool(guest and guest.skips == upcoming),
        "paused": guest.paused_until if guest and guest.paused_until and guest.paused_until >= today else None,
        "pairs": [(row, row.other if row.one_id == me.pk else row.one) for row in pairs_of(me)[:SHOWN]],
        "this_month": today.replace(day=1),
        "may": rules.may_drink_coffee(me, me),
        "form": form,
        "pause_form": pause_form or PauseForm(),
    }
    wrong = form.errors or (pause_form is not None and pause_form.errors)
    return render(request, "exchange/coffee.html", context, status=422 if wrong else 200)


def _pair_page(request: HttpRequest, found: CoffeePair, form: TellForm | None = None) -> HttpResponse:
    me = viewer_of(request)
    assert isinstance(me, Person)
    shown = coffee_of(found, me)
    started = {"went": shown.mine.went, "told": shown.mine.told}
    context = {"coffee": shown, "form": form or TellForm(initial=started)}
    return render(request, "exchange/coffee_pair.html", context, status=422 if form and form.errors else 200)
