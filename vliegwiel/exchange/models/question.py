"""A question to a few people instead of to everyone, and what each of them did with it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from vliegwiel.activity.audience import AudienceField, VisibleQuerySet, audience_index
from vliegwiel.core.codes import new_code

from ..journey import AskedState


class Question(models.Model):
    """Read by who asks it and who are asked; by the network once it is shared."""

    code = models.CharField(max_length=8, unique=True, default=new_code, editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="questions")
    title = models.CharField(_("Your question in one line"), max_length=200)
    text = models.TextField(_("Tell more"), blank=True, max_length=4000)
    asked_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    thanks = models.TextField(_("A word of thanks"), blank=True, max_length=1000)
    shared_at = models.DateTimeField(null=True)
    """When the asker let the network read it."""
    audience = AudienceField()

    objects = VisibleQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-id"]
        constraints = [models.CheckConstraint(condition=~Q(title=""), name="question_has_title")]
        indexes = [
            audience_index("question_audience"),
            models.Index(fields=["by", "-asked_at"], name="question_by"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("exchange:question", args=[self.code])


class Asked(models.Model):
    """One person who was asked a question. Seen by those who see the question: see `queries.asking`."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="asked")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="asked")
    because = models.JSONField(default=dict)
    """Why this person, as data: ids of their expertise, and words that both share."""
    asked_at = models.DateTimeField()
    passed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    """Who passed it on to this person."""
    mailed_at = models.DateTimeField(null=True)
    state = models.CharField(max_length=10, choices=AskedState.choices, default=AskedState.WAITING)
    answer = models.TextField(_("Your answer"), blank=True, max_length=8000)
    answered_at = models.DateTimeField(null=True)
    told_at = models.DateTimeField(null=True)
    """When the asker got the mail about the answer."""
    shares_contact = models.BooleanField(default=False)
    """The asker may see how to reach this person."""
    may_be_shared = models.BooleanField(default=False)
    """The asker may let the network read this answer."""

    class Meta:
        ordering = ["asked_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["question", "person"], name="asked_once"),
            models.CheckConstraint(
                condition=~Q(state=AskedState.ANSWERED) | ~Q(answer=""), name="asked_answered_with_text"
            ),
            models.CheckConstraint(
                condition=Q(state=AskedState.WAITING) ^ Q(answered_at__isnull=False), name="asked_waits_or_answered"
            ),
            models.CheckConstraint(
                condition=Q(passed_by=None) | ~Q(passed_by=F("person")), name="asked_not_by_themselves"
            ),
        ]
        indexes = [models.Index(fields=["person", "asked_at"], name="asked_of_person")]

    def __str__(self) -> str:
        return f"{self.question_id} → {self.person_id}"

    @property
    def is_waiting(self) -> bool:
        return self.state == AskedState.WAITING
