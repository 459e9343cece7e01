"""A submission that is being written."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.urls import reverse

from vliegwiel.activity.audience import Viewer
from vliegwiel.core.codes import new_secret


class DraftQuerySet(models.QuerySet):
    def visible_to(self, person: Viewer | None) -> DraftQuerySet:
        """One's own. A visitor reaches a draft by its secret address: see `opened_with`."""
        return self.filter(person=person) if person is not None else self.none()

    def opened_with(self, secret: str, person: Viewer | None) -> DraftQuerySet:
        """The draft at this secret address: of nobody yet, or of this person."""
        return self.filter(models.Q(person=None) | models.Q(person=person), secret=secret)

    def unfinished(self) -> DraftQuerySet:
        return self.filter(initiative=None)


class Draft(models.Model):
    """Saved as one types, at an address that is its own key; becomes an initiative on submission."""

    secret = models.CharField(max_length=40, unique=True, default=new_secret, editable=False)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.CASCADE, related_name="drafts"
    )
    data = models.JSONField(default=dict)
    """What was typed, per field name, unchecked."""
    started_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    initiative = models.OneToOneField(
        "Initiative", null=True, blank=True, on_delete=models.CASCADE, related_name="draft"
    )
    """What it became; pressing the button twice gives the same initiative."""

    objects = DraftQuerySet.as_manager()

    class Meta:
        ordering = ["-changed_at", "-id"]

    def __str__(self) -> str:
        return str(self.data.get("title", ""))

    def get_absolute_url(self) -> str:
        return reverse("initiatives:draft", args=[self.secret])
