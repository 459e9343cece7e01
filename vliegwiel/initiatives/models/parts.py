"""Reusable parts of an initiative, who reuses them, and links."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from vliegwiel.activity.audience import AudienceField, Viewer, VisibleQuerySet, audience_index
from vliegwiel.core.codes import new_code

from ..journey import PartKind, ReuseState
from .initiative import Initiative


class Part(models.Model):
    """A component that others can reuse. Seen by whoever sees its initiative: its audience is kept by a trigger."""

    code = models.CharField(max_length=8, unique=True, default=new_code, editable=False)
    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="parts")
    kind = models.CharField(_("Kind"), max_length=14, choices=PartKind.choices)
    name = models.CharField(_("Name"), max_length=200)
    description = models.TextField(_("What it is and does"), max_length=4000)
    licence = models.CharField(_("Licence"), max_length=80, blank=True)
    conditions = models.TextField(_("Conditions for reuse"), blank=True, max_length=2000)
    url = models.URLField(_("Where to find it"), blank=True, max_length=500)
    audience = AudienceField()

    objects = VisibleQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        indexes = [audience_index("part_audience")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("initiatives:part", args=[self.code])


class Reuse(models.Model):
    """An initiative considers or uses a part of another."""

    part = models.ForeignKey(Part, on_delete=models.CASCADE, related_name="reuses")
    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="reuses")
    state = models.CharField(max_length=10, choices=ReuseState.choices, default=ReuseState.CONSIDERS)
    note = models.TextField(_("How it went"), blank=True, max_length=2000)
    since = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["part", "initiative"], name="reuse_once")]

    def __str__(self) -> str:
        return f"{self.initiative_id} {self.state} {self.part_id}"


class LinkQuerySet(models.QuerySet):
    def visible_to(self, person: Viewer | None) -> LinkQuerySet:
        """Links between two initiatives of which one sees both, and links to elsewhere of an initiative one sees."""
        seen = Initiative.objects.visible_to(person)
        return self.filter(Q(to=None) | Q(to__in=seen), initiative__in=seen)


class Link(models.Model):
    """A link to another initiative or to a page elsewhere."""

    code = models.CharField(max_length=8, unique=True, default=new_code, editable=False)
    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="links")
    to = models.ForeignKey(Initiative, null=True, blank=True, on_delete=models.CASCADE, related_name="linked_from")
    url = models.URLField(blank=True, max_length=500)
    label = models.CharField(_("Text of the link"), max_length=200)

    objects = LinkQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=Q(to=None) ^ Q(url=""), name="link_to_one_thing"),
            models.CheckConstraint(condition=Q(to=None) | ~Q(to=F("initiative")), name="link_not_to_itself"),
        ]

    def __str__(self) -> str:
        return self.label
