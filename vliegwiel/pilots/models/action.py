"""What someone does about a question or bottleneck of a team, step by step."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from vliegwiel.activity.audience import AudienceField, VisibleQuerySet, audience_index
from vliegwiel.core.codes import new_code
from vliegwiel.initiatives.models import Initiative
from vliegwiel.spaces.models import Space

from ..journey import OPEN, ActionState, ItemKind, StepKind
from .check_in import CheckInItem


class ActionQuerySet(VisibleQuerySet):
    def open(self) -> ActionQuerySet:
        return self.filter(state__in=OPEN)

    def on_its_own(self) -> ActionQuerySet:
        """Not taken together with another one."""
        return self.filter(merged_into=None)


class Action(models.Model):
    """One per question or bottleneck. `desk` and `audience` follow its initiative and check-in, by triggers."""

    code = models.CharField(max_length=8, unique=True, default=new_code, editable=False)
    item = models.OneToOneField(CheckInItem, on_delete=models.CASCADE, related_name="action")
    kind = models.CharField(max_length=12, choices=ItemKind.choices)
    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="desk_actions")
    desk = models.ForeignKey(Space, on_delete=models.PROTECT, related_name="desk_actions")
    """Whose leads answer: the programme that the initiative reports to, else its own space."""
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="desk_actions"
    )
    """Who works on it; empty: any lead of the desk."""
    state = models.CharField(max_length=10, choices=ActionState.choices, default=ActionState.NEW)
    due_on = models.DateField()
    merged_into = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="merged")
    at = models.DateTimeField()
    changed_at = models.DateTimeField()
    audience = AudienceField()

    objects = ActionQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=ActionState.values), name="action_state_known"),
            models.CheckConstraint(
                condition=Q(merged_into=None) | ~Q(merged_into=F("id")), name="action_not_into_itself"
            ),
        ]
        indexes = [
            audience_index("action_audience"),
            models.Index(
                fields=["desk", "due_on", "id"],
                name="action_desk_open",
                condition=~Q(state="done") & Q(merged_into=None),
            ),
            models.Index(fields=["desk", "state", "due_on", "id"], name="action_desk_state"),
            models.Index(fields=["desk", "-changed_at", "-id"], name="action_desk_newest"),
            models.Index(fields=["owner", "state", "due_on", "id"], name="action_owner"),
            models.Index(fields=["initiative", "state", "due_on"], name="action_initiative"),
        ]

    def __str__(self) -> str:
        return self.code

    def get_absolute_url(self) -> str:
        return reverse("pilots:action", args=[self.code])

    @property
    def is_open(self) -> bool:
        return self.state in OPEN


class ActionStep(models.Model):
    """One step, with what was said. Append-only in the database; the team sees each of them."""

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=12, choices=StepKind.choices)
    text = models.TextField(blank=True, max_length=4000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    to = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    """Who it was handed on to."""
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["action", "id"], name="action_step_order")]

    def __str__(self) -> str:
        return f"{self.kind} {self.action_id}"
