"""The same thing at many bodies: a bundle leaves each its own entry, and ties them together."""

from __future__ import annotations

from django.db import models
from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from vliegwiel.activity.audience import Viewer
from vliegwiel.core.codes import new_code, slug_of
from vliegwiel.initiatives.models import Initiative


class BundleQuerySet(models.QuerySet):
    def visible_to(self, person: Viewer | None) -> BundleQuerySet:
        """Those of which one sees an entry. Its name is written for whoever sees one of them."""
        seen = Initiative.objects.visible_to(person).standing()
        entries = BundleEntry.objects.filter(bundle=OuterRef("pk"), initiative__in=seen)
        return self.filter(Exists(entries))


class Bundle(models.Model):
    """One tool, service or way of working that several organisations have, each with an entry of its own."""

    code = models.CharField(max_length=8, unique=True, default=new_code, editable=False)
    name = models.CharField(_("Name"), max_length=200)
    made_at = models.DateTimeField()

    objects = BundleQuerySet.as_manager()

    class Meta:
        ordering = ["name", "id"]
        constraints = [models.CheckConstraint(condition=~models.Q(name=""), name="bundle_has_name")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("matching:bundle", args=[self.code, slug_of(self.name)])


class BundleEntry(models.Model):
    """An initiative in a bundle; in one at most."""

    bundle = models.ForeignKey(Bundle, on_delete=models.CASCADE, related_name="entries")
    initiative = models.OneToOneField(Initiative, on_delete=models.CASCADE, related_name="bundled")
    since = models.DateTimeField()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.initiative_id} in {self.bundle_id}"
