"""Following something that has a page."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from vliegwiel.activity.audience import Viewer


class FollowQuerySet(models.QuerySet):
    def visible_to(self, person: Viewer | None) -> FollowQuerySet:
        """One's own: nobody sees what another follows."""
        return self.filter(person=person) if person is not None else self.none()


class Follow(models.Model):
    """Someone follows one thing; members of a team hear of their own initiative without such a row."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="follows")
    target_type = models.CharField(max_length=40)
    """`room.model`, one of `subjects.SUBJECTS`."""
    target_id = models.BigIntegerField()
    since = models.DateTimeField()

    objects = FollowQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [models.UniqueConstraint(fields=["person", "target_type", "target_id"], name="follow_once")]
        indexes = [models.Index(fields=["target_type", "target_id", "person"], name="follow_of_target")]

    def __str__(self) -> str:
        return f"{self.person_id} follows {self.target_type}:{self.target_id}"
