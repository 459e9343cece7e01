"""Two initiatives that become one: proposed, agreed by both, carried out, and undone when it was a mistake."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from vliegwiel.activity.audience import Viewer
from vliegwiel.core.codes import new_code

from ..journey import MergerState
from .initiative import Initiative


class MergerQuerySet(models.QuerySet):
    def visible_to(self, person: Viewer | None) -> MergerQuerySet:
        """Those of which one sees both initiatives."""
        seen = Initiative.objects.visible_to(person)
        return self.filter(initiative__in=seen, into__in=seen)


class Merger(models.Model):
    """One goes into the other. When it is done, the old address leads on to the other."""

    code = models.CharField(max_length=8, unique=True, default=new_code, editable=False)
    initiative = models.ForeignKey(Initiative, on_delete=models.PROTECT, related_name="mergers")
    """What goes. It stays readable where it was, as it was."""
    into = models.ForeignKey(Initiative, on_delete=models.PROTECT, related_name="takes_in")
    state = models.CharField(max_length=10, choices=MergerState.choices, default=MergerState.PROPOSED)
    reason = models.TextField(_("Why are they the same?"), max_length=2000)
    answer = models.TextField(blank=True, max_length=2000)
    """Why it was not done, or undone."""
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    proposed_at = models.DateTimeField()
    agreed_going = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    """Who said yes for what goes."""
    agreed_staying = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    settled_at = models.DateTimeField(null=True)
    moved = models.JSONField(default=dict)
    """Ids of the rows that went along, by what they are; for undoing."""

    objects = MergerQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=~Q(into=F("initiative")), name="merger_of_two"),
            models.UniqueConstraint(
                fields=["initiative", "into"], condition=Q(state="proposed"), name="merger_proposed_once"
            ),
            models.UniqueConstraint(fields=["initiative"], condition=Q(state="done"), name="merger_done_once"),
        ]

    def __str__(self) -> str:
        return f"{self.initiative_id} → {self.into_id} ({self.state})"

    def get_absolute_url(self) -> str:
        return reverse("initiatives:merger", args=[self.code])
