"""Someone asks to take part, offers help, invites, or introduces two others; it waits for an answer."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from vliegwiel.activity.audience import AudienceField, VisibleQuerySet, audience_index
from vliegwiel.core.codes import new_code
from vliegwiel.people.models import Organisation

from ..journey import Answered, Asking
from .listing import Need, Offer


class ProposalQuerySet(VisibleQuerySet):
    def waiting(self) -> ProposalQuerySet:
        return self.filter(state=Answered.ASKED)


class Proposal(models.Model):
    """Who would be connected, about what, and who has agreed so far. Accepted, it becomes a connection."""

    code = models.CharField(max_length=8, unique=True, default=new_code, editable=False)
    asking = models.CharField(max_length=12, choices=Asking.choices)
    need = models.ForeignKey(Need, null=True, on_delete=models.CASCADE, related_name="proposals")
    offer = models.ForeignKey(Offer, null=True, on_delete=models.CASCADE, related_name="proposals")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    one = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="+")
    """Empty while nobody of the team or organisation that is asked has answered."""
    organisation = models.ForeignKey(Organisation, null=True, on_delete=models.CASCADE, related_name="+")
    """For which one asks, or which is invited; empty when a person speaks for themselves."""
    one_agreed = models.BooleanField(default=False)
    other_agreed = models.BooleanField(default=False)
    holds_place = models.BooleanField(default=False)
    """Accepted, it takes one of the places."""
    message = models.TextField(_("Your message"), blank=True, max_length=1000)
    state = models.CharField(max_length=10, choices=Answered.choices, default=Answered.ASKED)
    answer = models.TextField(_("What do you want to say?"), blank=True, max_length=1000)
    made_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    audience = AudienceField()

    objects = ProposalQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(other=None) | ~Q(other=F("one")), name="proposal_between_two"),
            models.CheckConstraint(
                condition=~Q(state=Answered.ACCEPTED) | Q(one_agreed=True, other_agreed=True, other__isnull=False),
                name="proposal_accepted_by_both",
            ),
            models.UniqueConstraint(
                fields=["need", "organisation"],
                condition=Q(state=Answered.ASKED, organisation__isnull=False),
                name="proposal_of_organisation_once",
            ),
            models.UniqueConstraint(
                fields=["need", "offer", "one", "other"],
                condition=Q(state=Answered.ASKED, organisation=None),
                nulls_distinct=False,
                name="proposal_of_person_once",
            ),
        ]
        indexes = [
            audience_index("proposal_audience"),
            models.Index(fields=["state", "made_at"], name="proposal_waiting"),
        ]

    def __str__(self) -> str:
        return f"{self.asking} {self.code}"

    def get_absolute_url(self) -> str:
        return reverse("exchange:proposal", args=[self.code])

    @property
    def is_waiting(self) -> bool:
        return self.state == Answered.ASKED

    @property
    def listing(self) -> Need | Offer | None:
        return self.need or self.offer
