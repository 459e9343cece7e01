"""The append-only log of who did what to what, when."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models

from ..audience import AudienceField, VisibleQuerySet, audience_index


class Activity(models.Model):
    """One change that happened. It holds ids, field names and plain facts, never the texts or names themselves."""

    kind = models.CharField(max_length=60)
    """What happened: `noun.past`, the name of the action."""
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="activities"
    )
    """Who did it; empty for a visitor or the system."""
    at = models.DateTimeField()
    target_type = models.CharField(max_length=40)
    """`room.model` of what it happened to."""
    target_id = models.BigIntegerField()
    fields = ArrayField(models.TextField(), default=list)
    """Names of the fields that changed."""
    facts = models.JSONField(default=dict)
    """Ids, words of a state and counts: enough to tell the story, nothing personal."""
    audience = AudienceField()

    objects = VisibleQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["target_type", "target_id", "-id"], name="activity_target"),
            models.Index(fields=["by", "-id"], name="activity_by"),
            audience_index("activity_audience"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.target_type}:{self.target_id}"
