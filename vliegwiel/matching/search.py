"""The one door of search: every page that finds something by words or by meaning comes through here.

The index answers ids under the viewer's tokens; PostgreSQL has the last word on whether the viewer may see them.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings
from django.db import close_old_connections, connection

from vliegwiel.activity.audience import Viewer, tokens_of
from vliegwiel.activity.prepared import Prepared, among

from . import nearby
from .engine import MOST_HITS, IndexFolder, Reader
from .feed import Keeper, catch_up
from .following import Follower, Following
from .highlight import Marker
from .meaning.asking import Asking
from .meaning.chosen import embedder
from .meaning.matrix import Matrix
from .models import SearchDocument
from .nearby import Nearby
from .source import RENUMBER, DocumentTable
from .words import every_word

log = logging.getLogger(__name__)

FEW = 5
"""How many things are shown that only resemble the words, when nothing fits."""


@dataclass(frozen=True)
class Result:
    """Something that was found, with the kind and id of the thing itself."""

    kind: str
    target_id: int
    title: str
    text: str


@dataclass(frozen=True)
class Ranked:
    """Ids of one kind of thing, best first, and what to mark in their texts."""

    ids: list[int]
    marker: Marker
    only_resembles: bool = False
    """Nothing fits the words; this is what comes nearest."""
    is_more: bool = False
    """More fit than are told."""


def folder() -> IndexFolder:
    """Where this node keeps its index."""
    return IndexFolder(Path(settings.SEARCH_INDEX))


@cache
def reader() -> Reader:
    """The reader of this process. `reader.cache_clear()` forgets it with all it holds."""
    return Reader(folder(), Asking(embedder, Matrix(embedder().dimension), beyond=_beyond))


def _beyond() -> type[Nearby] | None:
    """What compares when the vectors do not fit in memory. Asks PostgreSQL once a minute whether it is there."""
    now = time.monotonic()
    if now > _made.get("until", 0.0):
        _made.update(until=now + 60.0, is_made=nearby.is_made())
    return Nearby if _made["is_made"] else None


_made: dict[str, float] = {}


@cache
def _follower(matrix: Matrix) -> Follower:
    return Follower(matrix, embedder().name)


def start_keeper() -> tuple[Keeper, Following]:
    """Keep index and vectors in step from this process; the first process of the node that asks writes the index."""
    keeper = Keeper(folder(), DocumentTable(), after_round=close_old_connections)
    following = Following(_follow, after_round=close_old_connections)
    keeper.start()
    following.start()
    return keeper, following


@contextmanager
def kept_at_hand(patience: float) -> Iterator[None]:
    """Search works in here as it does in the web server. Waits at most `patience` seconds for what is there already."""
    both = start_keeper()
    until = time.monotonic() + patience
    if not all(one.wait(until - time.monotonic()) for one in both):
        log.warning("search is not in step yet; what is looked for now may be missed")
    try:
        yield
    finally:
        for one in both:
            one.stop()


def _follow() -> None:
    """Bring the vectors of this process up to date; once there are some, load the model before anyone asks."""
    asking = reader().asking
    _follower(asking.matrix).catch_up()
    asking.warm_up()


def after_restore() -> None:
    """Give every document a transaction of this server: those of the server it came from mean nothing here."""
    with connection.cursor() as cursor:
        for statement in RENUMBER:
            cursor.execute(statement)


def bring_up_to_date(*, alone: bool = False) -> int:
    """Take in what changed, now. Answers how many changes. `alone`: nobody else writes, so wait for no transaction."""
    matrix = reader().asking.matrix
    follower = Follower(matrix, embedder().name, alone=True) if alone else _follower(matrix)
    follower.catch_up()
    return catch_up(folder(), DocumentTable(alone=alone))


def find(words: str, viewer: Viewer | None, *, kinds: Collection[str] | None = None, limit: int = 20) -> list[Result]:
    """What fits these words among what the viewer may see, best first; what only resembles them when nothing does."""
    found = reader().search(words, tokens_of(viewer), limit, kinds)
    return named_first(words, texts(found.ids[: found.exact or FEW], viewer))


def named_first(words: str, results: list[Result]) -> list[Result]:
    """The same, with what bears these very words as its name in front."""
    name = every_word(words)
    return sorted(results, key=lambda one: every_word(one.title) != name) if name else results


def find_initiatives(words: str, viewer: Viewer | None, *, limit: int = MOST_HITS) -> Ranked:
    """Ids of the initiatives that fit, best first. The caller's own query still starts at `visible_to`."""
    found = reader().search(words, tokens_of(viewer), limit, ["initiative"])
    rows = found.ids[: found.exact or FEW]
    targets = dict(_TARGETS(viewer, ids=rows))
    ids = [targets[row] for row in rows if row in targets]
    only_resembles, is_more = bool(ids) and not found.exact, found.exact >= limit
    return Ranked(ids, Marker.of(words, found.words), only_resembles=only_resembles, is_more=is_more)


_TARGETS = Prepared(
    lambda viewer, ids: SearchDocument.objects.visible_to(viewer).filter(among(ids, SearchDocument))
    .order_by().values_list("pk", "target_id"),
    "ids",
)  # fmt: skip
_TEXTS = Prepared(
    lambda viewer, ids: SearchDocument.objects.visible_to(viewer).filter(among(ids, SearchDocument), deleted=False)
    .order_by().values_list("pk", "kind", "target_id", "title", "text"),
    "ids",
)  # fmt: skip


def texts(rows: Sequence[int], viewer: Viewer | None) -> list[Result]:
    """Titles and texts of these rows, in this order, as far as the viewer may see them."""
    found = {pk: Result(*row) for pk, *row in _TEXTS(viewer, ids=list(rows))}
    return [found[one] for one in rows if one in found]


def like(title: str, text: str, viewer: Viewer | None, *, limit: int = 10, without: Sequence[int] = ()) -> list[Result]:
    """Initiatives that resemble this title and text; `without` the initiatives with these ids."""
    found = reader().similar(title, text, tokens_of(viewer), limit + len(without), ["initiative"])
    return [one for one in texts(found.ids, viewer) if one.target_id not in without][:limit]
