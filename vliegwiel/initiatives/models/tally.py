"""Counts that are right for whoever looks, without counting a million rows on every page."""

from __future__ import annotations

from django.db import models

from vliegwiel.activity.audience import AudienceField, VisibleQuerySet, audience_index


class Tally(models.Model):
    """How many initiatives with this audience have this value: rows are added up, and put together by a nightly job.

    Triggers add a row for each change, so that writers never wait for each other. Facets: see migration 0004.
    """

    audience = AudienceField()
    facet = models.CharField(max_length=12)
    value = models.CharField(max_length=20)
    n = models.BigIntegerField()
    """Added (or, negative, taken away)."""

    objects = VisibleQuerySet.as_manager()

    class Meta:
        indexes = [audience_index("tally_audience")]

    def __str__(self) -> str:
        return f"{self.facet}={self.value}: {self.n:+}"
