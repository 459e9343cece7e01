"""An import as its pages show it: columns with samples, statuses, organisations, rows by fate."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _

from vliegwiel.initiatives.journey import End

from .. import queries
from ..actions.importing import SAMPLE, mapping_of, open_file
from ..directory import Organisations
from ..forms import MappingForm
from ..journey import Fate
from ..mapping import ColumnMapping
from ..models import ImportRow, ImportRun
from ..planning import PLACES
from ..sheets import Sheet
from ..statuses import stage_of
from ..wording import said, said_note

SAMPLES_SHOWN, SAMPLE_CHARS = 3, 60
SUGGESTED = 25
"""For so many unknown names it is said what they look like; the others are only listed."""
STATUSES_SHOWN = 50
ROWS_ON_A_PAGE = 50


@dataclass(frozen=True)
class Choosing:
    """What someone needs to see to say what fills what."""

    run: ImportRun
    sheet: Sheet
    mapping: ColumnMapping
    samples: dict[str, list[str]]

    @classmethod
    def of(cls, run: ImportRun) -> Choosing:
        """Read it from the file. Raises Mistake when that cannot be done."""
        sheet = open_file(run)
        return cls(run, sheet, mapping_of(run, sheet), _samples(sheet))

    def form(self, sent: QueryDict | None = None) -> MappingForm:
        return MappingForm(sent, sheet=self.sheet, mapping=self.mapping, source=self.run.source, hints=self._hints())

    def _hints(self) -> dict[str, str]:
        """Per column some of its values, and why its target was guessed."""
        reasons = {choice.column: said(choice.reason) for choice in self.mapping.choices}
        return {
            column: " ".join(part for part in (_examples(self.samples[column]), reasons.get(column, "")) if part)
            for column in self.sheet.columns
        }

    def has_title(self) -> bool:
        return self.mapping.column_for("title") is not None

    def statuses(self) -> list[tuple[str, int, str]]:
        """Each word for where something stands, its number of rows, and what it becomes here."""
        words = list(self.run.counts.get("statuses", {}).items())[:STATUSES_SHOWN]
        stages = {(one.track.slug, one.slug): one.name for one in queries.shipped_stages()} if words else {}
        return [(word, count, _standing_in_words(word, stages)) for word, count in words]

    def unmatched(self) -> list[tuple[str, int, list[str]]]:
        """Each organisation that is not known here, its number of rows, and the names that look like it."""
        names = list(self.run.counts.get("unmatched", {}).items())
        if not names:
            return []
        here = Organisations()
        return [
            (name, count, [str(one) for one in here.suggestions(name)] if place < SUGGESTED else [])
            for place, (name, count) in enumerate(names)
        ]


def _examples(samples: list[str]) -> str:
    return _("For example: %(values)s.") % {"values": " · ".join(samples)} if samples else _("This column is empty.")


def _samples(sheet: Sheet) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {column: [] for column in sheet.columns}
    for row in islice(sheet.rows(), SAMPLE):
        for column, value in row.values.items():
            short = " ".join(value[:400].split())
            short = short if len(short) <= SAMPLE_CHARS else short[: SAMPLE_CHARS - 1] + "…"
            if short and len(found[column]) < SAMPLES_SHOWN and short not in found[column]:
                found[column].append(short)
    return found


def _standing_in_words(word: str, stages: dict[tuple[str, str], str]) -> str:
    standing = stage_of(word)
    if standing is None:
        return _("Not known: it starts as an idea")
    track, stage, end = PLACES[standing]
    name = stages.get((track, stage), stage)
    return f"{name} ({End(end).label})" if end else name


def fates(run: ImportRun, current: str) -> list[dict[str, Any]]:
    """The fates with their number of rows, as tabs; the first is all of them."""
    every = [{"key": "", "label": _("All rows"), "url": "?", "count": run.counts.get("read", 0)}]
    return every + [
        {"key": fate, "label": fate.label, "url": f"?lot={fate}", "count": run.counts.get(fate, 0)}
        for fate in Fate
        if run.counts.get(fate)
    ]


@dataclass(frozen=True)
class Listed:
    """Some rows of an import, and where to go on."""

    rows: list[ImportRow]
    fate: str
    next_url: str
    notes: dict[int, list[str]] = field(default_factory=dict)
    """Per row what there is to say about it."""


def page_of_rows(rows: QuerySet[ImportRow], *, fate: str, after: str) -> Listed:
    """A page of the rows with this fate; an unknown fate is all of them."""
    fate = fate if fate in Fate.values else ""
    chosen = rows.filter(fate=fate) if fate else rows
    if after.isascii() and after.isdecimal() and len(after) < 10:
        chosen = chosen.filter(number__gt=int(after))
    shown = list(chosen.select_related("initiative").order_by("number")[: ROWS_ON_A_PAGE + 1])
    page = shown[:ROWS_ON_A_PAGE]
    more = f"?lot={fate}&na={page[-1].number}" if len(shown) > ROWS_ON_A_PAGE else ""
    return Listed(page, fate, more, {row.pk: [said_note(note) for note in row.notes] for row in page})
