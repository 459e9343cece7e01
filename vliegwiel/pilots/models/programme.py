"""Programmes, who reports to them, and how often one hears from a team."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from vliegwiel.activity.audience import Viewer
from vliegwiel.core.codes import new_code
from vliegwiel.initiatives.models import Initiative
from vliegwiel.spaces.models import Space

from ..journey import DEFAULT_ANSWER_DAYS, DEFAULT_WEEKS


class ProgrammeQuerySet(models.QuerySet):
    def visible_to(self, person: Viewer | None) -> ProgrammeQuerySet:
        """Those of spaces one sees."""
        return self.filter(space__in=Space.objects.visible_to(person))


class Programme(models.Model):
    """A space to which initiatives can report: its leads read along and answer what teams ask."""

    space = models.OneToOneField(Space, on_delete=models.CASCADE, related_name="programme")
    answer_days = models.PositiveSmallIntegerField(default=DEFAULT_ANSWER_DAYS)
    """Working days within which its leads answer."""
    since = models.DateTimeField()

    objects = ProgrammeQuerySet.as_manager()

    class Meta:
        ordering = ["space__name", "id"]
        constraints = [models.CheckConstraint(condition=Q(answer_days__gte=1), name="programme_answers_in_time")]

    def __str__(self) -> str:
        return self.space.name

    @property
    def code(self) -> str:
        return self.space.code


class ReportRequestQuerySet(models.QuerySet):
    def visible_to(self, person: Viewer | None) -> ReportRequestQuerySet:
        """About initiatives one sees."""
        return self.filter(initiative__in=Initiative.objects.visible_to(person))

    def open(self) -> ReportRequestQuerySet:
        return self.filter(closed_at=None)


class ReportRequest(models.Model):
    """A programme asks an initiative to report to it. Nothing is opened until its lead says yes."""

    code = models.CharField(max_length=8, unique=True, default=new_code, editable=False)
    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="report_requests")
    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="requests")
    message = models.TextField(blank=True, max_length=1000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    is_accepted = models.BooleanField(default=False)

    objects = ReportRequestQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["initiative", "programme"], condition=Q(closed_at=None), name="report_request_open_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.programme_id} ← {self.initiative_id}"


class Rhythm(models.Model):
    """How often the team of an initiative looks back together. There is one as soon as it is followed."""

    initiative = models.OneToOneField(Initiative, on_delete=models.CASCADE, related_name="rhythm")
    weeks = models.PositiveSmallIntegerField(default=DEFAULT_WEEKS)
    next_on = models.DateField()
    """The day on which the next check-in is due."""
    turn = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    """Whose turn it is; the project lead when it is nobody's."""
    told_for = models.DateField(null=True, blank=True)
    """The due day that was told last, so that it is told once."""

    class Meta:
        indexes = [models.Index(fields=["next_on", "id"], name="rhythm_next")]
        constraints = [models.CheckConstraint(condition=Q(weeks__gte=1, weeks__lte=26), name="rhythm_of_weeks")]

    def __str__(self) -> str:
        return f"{self.initiative_id}: {self.next_on}"
