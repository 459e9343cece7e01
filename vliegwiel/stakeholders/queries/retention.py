"""What holds words about people for longer than it should."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from vliegwiel.initiatives.models import Ending

from ..models import Conversation, Stakeholder

DAYS_OF_A_MONTH = 30.44


def before(at: datetime, months: int) -> datetime:
    return at - timedelta(days=round(months * DAYS_OF_A_MONTH))


def parties_to_forget(at: datetime, months: int) -> QuerySet[Stakeholder]:
    """With a contact person or a note, of an initiative that ended so long ago and was not taken up again."""
    ended = Ending.objects.filter(initiative=OuterRef("initiative_id"), revived_at=None, at__lt=before(at, months))
    personal = ~Q(contact="") | ~Q(note="")
    return Stakeholder.objects.filter(personal, Exists(ended)).exclude(initiative__end="")


def conversations_to_forget(at: datetime, months: int) -> QuerySet[Conversation]:
    """That say who went, so long after the day of the talk."""
    day = timezone.localdate(before(at, months))
    return Conversation.objects.exclude(who="").filter(on__lt=day)
