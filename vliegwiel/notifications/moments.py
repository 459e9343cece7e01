"""Quiet hours, by the clock on the wall."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

from django.utils import timezone

from vliegwiel.people.models import Person

from .journey import QUIET_FROM, QUIET_UNTIL
from .models import MailWishes


def quiet_hours(person: Person) -> tuple[time, time]:
    """From when until when this person wants no mail; the same twice means never."""
    wishes = MailWishes.objects.filter(pk=person.pk).first() if "mail_wishes" not in person._state.fields_cache else (
        person._state.fields_cache["mail_wishes"]
    )  # fmt: skip
    return (wishes.quiet_from, wishes.quiet_until) if wishes else (QUIET_FROM, QUIET_UNTIL)


def is_quiet(clock: time, person: Person) -> bool:
    """Whether this hour of the day is one of theirs."""
    start, end = quiet_hours(person)
    if start <= end:
        return start <= clock < end
    return clock >= start or clock < end


def next_moment(at: datetime, person: Person) -> datetime:
    """This moment, or the end of the quiet hours that it lies in.

    A night in which the clock changes has that end once: an hour that is skipped ends when it would have begun, and one
    that comes twice ends the first time.
    """
    local = timezone.localtime(at)
    if not is_quiet(local.time(), person):
        return at
    _start, end = quiet_hours(person)
    day = local.date() if local.time() < end else local.date() + timedelta(days=1)
    return timezone.make_aware(datetime.combine(day, end)).astimezone(UTC)
