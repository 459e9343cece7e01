"""News of an initiative, and every earlier version of its texts."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from vliegwiel.core.codes import new_code

from .initiative import Initiative


class Update(models.Model):
    """A short piece of news from the team."""

    code = models.CharField(max_length=8, unique=True, default=new_code, editable=False)
    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="updates")
    title = models.CharField(_("Title"), max_length=200)
    text = models.TextField(_("Text"), max_length=8000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        return self.title


class Revision(models.Model):
    """One save of the texts: per changed field the old and the new value."""

    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="revisions")
    version = models.PositiveIntegerField()
    changes = models.JSONField()
    """{"field": ["before", "after"]}; themes and organisations as names."""
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-version"]
        constraints = [models.UniqueConstraint(fields=["initiative", "version"], name="revision_once")]

    def __str__(self) -> str:
        return f"{self.initiative_id} v{self.version}"
