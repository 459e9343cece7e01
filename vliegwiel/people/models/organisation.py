"""Organisations as the registers know them, the names they go by, and regions."""

from __future__ import annotations

from datetime import date

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from vliegwiel.core.codes import new_code, slug_of

from ..journey import SELLING_KINDS, OrganisationKind


class OrganisationQuerySet(models.QuerySet):
    """Organisations are public facts: everyone sees them."""

    def visible_to(self, person: object) -> OrganisationQuerySet:
        return self.all()

    def valid_on(self, day: date) -> OrganisationQuerySet:
        return self.filter(Q(valid_from=None) | Q(valid_from__lte=day), Q(valid_until=None) | Q(valid_until__gt=day))


class Region(models.Model):
    """A named set of organisations: a province, a labour-market region."""

    code = models.CharField(max_length=20, unique=True)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=20, default="province")
    members: models.ManyToManyField = models.ManyToManyField("Organisation", related_name="regions", blank=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Organisation(models.Model):
    """A body that can take part: a municipality, a ministry, a supplier."""

    code = models.CharField(max_length=8, unique=True, default=new_code, editable=False)
    kind = models.CharField(max_length=20, choices=OrganisationKind.choices)
    name = models.CharField(_("Name"), max_length=250)
    """What people call it: Den Haag."""
    official_name = models.CharField(max_length=250, blank=True)
    sort_name = models.CharField(max_length=250)
    abbreviation = models.CharField(max_length=60, blank=True)
    official_code = models.CharField(max_length=12, blank=True)
    """CBS code: GM0344, PV26."""
    tooi_uri = models.CharField(max_length=200, blank=True)
    oin = models.CharField(max_length=20, blank=True)
    website = models.CharField(max_length=250, blank=True)
    population = models.PositiveIntegerField(null=True, blank=True)
    """Inhabitants, municipalities only."""
    about = models.TextField(_("About the organisation"), blank=True, max_length=4000)
    mail_domains = ArrayField(models.CharField(max_length=120), default=list, blank=True)
    """Work-mail domains: who confirms an address in one of these is a member."""
    valid_from = models.DateField(null=True, blank=True)
    valid_until = models.DateField(null=True, blank=True)
    """First day on which it no longer exists."""
    successor = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="predecessors")
    source = models.CharField(max_length=40, blank=True)
    """Register it came from; empty when someone added it here."""

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        ordering = ["sort_name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["official_code"], condition=~Q(official_code=""), name="organisation_code_once"
            ),
            models.UniqueConstraint(fields=["tooi_uri"], condition=~Q(tooi_uri=""), name="organisation_tooi_once"),
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_from=None) | Q(valid_until__gt=F("valid_from")),
                name="organisation_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(successor=None) | ~Q(successor=F("id")), name="organisation_not_own_successor"
            ),
        ]
        indexes = [
            models.Index(fields=["sort_name", "id"], name="organisation_sorted"),
            models.Index(fields=["kind", "sort_name"], name="organisation_by_kind"),
            GinIndex(fields=["mail_domains"], name="organisation_mail_domains"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("people:organisation", args=[self.code, slug_of(self.name)])

    @property
    def name_and_kind(self) -> str:
        """For choosing: Utrecht is a municipality and a province."""
        return f"{self.name} ({self.get_kind_display().lower()})"

    def is_valid_on(self, day: date) -> bool:
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_until is None or day < self.valid_until
        )

    @property
    def is_seller(self) -> bool:
        return self.kind in SELLING_KINDS


class OrganisationName(models.Model):
    """A name under which the organisation is found, in the form in which names are compared."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="names")
    compared = models.CharField(max_length=250)
    source = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "compared"], name="organisation_name_once")]
        indexes = [models.Index(fields=["compared"], name="organisation_name_compared", opclasses=["text_pattern_ops"])]

    def __str__(self) -> str:
        return self.compared
