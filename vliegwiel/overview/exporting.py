"""Everything of the selection, row by row, in the order of the page: one page after the other, never all at once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from vliegwiel.activity.audience import Viewer
from vliegwiel.core.writing import Value
from vliegwiel.initiatives.journey import Kind

from . import queries
from .cards import Printer
from .filters import Filters
from .paging import page_of
from .vocabulary import STATUS_LABELS, Vocabulary

CHUNK = 1_000
"""Rows that are in memory at once."""
COLUMNS = (*queries.CARD, "organisation_ids", "for_whom", "source", "external_id")
_KINDS = dict(Kind.choices)


def columns() -> list[str]:
    """The names above the columns."""
    return [_("Code"), _("Title"), _("Kind"), _("Stage"), _("Status"), _("Organisations"), _("Themes"), _("Question"),
            _("For whom"), _("Summary"), _("Link"), _("Source"), _("Id in the source"), _("Changed")]  # fmt: skip


def rows(viewer: Viewer | None, filters: Filters, words: Vocabulary, *, site: str) -> Iterator[list[Value]]:
    """Every row that this viewer sees of this selection. `site`: the beginning of the links.

    Two or three statements for each CHUNK rows. What changes meanwhile may be in it twice or not at all.
    """
    found = queries.found_by_words(viewer, filters.words)
    at: Filters | None = filters.at(None)
    while at:
        page = page_of(viewer, at, found.ids, COLUMNS, CHUNK)
        ids = {pk for row in page.rows for pk in row["organisation_ids"]}
        printer = Printer(words, queries.organisations(viewer, ids))
        for row in page.rows:
            yield _line(row, printer, site)
        at = filters.at(page.after) if page.after else None


def _line(row: dict[str, Any], printer: Printer, site: str) -> list[Value]:
    words = printer.vocabulary
    names = [printer.organisations[pk][1] for pk in row["organisation_ids"] if pk in printer.organisations]
    return [
        row["code"],
        row["title"],
        str(_KINDS[row["kind"]]),
        printer.stage_name(row["stage_id"]),
        str(STATUS_LABELS[row["end"]]),
        "; ".join(names) or row["source_organisation"],
        "; ".join(words.theme_names[pk] for pk in row["theme_ids"] if pk in words.theme_names),
        row["question"],
        row["for_whom"],
        row["summary"],
        f"{site}{printer.address_of(row)}",
        row["source"],
        row["external_id"],
        timezone.localtime(row["changed_at"]).replace(tzinfo=None, microsecond=0),
    ]
