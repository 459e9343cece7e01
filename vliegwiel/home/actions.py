"""What changes here: the address of one's calendar."""

from __future__ import annotations

from datetime import datetime

from vliegwiel.activity.door import action
from vliegwiel.core.codes import new_secret
from vliegwiel.people.models import Person

from . import rules
from .calendar_queries import digest_of
from .models import CalendarAddress

OWN = "the address of one's own calendar"


@action("calendar.renewed", may=rules.may_share_calendar, unlogged=OWN)
def renew_calendar(person: Person, *, by: Person, at: datetime) -> str:
    """A new secret address; the old one no longer works. The secret is returned, and kept nowhere."""
    secret = new_secret()
    CalendarAddress.objects.update_or_create(person=person, defaults={"digest": digest_of(secret), "since": at})
    return secret


@action("calendar.stopped", may=rules.may_share_calendar, unlogged=OWN)
def stop_calendar(person: Person, *, by: Person, at: datetime) -> None:
    """No address works any more."""
    CalendarAddress.objects.filter(person=person).delete()
