"""How often one hears from a team, and when it is time."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from vliegwiel.activity.door import Done, action
from vliegwiel.core.answers import Mistake
from vliegwiel.initiatives.models import Initiative
from vliegwiel.people.models import Person

from .. import rules
from ..journey import DEFAULT_WEEKS
from ..models import Rhythm
from ..queries.tabs import turn_of

A_YEAR = timedelta(days=366)


def follow(initiative: Initiative, *, at: datetime) -> Rhythm:
    """Part of other actions: from now on one hears from this team now and then."""
    first = timezone.localdate(at) + timedelta(weeks=DEFAULT_WEEKS)
    rhythm, _new = Rhythm.objects.get_or_create(initiative=initiative, defaults={"next_on": first})
    return rhythm


def heard_from(initiative: Initiative, *, at: datetime) -> None:
    """Part of sending a check-in: the next one is a whole rhythm later."""
    rhythm = follow(initiative, at=at)
    rhythm.next_on = timezone.localdate(at) + timedelta(weeks=rhythm.weeks)
    rhythm.save(update_fields=["next_on"])


@action("rhythm.set", may=rules.may_set_rhythm)
def set_rhythm(
    initiative: Initiative, *, by: Person, at: datetime, weeks: int, next_on: date, turn: Person | None = None
) -> Done:
    """Every so many weeks, the first on this day, filled in by someone of the team (else the project lead)."""
    today = timezone.localdate(at)
    if not today <= next_on <= today + A_YEAR:
        raise Mistake(next_on=_("Choose a day from today on, within a year."))
    if turn is not None and not initiative.team.filter(person=turn).exists():
        raise Mistake(turn=_("This person is not on the team any more."))
    rhythm = follow(initiative, at=at)
    rhythm.weeks, rhythm.next_on, rhythm.turn = weeks, next_on, turn
    rhythm.save(update_fields=["weeks", "next_on", "turn"])
    return Done(rhythm, target=initiative, fields=["rhythm"], facts={"weeks": weeks, "turn": turn.pk if turn else None})


@action("check_in.came_due", may=rules.may_come_due)
def come_due(rhythm: Rhythm, *, by: None, at: datetime) -> Done:
    """The day has come. Once per due day, whoever asks: the row is locked, and the rule says no the second time."""
    rhythm.told_for = rhythm.next_on
    rhythm.save(update_fields=["told_for"])
    turn = turn_of(rhythm.initiative, rhythm)
    facts = {"due": rhythm.next_on.isoformat(), "person": turn.pk if turn else None}
    return Done(rhythm, target=rhythm.initiative, facts=facts)
