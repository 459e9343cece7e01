"""Everything that fits some words, as ids in order: for pages and counts. Texts are read for one page only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from vliegwiel.activity.audience import Viewer, tokens_of
from vliegwiel.activity.prepared import Prepared, among

from . import search
from .directions import SEARCH
from .engine import MOST_HITS
from .highlight import Marker
from .models import SearchDocument

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


_HITS = Prepared(
    lambda viewer, ids: SearchDocument.objects.visible_to(viewer).filter(among(ids, SearchDocument), deleted=False)
    .order_by().values_list("pk", "kind", "target_id"),
    "ids",
)  # fmt: skip


def hits(words: str, viewer: Viewer | None) -> Hits:
    """What fits among what the viewer may see, up to 10,000. One statement: PostgreSQL has the last word on sight."""
    found = search.reader().search(words, tokens_of(viewer), MOST_HITS)
    ids = found.ids[: found.exact or search.FEW]
    seen = visible(ids, viewer)
    rows = [seen[one] for one in ids if one in seen]
    return Hits(rows, Marker.of(words, found.words), found.exact > 0, found.exact >= MOST_HITS)


def visible(ids: Sequence[int], viewer: Viewer | None) -> dict[int, Hit]:
    """Those of these rows that this viewer may see, by id."""
    return {row[0]: Hit(*row) for row in _HITS(viewer, ids=list(ids))}


def with_words(words: str, viewer: Viewer | None, limit: int) -> list[int]:
    """Ids of rows that hold these words, best first, for telling what there is; not yet checked by PostgreSQL."""
    found = search.reader().search(words, tokens_of(viewer), limit, direction=BY_WORDS)
    return found.ids[: found.exact]


def meaning_is_off() -> str:
    """Why search goes by words only, in a sentence for operators; empty while it goes by meaning too."""
    return search.reader().problem
