"""Coffee: two people who share a theme and have not met, once a month."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from vliegwiel.activity.audience import Viewer
from vliegwiel.core.codes import new_code
from vliegwiel.initiatives.models import Theme
from vliegwiel.people.models import Person

from ..journey import Went


class CoffeeGuest(models.Model):
    """Someone who wants to meet others. `topics` and `organisation_ids` are put right before each round."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, primary_key=True, on_delete=models.CASCADE, related_name="coffee_guest"
    )
    is_on = models.BooleanField(default=True)
    since = models.DateTimeField()
    """When this person came, or came back: who waits longest is first."""
    skips = models.DateField(null=True, blank=True)
    """First day of the month that is skipped."""
    paused_until = models.DateField(null=True, blank=True)
    themes: models.ManyToManyField = models.ManyToManyField(Theme, blank=True, related_name="+")
    """What this person likes to talk about, beside what they work on."""
    topics = ArrayField(models.TextField(), default=list, editable=False)
    """`theme:12` and `talent:python`: what can bring two together."""
    organisation_ids = ArrayField(models.BigIntegerField(), default=list, editable=False)

    class Meta:
        indexes = [GinIndex(fields=["topics"], name="coffee_guest_topics", fastupdate=False)]

    def __str__(self) -> str:
        return f"guest {self.person_id}"


class CoffeePairQuerySet(models.QuerySet):
    def visible_to(self, person: Viewer | None) -> CoffeePairQuerySet:
        """Only for the two themselves."""
        return self.filter(seats__person=person) if isinstance(person, Person) else self.none()


class CoffeePair(models.Model):
    """Two people who were introduced to each other. Never the same two twice."""

    code = models.CharField(max_length=8, unique=True, default=new_code, editable=False)
    month = models.DateField()
    """First day of the month."""
    one = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    """The one with the higher id of the two."""
    topics = ArrayField(models.TextField(), default=list)
    """What they share."""
    made_at = models.DateTimeField()

    objects = CoffeePairQuerySet.as_manager()

    class Meta:
        ordering = ["-month", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["one", "other"], name="coffee_pair_once"),
            models.CheckConstraint(condition=Q(one__lt=F("other")), name="coffee_pair_in_order"),
            models.CheckConstraint(condition=Q(month__day=1), name="coffee_month_begins"),
            models.CheckConstraint(condition=~Q(topics=[]), name="coffee_pair_shares_something"),
        ]
        indexes = [models.Index(fields=["other"], name="coffee_pair_other")]

    def __str__(self) -> str:
        return f"{self.one_id} & {self.other_id}"

    def get_absolute_url(self) -> str:
        return reverse("exchange:coffee-pair", args=[self.code])


class CoffeeSeat(models.Model):
    """One of the two: at most one a month for each person."""

    pair = models.ForeignKey(CoffeePair, on_delete=models.CASCADE, related_name="seats")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="coffee_seats")
    month = models.DateField()
    mailed_at = models.DateTimeField(null=True)
    agreed_at = models.DateTimeField(null=True)
    """When the other one was allowed to see how to reach this person."""
    went = models.CharField(max_length=8, choices=Went.choices, blank=True)
    told = models.TextField(_("How was it?"), blank=True, max_length=2000)
    told_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["person", "month"], name="coffee_once_a_month"),
            models.UniqueConstraint(fields=["pair", "person"], name="coffee_seat_once"),
        ]

    def __str__(self) -> str:
        return f"{self.pair_id}: {self.person_id}"
