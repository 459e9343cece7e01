"""What would become of each row of a file: the same reading for the dry run and for the import itself."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import datetime, time
from itertools import islice
from typing import Any

from django.db.models import Max
from django.utils import timezone

from vliegwiel.initiatives.actions.importing import Incoming, differences
from vliegwiel.initiatives.journey import Kind
from vliegwiel.initiatives.models import Initiative, Stage, Theme

from . import mapping as columns
from .dates import NotADate, read_date
from .directory import Organisations
from .journey import Fate, RunState
from .models import ImportRow
from .sheets import N_, Row, Sentence, Sheet
from .statuses import Standing, stage_of

BATCH = 500
TITLE, LINE = 200, 120

PLACES = {
    Standing.IDEA: ("challenge", "question", ""),
    Standing.EXPLORING: ("challenge", "exploration", ""),
    Standing.DEVELOPING: ("pilot", "forming", ""),
    Standing.PILOT: ("pilot", "running", ""),
    Standing.EVALUATING: ("pilot", "evaluating", ""),
    Standing.IN_USE: ("scale-up", "in-service", ""),
    Standing.PARKED: ("pilot", "submitted", "parked"),
    Standing.COMPLETED: ("pilot", "decided", "completed"),
    Standing.STOPPED: ("pilot", "decided", "stopped"),
    Standing.ENDED: ("scale-up", "in-service", "completed"),
    Standing.MERGED: ("pilot", "decided", "completed"),
    Standing.HANDED_OVER: ("scale-up", "in-service", "handed_over"),
}
"""Track, stage and end for where something stands in its source."""
KINDS = {"challenge": Kind.CHALLENGE, "pilot": Kind.PILOT, "scale-up": Kind.SERVICE}
TEXTS = {"text": "summary", "question": "question", "for_whom": "for_whom", "yields": "yields", "how": "how"}
"""Target of a column to field of an initiative."""


@dataclass(slots=True)
class Planned:
    """One row: what it will be, its fate, and what there is to say about it."""

    number: int
    fate: Fate
    incoming: Incoming | None = None
    initiative: Initiative | None = None
    notes: list[Sentence] = field(default_factory=list)
    title: str = ""
    external_id: str = ""


@dataclass
class Tally:
    """What the rows came to so far."""

    read: int = 0
    fates: Counter[str] = field(default_factory=Counter)
    unmatched: Counter[str] = field(default_factory=Counter)

    def add(self, planned: list[Planned]) -> None:
        self.read += len(planned)
        self.fates.update(row.fate.value for row in planned)
        self.unmatched.update(
            row.incoming.organisation_name
            for row in planned
            if row.incoming and row.incoming.organisation is None and row.incoming.organisation_name
        )

    def as_dict(self) -> dict[str, Any]:
        return {
            "read": self.read,
            **{fate.value: self.fates[fate.value] for fate in Fate},
            "unmatched": dict(self.unmatched.most_common(1000)),
        }


class Planner:
    """Reads the rows of one source with one mapping; keeps only the ids it has seen."""

    def __init__(self, mapping: columns.ColumnMapping, *, source: str):
        self._mapping, self._source = mapping, source
        self._organisations = Organisations()
        self._stages = {
            (stage.track.slug, stage.slug): stage
            for stage in Stage.objects.filter(track__space=None).select_related("track")
        }
        self._themes = {name.lower(): theme for theme in Theme.objects.all() for name in (theme.name_nl, theme.name_en)}
        self._seen: set[bytes] = set()

    def batches(self, sheet: Sheet) -> Iterator[list[Planned]]:
        """The rows in order, some hundreds at a time, each with its fate as the database is now."""
        rows = sheet.rows()
        while batch := list(islice(rows, BATCH)):
            planned = [self._row(row) for row in batch]
            self._compare(planned)
            yield planned

    def _row(self, row: Row) -> Planned:
        planned = Planned(row.number, Fate.REJECTED, notes=list(row.problems))
        if row.problems:
            return planned
        mapped = columns.apply(self._mapping, row)
        planned.title = mapped.values.get("title", "")[:TITLE]
        planned.notes += [
            Sentence(N_("Too long; the rest was left out: %(field)s."), {"field": key}) for key in mapped.cut
        ]
        if not planned.title:
            planned.notes.append(Sentence(N_("This row has no title.")))
            return planned
        planned.external_id = mapped.values.get("external_id", "")[:LINE] or _made_id(mapped)
        if self._is_double(planned.external_id):
            planned.notes.append(Sentence(N_("The number %(id)s is in the file twice."), {"id": planned.external_id}))
            return planned
        planned.incoming = self._incoming(mapped, planned)
        return planned

    def _is_double(self, external_id: str) -> bool:
        digest = hashlib.blake2b(external_id.encode(), digest_size=12).digest()
        double = digest in self._seen
        self._seen.add(digest)
        return double

    def _incoming(self, mapped: columns.Mapped, planned: Planned) -> Incoming:
        values = mapped.values
        name = values.get("organisation", "")[:250]
        organisation = self._organisations.find(name, values.get("organisation_code", ""))
        if name and organisation is None:
            planned.notes.append(Sentence(N_("No organisation here is known as “%(name)s”."), {"name": name}))
        track, stage, end = PLACES[self._standing(values.get("status", ""), planned)]
        themes = {self._themes.get(word.lower()) for word in columns.split_list(values.get("themes", ""))} - {None}
        return Incoming(
            external_id=planned.external_id,
            title=planned.title,
            kind=self._kind(values.get("kind", ""), track),
            stage=self._stages[track, stage],
            end=end,
            texts={field: values.get(target, "") for target, field in TEXTS.items() if target in values},
            organisation=organisation,
            organisation_name=name,
            url=values.get("url", "")[:500],
            extras={key: value for key, value in mapped.extras.items() if value},
            themes=sorted(themes, key=lambda theme: theme.pk),
            created_at=_moment(values.get("date", ""), planned),
        )

    def _standing(self, word: str, planned: Planned) -> Standing:
        standing = stage_of(word) if word else Standing.IDEA
        if standing is None:
            planned.notes.append(
                Sentence(N_("The status “%(word)s” is not known; it starts as an idea."), {"word": word})
            )
            return Standing.IDEA
        return standing

    def _kind(self, word: str, track: str) -> str:
        spoken = {kind.label.lower(): kind.value for kind in Kind} | {kind.value: kind.value for kind in Kind}
        return spoken.get(word.lower(), KINDS[track].value)

    def _compare(self, planned: list[Planned]) -> None:
        """Decide the fate of the rows that can be read, in one statement."""
        ids = [row.external_id for row in planned if row.incoming]
        rows = Initiative.objects.filter(source=self._source, external_id__in=ids).select_related("space")
        known = {initiative.external_id: initiative for initiative in rows}
        left = versions_left({initiative.pk for initiative in known.values()})
        for row in planned:
            if row.incoming is None:
                continue
            row.initiative = known.get(row.external_id)
            row.fate = _fate(row, left)


def versions_left(initiatives: Collection[int]) -> dict[int, int]:
    """The version in which the latest import left each of these initiatives."""
    rows = ImportRow.objects.filter(initiative__in=initiatives, run__state=RunState.DONE).order_by()
    return dict(rows.values_list("initiative").annotate(Max("version")))


def _fate(row: Planned, left: dict[int, int]) -> Fate:
    assert row.incoming
    if row.initiative is None:
        return Fate.CREATED
    if not differences(row.initiative, row.incoming):
        return Fate.UNCHANGED
    if row.initiative.version > (left.get(row.initiative.pk) or 0):
        row.notes.append(Sentence(N_("People changed this here, so it stays as it is.")))
        return Fate.UNCHANGED
    return Fate.UPDATED


def _made_id(mapped: columns.Mapped) -> str:
    """An id for a row whose source gives none: the same title of the same organisation is the same thing."""
    words = f"{mapped.values.get('title', '')}|{mapped.values.get('organisation', '')}".casefold()
    return "t-" + hashlib.sha256(words.encode()).hexdigest()[:24]


def _moment(word: str, planned: Planned) -> datetime | None:
    if not word:
        return None
    try:
        day = read_date(word)
    except NotADate:
        planned.notes.append(Sentence(N_("“%(word)s” is no date; it was left out."), {"word": word[:60]}))
        return None
    moment = timezone.make_aware(datetime.combine(day, time(12)))
    return min(moment, timezone.now())
