"""One import: which file, how it was read, and the fate of every row."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from vliegwiel.activity.audience import Viewer
from vliegwiel.core.codes import new_code
from vliegwiel.initiatives.models import Initiative
from vliegwiel.people.models import Person
from vliegwiel.spaces.models import Space

from ..journey import Fate, RunState


class ImportRunQuerySet(models.QuerySet):
    def visible_to(self, person: Viewer | None) -> ImportRunQuerySet:
        """Those of spaces that one leads, and one's own; all of them for an operator."""
        if not isinstance(person, Person):
            return self.none()
        if person.is_staff:
            return self.all()
        led = [int(token.removeprefix("lead:")) for token in person.tokens if token.startswith("lead:")]
        return self.filter(Q(by=person) | Q(space__in=led))


class ImportRun(models.Model):
    """All or nothing: until it is done, nothing of it is seen."""

    code = models.CharField(max_length=8, unique=True, default=new_code, editable=False)
    space = models.ForeignKey(Space, on_delete=models.PROTECT, related_name="import_runs")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="import_runs")
    source = models.CharField(max_length=60)
    """Word for where it comes from; with a row's id there it says which initiative a row is."""
    filename = models.CharField(max_length=200)
    path = models.CharField(max_length=300, blank=True)
    """Where the uploaded file waits; empty when it was read where it stood."""
    digest = models.CharField(max_length=64)
    """SHA-256 of the file."""
    mapping = models.JSONField(default=dict)
    """Column to target, as chosen."""
    state = models.CharField(max_length=10, choices=RunState.choices, default=RunState.CHOOSING)
    counts = models.JSONField(default=dict)
    """read, created, updated, unchanged, rejected; unmatched: names of organisations with their number of rows."""
    problem = models.TextField(blank=True)
    """Why it failed, in a sentence."""
    begun_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = ImportRunQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["space", "-id"], name="import_run_by_space")]

    def __str__(self) -> str:
        return f"{self.filename} ({self.state})"

    def get_absolute_url(self) -> str:
        return reverse("transfer:run", args=[self.code])


class ImportRow(models.Model):
    """What became of one row of the file."""

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField()
    """As a person counts: the row of the spreadsheet, the item of the list."""
    external_id = models.CharField(max_length=120, blank=True)
    title = models.CharField(max_length=200, blank=True)
    fate = models.CharField(max_length=10, choices=Fate.choices)
    initiative = models.ForeignKey(Initiative, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    version = models.PositiveIntegerField(null=True, blank=True)
    """Version of the initiative that the import left; a higher one means that people have touched it."""
    notes = models.JSONField(default=list)
    """What there is to say about it: [message id, parameters] each."""

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["run", "number"], name="import_row_once")]
        indexes = [models.Index(fields=["run", "fate", "id"], name="import_row_by_fate")]

    def __str__(self) -> str:
        return f"{self.number}: {self.fate}"


class Progress(models.Model):
    """Rows done so far. Without a foreign key: it is written while the run itself is held by its transaction."""

    run_id = models.BigIntegerField(primary_key=True)
    done = models.PositiveIntegerField()
    total = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"{self.done}/{self.total}"
