"""Placing a party: one line, and a choice when the name may mean several organisations; or one click."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from vliegwiel.core.answers import Mistake, require
from vliegwiel.core.attempt import attempt, sent
from vliegwiel.core.rates import limited
from vliegwiel.initiatives.queries.look import Look
from vliegwiel.people.models import Organisation
from vliegwiel.people.queries import existing_organisations_named

from .. import actions, rules
from ..forms.parties import QuickForm, WhichForm
from ..journey import Level
from ..queries.parties import exactly
from .showing import PAGE, address, look_for, show

often = limited("party", times=300, seconds=3600)


@require_http_methods(PAGE)
@often
def add(request: HttpRequest, code: str, slug: str) -> HttpResponse:
    """A name and a level. A name that is exactly one organisation is that one; nothing else is guessed."""
    look = look_for(request, code)
    require(rules.may_add(look.viewer, look.initiative))
    form = QuickForm(sent(request))
    if request.method != "POST" or not form.is_valid():
        return _ask(request, look, form)
    found = existing_organisations_named(form.cleaned_data["name"], at=timezone.localdate())
    exact = exactly(form.cleaned_data["name"], found)
    if not found or exact:
        if attempt(form, partial(_place, look, organisation=exact)) is not None:
            return _thank(request, look)
        return _ask(request, look, form)
    return _which(request, look, form, found)


def _which(request: HttpRequest, look: Look, quick: QuickForm, found: list[Organisation]) -> HttpResponse:
    typed = quick.cleaned_data
    if "which" not in request.POST:
        form = WhichForm(found, initial={**typed, "which": found[0].code})
        return _ask(request, look, form, lead=_("There are organisations with a name like this."))
    form = WhichForm(found, request.POST)

    def place(name: str, level: str, which: str) -> Any:
        return _place(look, name=name, level=level, organisation=form.organisation())

    if attempt(form, place) is not None:
        return _thank(request, look)
    return _ask(request, look, form)


def _place(look: Look, *, name: str, level: str, organisation: Organisation | None) -> Any:
    return actions.add(look.initiative, by=look.viewer, name=name, level=level, organisation=organisation)


def _ask(request: HttpRequest, look: Look, form: Any, **more: Any) -> HttpResponse:
    return show(request, "form", look, form=form, title=_("Add a party"), submit=_("Place this party"), **more)


def _thank(request: HttpRequest, look: Look) -> HttpResponse:
    messages.success(request, _("It stands in the playing field. Say the rest when you know it."))
    return redirect(address(look.initiative, "field") + (f"?beeld={seen}" if (seen := _look(request)) else ""))


def _look(request: HttpRequest) -> str:
    """Back to the picture from which one came."""
    word = request.POST.get("beeld", "")
    return word if word in ("kwadrant", "banen", "web") else ""


@require_POST
@often
def take_suggestion(request: HttpRequest, code: str, slug: str) -> HttpResponse:
    """Place an organisation that pilots like this one needed."""
    look = look_for(request, code)
    require(rules.may_add(look.viewer, look.initiative))
    asked, level = request.POST.get("partij", "")[:8], request.POST.get("niveau", "")
    known = Organisation.objects.visible_to(look.viewer)
    organisation = get_object_or_404(known, code=asked if asked.isalnum() else "")
    level = level if level in Level.values else Level.ORGANISATION
    try:
        actions.add(look.initiative, by=look.viewer, organisation=organisation, level=level)
        messages.success(request, _("It stands in the playing field. Say the rest when you know it."))
    except Mistake as mistake:
        messages.info(request, str(mistake))
    return redirect(address(look.initiative, "field"))
