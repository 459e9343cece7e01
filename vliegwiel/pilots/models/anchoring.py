"""How firmly a pilot has taken root, on three levels."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from vliegwiel.activity.audience import Viewer
from vliegwiel.initiatives.models import Initiative

from ..journey import Level, Rooted


class AnchoringQuerySet(models.QuerySet):
    def visible_to(self, person: Viewer | None) -> AnchoringQuerySet:
        return self.filter(initiative__in=Initiative.objects.visible_to(person))


class Anchoring(models.Model):
    """How it stands on one level at one moment; the latest counts. Append-only in the database."""

    initiative = models.ForeignKey(Initiative, on_delete=models.PROTECT, related_name="anchorings")
    level = models.CharField(max_length=12, choices=Level.choices)
    state = models.CharField(max_length=10, choices=Rooted.choices)
    evidence = models.TextField(blank=True, max_length=2000)
    next_step = models.TextField(blank=True, max_length=1000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = AnchoringQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["initiative", "level", "-id"], name="anchoring_latest")]
        constraints = [
            models.CheckConstraint(condition=Q(level__in=Level.values), name="anchoring_level_known"),
            models.CheckConstraint(condition=Q(state__in=Rooted.values), name="anchoring_state_known"),
        ]

    def __str__(self) -> str:
        return f"{self.initiative_id} {self.level}: {self.state}"
