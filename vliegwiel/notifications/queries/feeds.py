"""What stands in the feeds: only what is public, whoever asks."""

from __future__ import annotations

from django.db.models import QuerySet

from vliegwiel.initiatives.models import Initiative, Theme, Update
from vliegwiel.people.models import Organisation

MOST = 30


def newest(*, theme: Theme | None = None, organisation: Organisation | None = None) -> list[Initiative]:
    """The newest public initiatives. One statement."""
    rows = Initiative.objects.visible_to(None).standing()
    if theme is not None:
        rows = rows.filter(theme_ids__contains=[theme.pk])
    if organisation is not None:
        rows = rows.filter(organisation_ids__contains=[organisation.pk])
    return list(rows.only("code", "slug", "title", "question", "summary", "goal", "created_at", "changed_at").order_by(
        "-created_at", "-id"
    )[:MOST])  # fmt: skip


def updates_of(initiative: Initiative) -> QuerySet[Update]:
    """Its news, the latest first. One statement."""
    return Update.objects.filter(initiative=initiative).order_by("-at", "-id")[:MOST]
