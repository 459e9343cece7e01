"""What someone looks for, and what someone can give."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from vliegwiel.activity.audience import AudienceField, Viewer, VisibleQuerySet, audience_index, tokens_of
from vliegwiel.core.codes import new_code
from vliegwiel.initiatives.models import Initiative, Theme
from vliegwiel.people.models import Organisation, Person, Region

from ..journey import Kind, State

CARRIERS = ("initiative", "person", "organisation")


def one_of(columns: tuple[str, ...]) -> Q:
    """Exactly one of these columns is filled."""
    found = Q()
    for filled in columns:
        found |= Q(**{f"{name}__isnull": name != filled for name in columns})
    return found


class ListingQuerySet(VisibleQuerySet):
    def open(self) -> ListingQuerySet:
        return self.filter(state=State.OPEN)

    def standing(self) -> ListingQuerySet:
        """Open or full: what is shown in lists unless one asks for more."""
        return self.filter(state__in=[State.OPEN, State.FULL])

    def kept_by(self, person: Viewer | None) -> ListingQuerySet:
        """Those that this person looks after: of one's team, one's organisation or oneself."""
        return self.filter(keepers__overlap=tokens_of(person))


class Listing(models.Model):
    """Structured and in words, on an initiative, a person or an organisation.

    Audience, keepers, places taken and the states open and full are kept by triggers.
    """

    page: ClassVar[str]

    code = models.CharField(max_length=8, unique=True, default=new_code, editable=False)
    slug = models.CharField(max_length=60, default="-", editable=False)
    kind = models.CharField(_("What is it?"), max_length=10, choices=Kind.choices)
    title = models.CharField(_("In one line"), max_length=200)
    text = models.TextField(_("Tell more"), blank=True, max_length=4000)
    initiative = models.ForeignKey(Initiative, null=True, blank=True, on_delete=models.CASCADE)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.CASCADE)
    organisation = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.CASCADE)
    themes: models.ManyToManyField = models.ManyToManyField(Theme, blank=True)
    region = models.ForeignKey(Region, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    starts_on = models.DateField(_("From"), null=True, blank=True)
    ends_on = models.DateField(_("Until"), null=True, blank=True)
    """Last day on which it holds; for a short job the day on which it should be done."""
    places = models.PositiveSmallIntegerField(_("How many?"), null=True, blank=True)
    """Empty when there is no limit."""
    taken = models.PositiveSmallIntegerField(default=0, editable=False)
    """Connections that hold a place. Trigger."""
    hours = models.PositiveSmallIntegerField(_("Hours of work"), null=True, blank=True)
    is_for_market = models.BooleanField(_("Also for suppliers and visitors"), default=False)
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)
    """Counts saves, so that two people who edit at once do not overwrite each other."""
    audience = AudienceField()
    keepers = ArrayField(models.TextField(), default=list, editable=False)
    """Tokens of those who look after it. Trigger."""

    objects = ListingQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(condition=one_of(CARRIERS), name="%(class)s_has_one_carrier"),
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="%(class)s_kind_known"),
            models.CheckConstraint(condition=Q(state__in=State.values), name="%(class)s_state_known"),
            models.CheckConstraint(condition=~Q(title=""), name="%(class)s_has_title"),
            models.CheckConstraint(condition=Q(places=None) | Q(places__gt=0), name="%(class)s_has_places"),
            models.CheckConstraint(
                condition=Q(places=None) | Q(taken__lte=F("places")), name="%(class)s_never_oversold"
            ),
            models.CheckConstraint(
                condition=Q(starts_on=None) | Q(ends_on=None) | Q(starts_on__lte=F("ends_on")),
                name="%(class)s_ends_after_start",
            ),
        ]
        indexes = [
            audience_index("%(class)s_audience"),
            GinIndex(fields=["keepers"], name="%(class)s_keepers", fastupdate=False),
            models.Index(fields=["state", "-changed_at", "-id"], name="%(class)s_newest"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse(f"exchange:{self.page}", args=[self.code, self.slug])

    @property
    def carrier(self) -> Initiative | Person | Organisation:
        return self.initiative or self.person or self.organisation  # type: ignore[return-value]

    @property
    def is_open(self) -> bool:
        return self.state == State.OPEN

    @property
    def places_left(self) -> int | None:
        return None if self.places is None else self.places - self.taken


class Need(Listing):
    """What an initiative, a person or an organisation looks for."""

    page = "need"

    class Meta(Listing.Meta):
        constraints = [
            *Listing.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(kind=Kind.TIME) | Q(hours__isnull=False, ends_on__isnull=False),
                name="need_job_has_size_and_date",
            ),
        ]


class Offer(Listing):
    """What an initiative, a person or an organisation can give."""

    page = "offer"

    class Meta(Listing.Meta):
        pass


Listed = Need | Offer
Carrier = Initiative | Person | Organisation
"""What a need or offer hangs under."""
