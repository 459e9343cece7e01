"""What pages, plans and undoing ask about imports."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import F, Max, Q, QuerySet

from vliegwiel.activity.models import Activity
from vliegwiel.initiatives.models import Initiative, Stage
from vliegwiel.people.models import Person
from vliegwiel.spaces.models import Space

from .journey import Fate, RunState
from .models import ImportRow, ImportRun, Progress, led_by

MOVED_BY_PEOPLE = (
    "initiative.moved",
    "initiative.ended",
    "initiative.revived",
    "organisation.took_part",
    "organisation.let_go",
)
"""What people do that the version does not count. An organisation that is merely interested changes nothing."""


def spaces_to_import_into(person: Person) -> QuerySet[Space]:
    """The spaces where this person may import, by name."""
    spaces = Space.objects.visible_to(person)
    if not person.is_staff:
        spaces = spaces.filter(pk__in=led_by(person))
    return spaces.order_by("name", "id")


def touched_by_people(initiatives: Collection[int]) -> set[int]:
    """Which of these imported initiatives people changed after the last import that wrote them."""
    rows = ImportRow.objects.filter(
        initiative__in=initiatives, run__state__in=(RunState.DONE, RunState.UNDONE), version__gt=0
    ).order_by()
    left = rows.values("initiative").annotate(version=Max("version"), at=Max("run__ended_at"))
    since = {row["initiative"]: (row["version"], row["at"]) for row in left}
    versions = Initiative.objects.filter(pk__in=since).order_by().values_list("pk", "version")
    touched = {pk for pk, version in versions if version > since[pk][0]}
    deeds = Activity.objects.filter(
        target_type=Initiative._meta.label_lower, target_id__in=since, kind__in=MOVED_BY_PEOPLE
    ).filter(Q(facts__part__isnull=True) | ~Q(facts__part="interested"))
    latest = deeds.order_by().values("target_id").annotate(last=Max("at")).values_list("target_id", "last")
    touched |= {pk for pk, last in latest if last > since[pk][1]}
    return touched | (set(initiatives) - since.keys())


def touched_rows(run: ImportRun) -> int:
    """How many initiatives of this run people have worked on since: any deed of theirs counts."""
    mine = _changed_by(run).values("initiative")
    left = (
        ImportRow.objects.filter(initiative__in=mine, run__state__in=(RunState.DONE, RunState.UNDONE))
        .order_by()
        .values("initiative")
        .annotate(left=Max("version"))
    )
    edited = left.filter(initiative__version__gt=F("left")).values("initiative")
    acted = Activity.objects.filter(
        target_type=Initiative._meta.label_lower, target_id__in=mine, at__gt=run.ended_at or run.begun_at
    )
    return Initiative.objects.filter(Q(pk__in=edited) | Q(pk__in=acted.values("target_id"))).count()


def changed_later(run: ImportRun) -> int:
    """How many initiatives of this run a later import, that stands, has changed."""
    later = ImportRow.objects.filter(run__state=RunState.DONE, run__gt=run.pk, fate=Fate.UPDATED)
    return _changed_by(run).filter(initiative__in=later.values("initiative")).count()


def _changed_by(run: ImportRun) -> QuerySet[ImportRow]:
    return ImportRow.objects.filter(run=run, fate__in=(Fate.CREATED, Fate.UPDATED))


def shipped_stages() -> QuerySet[Stage]:
    """Stages of the tracks that every installation has."""
    return Stage.objects.filter(track__space=None).select_related("track")


def same_file_before(run: ImportRun) -> ImportRun | None:
    """An import of exactly this file into this space that stands."""
    same = ImportRun.objects.filter(space=run.space_id, digest=run.digest, state=RunState.DONE)
    return same.exclude(pk=run.pk).first()


def progress_of(run: ImportRun) -> tuple[int, int]:
    """Rows done, and rows in all as far as known; zeros before it begins."""
    found = Progress.objects.filter(run_id=run.pk).first()
    return (found.done, found.total) if found else (0, 0)
