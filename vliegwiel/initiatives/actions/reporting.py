"""Letting the leads of a programme read along."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from vliegwiel.activity.door import Done, action
from vliegwiel.core.answers import Mistake
from vliegwiel.people.models import Person
from vliegwiel.spaces.models import Space

from .. import rules
from ..audience import set_audience
from ..models import Initiative


@action("initiative.reported", may=rules.may_report)
def report_to(initiative: Initiative, *, by: Person, at: datetime, programme: Space) -> Done:
    """Report to this programme and no other: its leads see the initiative from now on, whatever its ring."""
    before = initiative.programme_id
    if before == programme.pk:
        raise Mistake(programme=_("It already reports to this programme."))
    _set(initiative, programme)
    return Done(initiative, fields=["programme"], facts={"from": before, "to": programme.pk})


@action("initiative.report_stopped", may=rules.may_stop_reporting)
def stop_reporting(initiative: Initiative, *, by: Person, at: datetime) -> Done:
    """The programme no longer reads along: closed in the same transaction, with all that hangs under it."""
    before = initiative.programme_id
    if before is None:
        raise Mistake(programme=_("It reports to no programme."))
    _set(initiative, None)
    return Done(initiative, fields=["programme"], facts={"from": before, "to": None})


def _set(initiative: Initiative, programme: Space | None) -> None:
    initiative.programme = programme
    initiative.save(update_fields=["programme"])
    set_audience(initiative)
