"""One party of a playing field: what is known of it, changing that, moving it, taking it over."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from vliegwiel.core.answers import Mistake, require
from vliegwiel.core.attempt import attempt, sent
from vliegwiel.core.rates import limited
from vliegwiel.core.viewers import viewer_of
from vliegwiel.initiatives.models import Stage
from vliegwiel.initiatives.queries.look import Look
from vliegwiel.people.models import Person

from .. import actions, rules
from ..forms.parties import LaneForm, PartyForm, PlaceForm
from ..journey import Level
from ..models import Stakeholder
from ..queries.detail import history_of, meet, talks_about
from ..queries.fields import stages_of
from .showing import PAGE, address, look_for, party_in, show

often = limited("party", times=600, seconds=3600)


@require_safe
def show_party(request: HttpRequest, code: str, slug: str, party: str) -> HttpResponse:
    """Everything that is said of it, and how that came about."""
    look = look_for(request, code)
    row = party_in(look, party)
    if slug != look.initiative.slug:
        return redirect(address(look.initiative, "stakeholder", party), permanent=True)
    owner_is_here = row.owner_is_here  # type: ignore[attr-defined]
    return show(
        request,
        "party",
        look,
        row=row,
        history=history_of(row, look),
        talks=talks_about(row, look),
        may_take_over=not owner_is_here and row.is_open and bool(rules.may_take_over(look.viewer, row)),
    )


@require_safe
def by_code(request: HttpRequest, code: str) -> HttpResponse:
    """For upper rooms, which know its code alone: leads on to the party in its playing field."""
    seen = Stakeholder.objects.visible_to(viewer_of(request)).select_related("initiative")
    return redirect(get_object_or_404(seen, code=code).get_absolute_url())


def _team(look: Look) -> list[Person]:
    return [role.person for role in look.initiative.team.select_related("person") if role.person.is_active]


@require_http_methods(PAGE)
@often
def edit(request: HttpRequest, code: str, slug: str, party: str) -> HttpResponse:
    """The form; when someone else saved in between, both versions, and nothing is saved until one is chosen."""
    look = look_for(request, code)
    row = party_in(look, party)
    require(rules.may_change(look.viewer, row))
    team, stages = _team(look), stages_of(look)
    data = sent(request)
    form = PartyForm(row, team, stages, data) if data is not None else PartyForm.of(row, team, stages)

    def save(**fields: Any) -> Any:
        return actions.change(row, by=look.viewer, **fields)

    if data is not None and attempt(form, save) is not None:
        messages.success(request, _("Saved."))
        return redirect(address(look.initiative, "stakeholder", row.code))
    if form.has_error("version"):
        return _two_versions(request, look, party, team, stages)
    return show(request, "edit", look, row=row, form=form, meeting=None)


def _two_versions(request: HttpRequest, look: Look, code: str, team: list[Person], stages: list[Stage]) -> HttpResponse:
    """What was typed is in the form again, to be saved over the version of now."""
    row = party_in(look, code)
    form = PartyForm(row, team, stages, request.POST)
    if form.has_error("version"):  # one that never was: compare with everything that happened here
        form = PartyForm(row, team, stages, request.POST.dict() | {"version": "1"})
    if not form.is_valid():  # something cannot be kept as well: that comes first, and nothing typed is lost
        return show(request, "edit", look, row=row, form=form, meeting=None)
    meeting = meet(row, look, since=form.cleaned_data["version"], mine=form.as_kept())
    again = PartyForm.again(row, team, stages, meeting.values)
    return show(request, "edit", look, row=row, form=again, meeting=meeting)


@require_POST
@often
def place(request: HttpRequest, code: str, slug: str, party: str) -> HttpResponse:
    """Moved in the quadrant: by dragging, by keys, or by the form beside it."""
    look = look_for(request, code)
    row = party_in(look, party)
    require(rules.may_change(look.viewer, row))
    form = PlaceForm(request.POST)
    back = f"{address(look.initiative, 'field')}?beeld=kwadrant#partij-{row.code}"
    if not form.is_valid():
        messages.error(request, _("That place does not exist. Choose influence and support from 1 to 5."))
        return redirect(back)
    try:
        actions.change(row, by=look.viewer, **form.cleaned_data)
        words = {"party": row.party_name, "influence": row.influence, "support": row.support}
        messages.success(request, _("%(party)s: influence %(influence)s, support %(support)s.") % words)
    except Mistake:
        messages.warning(request, _someone_was_first(row, look, form.cleaned_data))
    return redirect(back)


def _someone_was_first(row: Stakeholder, look: Look, mine: dict[str, Any]) -> str:
    """What stands there now, and what this person meant: nothing was overwritten."""
    now = party_in(look, row.code)
    return _(
        "Someone else changed %(party)s a moment ago: influence %(influence)s, support %(support)s now. You chose "
        "%(my_influence)s and %(my_support)s, which is not saved. Move it again if you still want that."
    ) % {
        "party": now.party_name, "influence": now.influence, "support": now.support,
        "my_influence": mine["influence"], "my_support": mine["support"],
    }  # fmt: skip


@require_POST
@often
def lane(request: HttpRequest, code: str, slug: str, party: str) -> HttpResponse:
    """Moved to another lane: by dragging, by keys, or by the form in its card."""
    look = look_for(request, code)
    row = party_in(look, party)
    require(rules.may_change(look.viewer, row))
    form = LaneForm(request.POST)
    back = f"{address(look.initiative, 'field')}?beeld=banen#partij-{row.code}"
    if not form.is_valid():
        messages.error(request, _("That lane does not exist. Choose one of the three."))
        return redirect(back)
    try:
        actions.change(row, by=look.viewer, **form.cleaned_data)
        messages.success(request, f"{row.party_name}: {row.get_level_display()}.")
    except Mistake:
        now = party_in(look, row.code)
        sentence = _(
            "Someone else changed %(party)s a moment ago: it stands under “%(level)s” now. You chose “%(mine)s”, which "
            "is not saved. Move it again if you still want that."
        )
        mine = Level(form.cleaned_data["level"]).label
        words = {"party": now.party_name, "level": now.get_level_display(), "mine": mine}
        messages.warning(request, sentence % words)
    return redirect(back)


@require_POST
@often
def take_over(request: HttpRequest, code: str, slug: str, party: str) -> HttpResponse:
    """Do what nobody does (any more)."""
    look = look_for(request, code)
    row = party_in(look, party)
    try:
        actions.take_over(row, by=look.viewer)
        messages.success(request, _("You do this now. The team sees that."))
    except Mistake as mistake:
        messages.info(request, str(mistake))
    return redirect(address(look.initiative, "stakeholder", row.code))
