"""Forgetting what is old."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings

from vliegwiel.activity.door import action

from .. import rules
from ..models import Letter, Notification

IN_ONE_GO = 5_000


@action("news.cleared", may=rules.may_clear, unlogged="retention, as the settings say it")
def clear_old(subject: None, *, by: None, at: datetime) -> int:
    """A piece of what is older than it is kept; returns how many rows went, 0 when there are no more."""
    before = at - timedelta(days=settings.NEWS_KEPT_DAYS)
    news = Notification.objects.filter(at__lt=before).order_by("at").values("pk")[:IN_ONE_GO]
    gone = Notification.objects.filter(pk__in=list(news.values_list("pk", flat=True))).delete()[0]
    letters = Letter.objects.filter(begun_at__lt=before).order_by("begun_at").values_list("pk", flat=True)
    return gone + Letter.objects.filter(pk__in=list(letters[:IN_ONE_GO])).delete()[0]
