"""Keeps the vectors in the memory of this process in step with the database: who may see what, and what was read."""

import logging
import threading
from collections.abc import Callable

from django.db import connection

from vliegwiel.matching.documents import Position
from vliegwiel.matching.meaning.matrix import Matrix
from vliegwiel.matching.meaning.packed import unpack
from vliegwiel.matching.source import Feed

BATCH = 2_000
POLL_SECONDS = 1.0
MOST_VECTORS = 120_000
"""Vectors kept in a process, in 80 MB. With more, PostgreSQL is asked (`nearby`)."""

log = logging.getLogger(__name__)


_SOME = "select coalesce(sum(cardinality(names)), 0) from (select names from matching_meaning limit %s) few"


def are_too_many() -> bool:
    """Whether there are more vectors than are kept in a process. Reads no more rows than it needs to know."""
    with connection.cursor() as cursor:
        cursor.execute(_SOME, [MOST_VECTORS + 1])
        return cursor.fetchone()[0] > MOST_VECTORS


class Follower:
    """Reads what changed into the matrix. Keep one a process."""

    def __init__(self, matrix: Matrix, model: str, *, alone: bool = False) -> None:
        """`model`: the name of the model; vectors of others are passed over. `alone`: nobody else writes."""
        self._matrix, self._model = matrix, model
        self._lock = threading.Lock()
        self._seen_to, self._read_to = Position(), Position()
        self._vectors = 0
        """Ever put in, which is cheap to know."""
        self._sight = Feed("matching_searchdocument", "id", "t.kind, t.audience, t.deleted", alone=alone)
        self._meaning = Feed(
            "matching_meaning",
            "document_id",
            "t.model, t.names, t.packed, d.kind, d.audience, d.deleted",
            joined="join matching_searchdocument d on d.id = t.document_id",
            alone=alone,
        )

    def catch_up(self) -> int:
        """Take in what changed; answers how many rows. First who may see: what is closed is closed at once."""
        with self._lock:
            return 0 if self._matrix.is_full else self._follow_sight() + self._follow_meaning()

    def _follow_sight(self) -> int:
        rows = early = self._sight.early_rows(self._seen_to, BATCH)
        for row in early:
            self._take_sight(row)
        taken = len(early)
        while rows := self._sight.rows(self._seen_to, BATCH):
            for row in rows:
                self._take_sight(row)
            self._seen_to, taken = Position(*rows[-1][:2]), taken + len(rows)
        return taken

    def _follow_meaning(self) -> int:
        taken = 0
        while not self._matrix.is_full and (rows := self._meaning.rows(self._read_to, BATCH)):
            for row in rows:
                self._take_meaning(row)
            self._read_to, taken = Position(*rows[-1][:2]), taken + len(rows)
        early = self._meaning.early_rows(self._read_to, BATCH)
        for row in early:
            self._take_meaning(row)
        return taken + len(early)

    def _take_sight(self, row: tuple) -> None:
        _, document, kind, audience, deleted = row
        if deleted:
            self._matrix.drop(document)
        else:
            self._matrix.see(document, kind, audience)

    def _take_meaning(self, row: tuple) -> None:
        _, document, model, names, packed, kind, audience, deleted = row
        if deleted or model != self._model or not names:
            self._matrix.drop(document)
        elif not self._matrix.is_full:
            self._matrix.put(document, kind, audience, names, unpack(packed, self._matrix.dimension))
            self._vectors += len(names)
            if self._vectors > MOST_VECTORS and len(self._matrix) > MOST_VECTORS:
                self._matrix.give_up()


class Following:
    """A thread that catches up every second. An error is logged and tried again later."""

    def __init__(self, catch_up: Callable[[], None], *, after_round: Callable[[], None]) -> None:
        """`after_round` runs after every round, to hand back the database connection."""
        self._catch_up, self._after_round = catch_up, after_round
        self._stop, self._in_step = threading.Event(), threading.Event()
        self._thread = threading.Thread(target=self._run, name="meaning", daemon=True)

    def start(self) -> None:
        """Begin in the background."""
        self._thread.start()

    def wait(self, timeout: float) -> bool:
        """Until the vectors were in step for the first time; False when that takes longer."""
        return self._in_step.wait(timeout)

    def stop(self, timeout: float = 10.0) -> None:
        """Stop after the batch under way."""
        self._stop.set()
        self._thread.join(timeout)

    def _run(self) -> None:
        wait = POLL_SECONDS
        while not self._stop.is_set():
            try:
                self._catch_up()
                self._in_step.set()
                wait = POLL_SECONDS
            except Exception:
                log.exception("the vectors could not be brought up to date; trying again")
                wait = min(2 * wait, 60.0)
            finally:
                self._after_round()
            self._stop.wait(wait)
