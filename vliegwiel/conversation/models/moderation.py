"""When a comment is not right: who says so, what was done, and what its maker thinks of that."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from vliegwiel.activity.audience import AudienceField, VisibleQuerySet, tokens_of
from vliegwiel.people.models import Person

from ..journey import LONGEST_REASON, Decision, Outcome
from .comment import Comment


class UnderModerators(VisibleQuerySet):
    """Rows for the moderators and for who they are about; operators moderate what they may read."""

    def visible_to(self, person: object) -> UnderModerators:
        seen = Q(audience__overlap=tokens_of(person))  # type: ignore[arg-type]
        if isinstance(person, Person) and person.is_staff:
            seen |= Q(comment__audience__overlap=tokens_of(person))
        return self.filter(seen)

    def moderated_by(self, person: Person) -> UnderModerators:
        """Those on which this person may decide, as far as it is not about themselves."""
        here = Q(comment__moderators__overlap=tokens_of(person))
        if person.is_staff:
            here |= Q(comment__audience__overlap=tokens_of(person))
        return self.filter(here).exclude(comment__by=person)


class Report(models.Model):
    """Someone says that a comment is not right. Audience: the moderators and who reported it; trigger."""

    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="reports")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    reason = models.TextField(max_length=LONGEST_REASON)
    at = models.DateTimeField()
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True)
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    settled_at = models.DateTimeField(null=True)
    audience = AudienceField()

    objects = UnderModerators.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["comment", "by"], condition=Q(outcome=""), name="report_once_at_a_time"),
            models.CheckConstraint(condition=~Q(reason=""), name="report_has_reason"),
        ]
        indexes = [models.Index(fields=["id"], condition=Q(outcome=""), name="report_waiting")]

    def __str__(self) -> str:
        return f"report {self.pk}"


class Hiding(models.Model):
    """A comment was hidden, with the reason; its maker may appeal once. Audience: moderators and maker; trigger."""

    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="hidings")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    reason = models.TextField(max_length=LONGEST_REASON)
    """Every reader of the page reads it."""
    at = models.DateTimeField()
    appeal = models.TextField(max_length=LONGEST_REASON, blank=True)
    appealed_at = models.DateTimeField(null=True)
    decision = models.CharField(max_length=10, choices=Decision.choices, blank=True)
    answer = models.TextField(max_length=LONGEST_REASON, blank=True)
    """What the maker reads about the decision."""
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    decided_at = models.DateTimeField(null=True)
    audience = AudienceField()

    objects = UnderModerators.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["comment"], condition=~Q(decision=Decision.RESTORED), name="hiding_one_at_a_time"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="hiding_has_reason"),
            models.CheckConstraint(condition=Q(decision="") | ~Q(appeal=""), name="hiding_decided_after_appeal"),
        ]
        indexes = [
            models.Index(fields=["id"], condition=~Q(appeal="") & Q(decision=""), name="hiding_appealed"),
        ]

    def __str__(self) -> str:
        return f"hiding {self.pk}"

    @property
    def waits(self) -> bool:
        return bool(self.appeal) and not self.decision
