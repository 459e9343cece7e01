"""What a team tells now and then: results, questions, bottlenecks."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from vliegwiel.activity.audience import AudienceField, Viewer, VisibleQuerySet, audience_index
from vliegwiel.core.codes import new_code, new_secret
from vliegwiel.initiatives.models import Initiative
from vliegwiel.spaces.journey import Ring

from ..journey import ItemKind


class CheckIn(models.Model):
    """Sent once; it stays as it was. Never wider than its initiative: the audience is kept by a trigger."""

    code = models.CharField(max_length=8, unique=True, default=new_code, editable=False)
    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="check_ins")
    secret = models.CharField(max_length=40, unique=True, default=new_secret, editable=False)
    """The word of the form it was sent with: sending twice gives one."""
    ring = models.CharField(max_length=12, choices=Ring.choices, default=Ring.TEAM)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()
    audience = AudienceField()

    objects = VisibleQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        indexes = [
            audience_index("check_in_audience"),
            models.Index(fields=["initiative", "-id"], name="check_in_newest"),
        ]
        constraints = [models.CheckConstraint(condition=Q(ring__in=Ring.values), name="check_in_ring_known")]

    def __str__(self) -> str:
        return f"{self.initiative_id} {self.at:%Y-%m-%d}"


class CheckInItem(models.Model):
    """One result, question or bottleneck."""

    check_in = models.ForeignKey(CheckIn, on_delete=models.CASCADE, related_name="items")
    kind = models.CharField(max_length=12, choices=ItemKind.choices)
    position = models.PositiveSmallIntegerField()
    text = models.TextField(max_length=2000)

    class Meta:
        ordering = ["check_in_id", "position"]
        constraints = [
            models.UniqueConstraint(fields=["check_in", "position"], name="check_in_item_position_once"),
            models.CheckConstraint(condition=~Q(text=""), name="check_in_item_has_text"),
        ]

    def __str__(self) -> str:
        return self.text


class CheckInDraftQuerySet(models.QuerySet):
    def visible_to(self, person: Viewer | None) -> CheckInDraftQuerySet:
        return self.filter(person=person) if person is not None else self.none()


class CheckInDraft(models.Model):
    """What someone is typing, saved as they go; gone when it is sent."""

    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="check_in_drafts")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    secret = models.CharField(max_length=40, editable=False)
    data = models.JSONField(default=dict)
    """Per field of the form what was typed, unchecked."""
    changed_at = models.DateTimeField()

    objects = CheckInDraftQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["initiative", "person"], name="check_in_draft_once")]

    def __str__(self) -> str:
        return f"{self.initiative_id} {self.person_id}"
