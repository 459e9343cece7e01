"""Tracks and stages, the moves between them, and the end."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import get_language

from vliegwiel.activity.audience import Viewer
from vliegwiel.spaces.models import Space

from ..journey import End


class TrackQuerySet(models.QuerySet):
    """Tracks are words: everyone sees those of the platform, and those of a space they see."""

    def visible_to(self, person: Viewer | None) -> TrackQuerySet:
        return self.filter(Q(space=None) | Q(space__in=Space.objects.visible_to(person)))


class Track(models.Model):
    """An ordered list of stages; of the platform, or of one space."""

    slug = models.SlugField(max_length=40)
    name_nl = models.CharField(max_length=80)
    name_en = models.CharField(max_length=80)
    space = models.ForeignKey(Space, null=True, blank=True, on_delete=models.CASCADE, related_name="tracks")
    expected_roles = models.JSONField(default=list)
    """Words of `Role` that are usually filled on this track."""

    objects = TrackQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["slug"], condition=Q(space=None), name="track_slug_once"),
            models.UniqueConstraint(fields=["space", "slug"], name="track_slug_once_in_space"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return self.name_en if get_language() == "en" else self.name_nl


class Stage(models.Model):
    """A step on a track, with what usually happens and what the next step is."""

    track = models.ForeignKey(Track, on_delete=models.CASCADE, related_name="stages")
    position = models.PositiveSmallIntegerField()
    slug = models.SlugField(max_length=40)
    name_nl = models.CharField(max_length=80)
    name_en = models.CharField(max_length=80)
    usually_nl = models.TextField(blank=True)
    usually_en = models.TextField(blank=True)
    next_step_nl = models.TextField(blank=True)
    next_step_en = models.TextField(blank=True)

    class Meta:
        ordering = ["track_id", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["track", "position"], name="stage_position_once", deferrable=models.Deferrable.DEFERRED
            ),
            models.UniqueConstraint(fields=["track", "slug"], name="stage_slug_once"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return self.name_en if get_language() == "en" else self.name_nl

    @property
    def usually(self) -> str:
        return self.usually_en if get_language() == "en" else self.usually_nl

    @property
    def next_step(self) -> str:
        return self.next_step_en if get_language() == "en" else self.next_step_nl


class StageMove(models.Model):
    """One move, with its reason. Append-only in the database."""

    initiative = models.ForeignKey("Initiative", on_delete=models.PROTECT, related_name="moves")
    from_stage = models.ForeignKey(Stage, null=True, on_delete=models.PROTECT, related_name="+")
    to_stage = models.ForeignKey(Stage, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField(max_length=2000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.from_stage} → {self.to_stage}"


class Ending(models.Model):
    """How it ended and what was learned. A revival closes the ending; history stays."""

    initiative = models.ForeignKey("Initiative", on_delete=models.CASCADE, related_name="endings")
    end = models.CharField(max_length=12, choices=End.choices)
    reason = models.TextField(max_length=2000)
    lesson = models.TextField(blank=True, max_length=4000)
    lesson_in_team = models.BooleanField(default=True)
    """The lesson is for the team only; otherwise for whoever sees the initiative."""
    into = models.ForeignKey("Initiative", null=True, blank=True, on_delete=models.SET_NULL, related_name="absorbed")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    revived_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["initiative"], condition=Q(revived_at=None), name="ending_one_open"),
            models.CheckConstraint(condition=~Q(end=End.MERGED) | ~Q(into=None), name="ending_merged_into_something"),
        ]

    def __str__(self) -> str:
        return self.end
