"""The structured list of themes."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import get_language

from vliegwiel.activity.audience import Viewer


class ThemeQuerySet(models.QuerySet):
    """Themes are public words: everyone sees them."""

    def visible_to(self, person: Viewer | None) -> ThemeQuerySet:
        return self.all()

    def in_use(self) -> ThemeQuerySet:
        return self.filter(is_retired=False)


class Theme(models.Model):
    """A subject. The list starts from TOOI's top themes and is kept by the operators."""

    slug = models.SlugField(max_length=80, unique=True)
    name_nl = models.CharField(max_length=80)
    name_en = models.CharField(max_length=80)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="children")
    uri = models.CharField(max_length=200, blank=True)
    is_retired = models.BooleanField(default=False)

    objects = ThemeQuerySet.as_manager()

    class Meta:
        ordering = ["name_nl"]
        constraints = [models.UniqueConstraint(Lower("name_nl"), name="theme_name_once")]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return self.name_en if get_language() == "en" else self.name_nl


class Theming(models.Model):
    """An initiative is about a theme."""

    initiative = models.ForeignKey("Initiative", on_delete=models.CASCADE, related_name="themings")
    theme = models.ForeignKey(Theme, on_delete=models.PROTECT, related_name="themings")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["initiative", "theme"], name="theming_once")]

    def __str__(self) -> str:
        return f"{self.initiative_id} ~ {self.theme_id}"
