"""Having read news."""

from __future__ import annotations

from datetime import datetime

from vliegwiel.activity.door import action
from vliegwiel.people.models import Person

from .. import rules
from ..models import Notification

OWN = "what someone has read is nobody else's business"


@action("news.read", may=rules.may_read, unlogged=OWN, locked=False)
def read(person: Person, *, by: Person, at: datetime, notification: Notification) -> None:
    """One piece of it."""
    Notification.objects.filter(pk=notification.pk, person=person, read_at=None).update(read_at=at)


@action("news.all_read", may=rules.may_read, unlogged=OWN, locked=False)
def read_all(person: Person, *, by: Person, at: datetime, until: int) -> None:
    """Everything up to this id: what came after the page was opened stays new."""
    Notification.objects.filter(person=person, pk__lte=until, read_at=None).update(read_at=at)
