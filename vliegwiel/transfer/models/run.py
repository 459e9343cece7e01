"""One import: which file, how it was read, and the fate of every row."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from vliegwiel.activity.audience import Viewer, ids_in, tokens_of
from vliegwiel.core.codes import new_code
from vliegwiel.initiatives.models import Initiative
from vliegwiel.people.models import Person
from vliegwiel.spaces.models import Space

from ..journey import Fate, RunState


def led_by(person: Person) -> list[int]:
    """The ids of the spaces that this person leads."""
    return ids_in(person, "lead")


class ImportRunQuerySet(models.QuerySet):
    def visible_to(self, person: Viewer | None) -> ImportRunQuerySet:
        """Those of spaces that one leads; for an operator those of every space that he sees."""
        if not isinstance(person, Person):
            return self.none()
        seen = Space.objects.visible_to(person) if person.is_staff else led_by(person)
        return self.filter(space__in=seen)


class ImportRun(models.Model):
    """All or nothing: until it is done, nothing of it is seen."""

    code = models.CharField(max_length=8, unique=True, default=new_code, editable=False)
    space = models.ForeignKey(Space, on_delete=models.PROTECT, related_name="import_runs")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="import_runs")
    source = models.CharField(max_length=60)
    """Word for where it comes from; with a row's id there it says which initiative a row is."""
    filename = models.CharField(max_length=200)
    sheet = models.CharField(max_length=100, blank=True)
    """Which sheet of a workbook; empty for the first, and for files without sheets."""
    path = models.CharField(max_length=300, blank=True)
    """Where the file waits to be read; empty once the import is done."""
    digest = models.CharField(max_length=64)
    """SHA-256 of the file."""
    mapping = models.JSONField(default=dict)
    """Column to target (null to leave it out), where people chose otherwise than was guessed; all once it is done."""
    state = models.CharField(max_length=10, choices=RunState.choices, default=RunState.CHOOSING)
    counts = models.JSONField(default=dict)
    """read, created, updated, unchanged, rejected; unmatched: names of organisations with their number of rows;
    statuses: the words for where something stands, with their number of rows. Empty until it was tried."""
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


class ImportRowQuerySet(models.QuerySet):
    def visible_to(self, person: Viewer | None) -> ImportRowQuerySet:
        """Of imports that one may see, without the rows whose initiative is not for this person any more."""
        runs = ImportRun.objects.visible_to(person)
        seen = Q(initiative=None) | Q(initiative__audience__overlap=tokens_of(person))
        return self.filter(seen, run__in=runs.order_by())


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
    before = models.JSONField(null=True, blank=True)
    """What stood in a changed initiative before this import, by name; for undoing."""
    notes = models.JSONField(default=list)
    """What there is to say about it: [message id, parameters] each."""

    objects = ImportRowQuerySet.as_manager()

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
