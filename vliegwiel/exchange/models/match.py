"""Suggestions: a need beside something that may answer it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from vliegwiel.activity.audience import Viewer, tokens_of
from vliegwiel.core.codes import new_code
from vliegwiel.initiatives.models import Initiative, Part
from vliegwiel.people.models import Organisation, Person

from ..journey import MatchState, Unsuitable
from .listing import Need, Offer, one_of

TARGETS = ("offer", "part", "person", "organisation", "initiative")


class MatchQuerySet(models.QuerySet):
    def visible_to(self, person: Viewer | None) -> MatchQuerySet:
        """For who looks after the need or the offer, and only with what they may see at both ends."""
        tokens = tokens_of(person)
        ends = Q(organisation__isnull=False)
        for target in ("offer", "part", "person", "initiative"):
            ends |= Q(**{f"{target}__audience__overlap": tokens})
        kept = Q(need__keepers__overlap=tokens) | Q(offer__keepers__overlap=tokens)
        return self.filter(kept, ends, need__audience__overlap=tokens)

    def suggested(self) -> MatchQuerySet:
        return self.filter(state=MatchState.SUGGESTED)


class Match(models.Model):
    """A need and an offer, part, person, organisation or initiative that may answer it, with the reasons."""

    code = models.CharField(max_length=8, unique=True, default=new_code, editable=False)
    need = models.ForeignKey(Need, on_delete=models.CASCADE, related_name="matches")
    offer = models.ForeignKey(Offer, null=True, on_delete=models.CASCADE, related_name="matches")
    part = models.ForeignKey(Part, null=True, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="+")
    organisation = models.ForeignKey(Organisation, null=True, on_delete=models.CASCADE, related_name="+")
    initiative = models.ForeignKey(Initiative, null=True, on_delete=models.CASCADE, related_name="+")
    state = models.CharField(max_length=10, choices=MatchState.choices, default=MatchState.SUGGESTED)
    rank = models.PositiveSmallIntegerField()
    """1 is the best."""
    reasons = models.JSONField(default=dict)
    """Why, as data: see `queries.reasons`. Ids and words that both share, never a text."""
    found_at = models.DateTimeField()
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    answered_at = models.DateTimeField(null=True)
    unsuitable = models.CharField(max_length=15, choices=Unsuitable.choices, blank=True)

    objects = MatchQuerySet.as_manager()

    class Meta:
        ordering = ["rank", "id"]
        constraints = [
            models.UniqueConstraint(fields=["need", *TARGETS], nulls_distinct=False, name="match_once"),
            models.CheckConstraint(
                condition=one_of(TARGETS),
                name="match_with_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(state=MatchState.DISMISSED) ^ Q(unsuitable=""), name="match_dismissed_with_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.need_id} ↔ {self.target._meta.model_name}:{self.target.pk}"

    @property
    def target(self) -> Offer | Part | Person | Organisation | Initiative:
        return self.offer or self.part or self.person or self.organisation or self.initiative  # type: ignore[return-value]
