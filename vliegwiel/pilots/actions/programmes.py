"""Programmes, and initiatives that report to them."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from vliegwiel.activity.door import Done, action
from vliegwiel.core.answers import Mistake
from vliegwiel.initiatives import actions as initiatives
from vliegwiel.initiatives.models import Initiative
from vliegwiel.people.models import Person
from vliegwiel.spaces.models import Space

from .. import rules
from ..models import Programme, ReportRequest
from .rhythm import follow


@action("programme.kept", may=rules.may_keep_programme)
def keep_programme(space: Space, *, by: Person, at: datetime, answer_days: int) -> Done:
    """Make the space a programme to which initiatives can report, or change within how many working days it answers."""
    programme, _new = Programme.objects.update_or_create(
        space=space, defaults={"answer_days": answer_days}, create_defaults={"answer_days": answer_days, "since": at}
    )
    return Done(programme, target=space, fields=["programme"], facts={"answer_days": answer_days})


@action("report.asked", may=rules.may_ask_report)
def ask_report(programme: Programme, *, by: Person, at: datetime, initiative: Initiative, message: str = "") -> Done:
    """Ask the lead of an initiative to report here. Nothing is opened by asking."""
    if initiative.programme_id == programme.space_id:
        raise Mistake(initiative=_("It already reports to this programme."))
    if programme.requests.open().filter(initiative=initiative).exists():  # type: ignore[attr-defined]
        raise Mistake(initiative=_("You have asked already. The project lead will answer."))
    asked = ReportRequest.objects.create(initiative=initiative, programme=programme, message=message, by=by, at=at)
    return Done(asked, target=initiative, facts={"programme": programme.space_id})


@action("report.agreed", may=rules.may_report, unlogged="initiative.reported, which it does, is the event")
def report(initiative: Initiative, *, by: Person, at: datetime, programme: Programme) -> Initiative:
    """The initiative reports to this programme from now on; one hears from its team in a rhythm."""
    initiatives.report_to(initiative, by=by, at=at, programme=programme.space)
    follow(initiative, at=at)
    waiting = ReportRequest.objects.open().filter(initiative=initiative, programme=programme)
    waiting.update(closed_at=at, is_accepted=True)
    return initiative


@action("report.declined", may=rules.may_answer_request)
def decline(asked: ReportRequest, *, by: Person, at: datetime) -> Done:
    """Not this programme. Nothing was opened."""
    asked.closed_at = at
    asked.save(update_fields=["closed_at"])
    return Done(asked, target=asked.initiative, facts={"programme": asked.programme.space_id})


def stop_reporting(initiative: Initiative, *, by: Person | None) -> None:
    """The programme no longer reads along; what waits goes to the leads of the initiative's own space."""
    initiatives.stop_reporting(initiative, by=by)
