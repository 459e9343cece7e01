"""The place where a group works."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.core.validators import RegexValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from vliegwiel.activity.audience import AudienceField, VisibleQuerySet, audience_index
from vliegwiel.core.codes import new_code, slug_of
from vliegwiel.people.models import Organisation

from ..journey import Joining, Module, Ring


def all_modules() -> list[str]:
    return list(Module.values)


class Space(models.Model):
    """Owning organisations, members, a ring, chosen modules, own words and an own colour."""

    code = models.CharField(max_length=8, unique=True, default=new_code, editable=False)
    name = models.CharField(_("Name"), max_length=120)
    purpose = models.TextField(_("What this space is for"), blank=True, max_length=4000)
    ring = models.CharField(max_length=12, choices=Ring.choices, default=Ring.PUBLIC)
    joining = models.CharField(max_length=12, choices=Joining.choices, default=Joining.REQUEST)
    modules = ArrayField(models.CharField(max_length=20, choices=Module.choices), default=all_modules, blank=True)
    words = models.JSONField(default=dict, blank=True)
    """Own word for a thing: {"initiative": "proef", "initiatives": "proeven"}."""
    colour = models.CharField(max_length=7, blank=True, validators=[RegexValidator(r"^#[0-9a-fA-F]{6}$")])
    owners: models.ManyToManyField = models.ManyToManyField(Organisation, through="Ownership", related_name="spaces")
    is_square = models.BooleanField(default=False)
    """The one space of the installation where anyone may submit."""
    created_at = models.DateTimeField()
    audience = AudienceField()

    objects = VisibleQuerySet.as_manager()

    class Meta:
        indexes = [audience_index("space_audience"), models.Index(fields=["name", "id"], name="space_by_name")]
        constraints = [
            models.UniqueConstraint(fields=["is_square"], condition=models.Q(is_square=True), name="space_one_square"),
            models.CheckConstraint(condition=models.Q(ring__in=Ring.values), name="space_ring_known"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("spaces:space", args=[self.code, slug_of(self.name)])

    def has(self, module: str) -> bool:
        return module in self.modules

    def word(self, thing: str) -> str:
        """The space's own word for `initiative` or `initiatives`; empty when it has none."""
        return self.words.get(thing, "")


class Ownership(models.Model):
    """An organisation to which the space belongs."""

    space = models.ForeignKey(Space, on_delete=models.CASCADE, related_name="ownerships")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="ownerships")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["space", "organisation"], name="ownership_once")]

    def __str__(self) -> str:
        return f"{self.organisation} → {self.space}"
