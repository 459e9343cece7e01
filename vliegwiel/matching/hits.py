"""Everything that fits some words, as ids in order: for pages and counts. Texts are read for one page only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from django.db.models import BooleanField
from django.db.models.expressions import RawSQL

from vliegwiel.activity.audience import Viewer, tokens_of

from . import search
from .directions import SEARCH
from .engine import MOST_HITS
from .highlight import Marker
from .models import SearchDocument
from .search import Result

BY_WORDS = replace(SEARCH, meaning=0.0)
"""Without the model: quick enough while someone types, and what is told of words holds those words."""


class Hit(NamedTuple):
    """A row of the search table that the viewer may see, and the thing it is about."""

    row_id: int
    kind: str
    target_id: int


class Hits(NamedTuple):
    """All hits, best first."""

    rows: list[Hit]
    marker: Marker
    is_exact: bool
    """They hold the words or mean the same; otherwise nothing does, and these resemble them."""
    is_more: bool
    """There are more than are counted."""


def hits(words: str, viewer: Viewer | None) -> Hits:
    """What fits among what the viewer may see, up to 10,000. One statement: PostgreSQL has the last word on sight."""
    found = search.reader().search(words, tokens_of(viewer), MOST_HITS)
    ids = found.ids[: found.exact or search.FEW]
    seen = visible(ids, viewer)
    rows = [seen[one] for one in ids if one in seen]
    return Hits(rows, Marker.of(words, found.words), found.exact > 0, found.exact >= MOST_HITS)


def visible(ids: Sequence[int], viewer: Viewer | None) -> dict[int, Hit]:
    """Those of these rows that this viewer may see, by id."""
    among = RawSQL("matching_searchdocument.id = ANY(%s)", [list(ids)], output_field=BooleanField())
    rows = SearchDocument.objects.visible_to(viewer).filter(among, deleted=False).order_by()
    return {row[0]: Hit(*row) for row in rows.values_list("pk", "kind", "target_id")}


def texts(row_ids: Sequence[int], viewer: Viewer | None) -> list[Result]:
    """Titles and texts of these rows, in this order, as far as the viewer may see them."""
    found = SearchDocument.objects.visible_to(viewer).filter(deleted=False).in_bulk(list(row_ids))
    return [Result(row.kind, row.target_id, row.title, row.text) for one in row_ids if (row := found.get(one))]


def with_words(words: str, viewer: Viewer | None, limit: int) -> list[int]:
    """Ids of rows that hold these words, best first, for telling what there is; not yet checked by PostgreSQL."""
    found = search.reader().search(words, tokens_of(viewer), limit, direction=BY_WORDS)
    return found.ids[: found.exact]


def meaning_is_off() -> str:
    """Why search goes by words only, in a sentence for operators; empty while it goes by meaning too."""
    return search.reader().problem
