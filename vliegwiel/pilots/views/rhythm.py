"""How often a team looks back, and whether it is silent."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from vliegwiel.core.answers import require
from vliegwiel.core.attempt import sent
from vliegwiel.core.viewers import viewer_of

from .. import actions, rules
from ..forms.check_in import RhythmForm
from ..journey import DEFAULT_WEEKS
from ..queries import tabs
from .showing import PAGE, fill_in, found


@require_http_methods(PAGE)
def change(request: HttpRequest, code: str, slug: str) -> HttpResponse:
    """Every how many weeks, from which day, and whose turn it is."""
    initiative = found(request, code)
    viewer = viewer_of(request)
    require(rules.may_set_rhythm(viewer, initiative))
    today = timezone.localdate()
    rhythm = tabs.pulse_of(initiative, viewer, today=today).rhythm
    team = {row.person_id: row.person for row in initiative.team.select_related("person").order_by("id")}
    form = RhythmForm(
        team.values(),
        sent(request),
        weeks=rhythm.weeks if rhythm else DEFAULT_WEEKS,
        next_on=max(rhythm.next_on, today) if rhythm else today + timedelta(weeks=DEFAULT_WEEKS),
        turn=rhythm.turn.code if rhythm and rhythm.turn_id in team and rhythm.turn else "",
    )
    return fill_in(
        request,
        initiative,
        form,
        partial(actions.set_rhythm, initiative, by=viewer),
        back="pilots:check-ins",
        done=_("The rhythm is saved."),
        title=_("The rhythm of check-ins"),
        lead=_("Short and often works better than long and seldom."),
        submit=_("Save this rhythm"),
    )


@require_safe
def pulse(request: HttpRequest, code: str) -> HttpResponse:
    """A piece of the team page: when one heard from them last, and whether they are silent."""
    initiative = found(request, code)
    viewer = viewer_of(request)
    context = {
        "initiative": initiative,
        "pulse": tabs.pulse_of(initiative, viewer, today=timezone.localdate()),
        "may_check_in": bool(rules.may_check_in(viewer, initiative)),
    }
    return render(request, "pilots/pulse.html", context)
