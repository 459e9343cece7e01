"""Two people who were brought together, and what came of it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from vliegwiel.activity.audience import AudienceField, VisibleQuerySet, audience_index
from vliegwiel.core.codes import new_code
from vliegwiel.people.models import Organisation, Person

from ..journey import Came
from .listing import Need, Offer
from .proposal import Proposal


class Connection(models.Model):
    """Who, when and about what. One that holds a place in its need or offer counts there."""

    code = models.CharField(max_length=8, unique=True, default=new_code, editable=False)
    proposal = models.OneToOneField(Proposal, null=True, on_delete=models.SET_NULL, related_name="connection")
    need = models.ForeignKey(Need, null=True, on_delete=models.SET_NULL, related_name="connections")
    offer = models.ForeignKey(Offer, null=True, on_delete=models.SET_NULL, related_name="connections")
    one = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="connections_asked")
    other = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="connections_answered")
    introduced_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    organisation = models.ForeignKey(Organisation, null=True, on_delete=models.SET_NULL, related_name="+")
    """The organisation that takes part because of it."""
    message = models.TextField(blank=True, max_length=1000)
    """What was said with the introduction."""
    holds_place = models.BooleanField(default=False)
    """Counts among the places of its need and of its offer, until it ends."""
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    """When it gave its place back."""
    asked_at = models.DateTimeField(null=True)
    """When both were asked what came of it."""
    audience = AudienceField()

    objects = VisibleQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=~Q(one=F("other")), name="connection_between_two"),
            models.UniqueConstraint(
                fields=["need", "organisation"],
                condition=Q(ended_at=None, need__isnull=False, organisation__isnull=False),
                name="connection_of_organisation_once",
            ),
            models.UniqueConstraint(
                fields=["need", "offer", "one", "other"],
                condition=Q(ended_at=None, organisation=None) & (Q(need__isnull=False) | Q(offer__isnull=False)),
                nulls_distinct=False,
                name="connection_of_person_once",
            ),
        ]
        indexes = [
            audience_index("connection_audience"),
            models.Index(fields=["made_at"], condition=Q(asked_at=None), name="connection_to_ask"),
        ]

    def __str__(self) -> str:
        return f"{self.one_id} – {self.other_id}"

    def get_absolute_url(self) -> str:
        return reverse("exchange:connection", args=[self.code])

    @property
    def listing(self) -> Need | Offer | None:
        return self.need or self.offer

    def counterpart_of(self, person: Person) -> Person:
        """The one whom this person met."""
        return self.other if person.pk == self.one_id else self.one


class Outcome(models.Model):
    """What one of the two says came of it."""

    connection = models.ForeignKey(Connection, on_delete=models.CASCADE, related_name="outcomes")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    came = models.CharField(_("What came of it?"), max_length=10, choices=Came.choices)
    text = models.TextField(_("Tell more"), blank=True, max_length=2000)
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["connection", "person"], name="outcome_once")]

    def __str__(self) -> str:
        return f"{self.connection_id} {self.came}"
