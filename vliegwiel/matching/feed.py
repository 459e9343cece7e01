"""Keeps one node's index in step with a source: what changed, in the order of the source, in batches.

The place in the feed is committed together with the documents, so a kill at any moment loses nothing and doubles
nothing: the next start goes on from the last commit. A source with another epoch (a restored database),
or an index of another configuration version, is built anew in a folder beside the serving one, which goes on
serving until the new one takes over.
"""

import logging
import threading
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple, Protocol

from vliegwiel.matching.documents import Document, Position, State
from vliegwiel.matching.folder import Busy, Damaged, IndexFolder, panics_named
from vliegwiel.matching.writer import Writer, read_state

BATCH = 1_000
REBUILD_BATCH = 5_000
COMMIT_EVERY = 50_000
REBUILD_HEAP = 96_000_000
POLL_SECONDS = 0.5
LONGEST_WAIT_SECONDS = 60.0

log = logging.getLogger(__name__)


def _untold(taken: int) -> None:
    """Nobody wants to know how many changes were taken in."""


class Change(NamedTuple):
    """One step of the feed: the document that now stands under this id, or None when it is gone."""

    position: Position
    id: int
    document: Document | None


class Source(Protocol):
    """Where documents come from. Every change is answered once it is final, and none before an answered one."""

    def epoch(self) -> str:
        """A word that changes when positions lose their meaning: another database, or a restored one."""

    def changes(self, after: Position, limit: int) -> list[Change]:
        """The first `limit` changes after this position, in order of position."""

    def early(self, after: Position, limit: int) -> list[Change]:
        """Changes that cannot be counted on to be the next ones yet: taken in now, and again in their turn."""


def catch_up(folder: IndexFolder, source: Source, *, stop: Callable[[], bool] = lambda: False) -> int:
    """Bring the index up to date and return the number of changes. Raises Busy where another process writes."""
    with folder.writing():
        return _catch_up(folder, source, stop)


def _catch_up(folder: IndexFolder, source: Source, stop: Callable[[], bool]) -> int:
    serving, state = _serving(folder, source.epoch())
    if serving is None:
        return _rebuild(folder, source, stop)
    changes = source.changes(state.position, BATCH)
    early = source.early(state.position, BATCH) if len(changes) < BATCH else []
    if not changes and not early:
        return 0
    try:
        with panics_named(), Writer(serving) as writer:
            taken = _follow(writer, source, state, changes, stop)
            return taken + _take_early(writer, changes[-1].position if changes else state.position, state.epoch, early)
    except (Damaged, ValueError):  # ValueError: made by another version, with other fields
        log.exception("the search index is damaged and is built anew")
        return _rebuild(folder, source, stop)


def rebuild(
    folder: IndexFolder,
    source: Source,
    *,
    stop: Callable[[], bool] = lambda: False,
    progress: Callable[[int], None] = _untold,
) -> int:
    """Build the index anew beside the serving one, then let it take over. Returns the number of changes taken in.

    `progress` is told how many changes were taken in since the last time.
    """
    with folder.writing():
        return _rebuild(folder, source, stop, progress)


def _serving(folder: IndexFolder, epoch: str) -> tuple[Path | None, State]:
    """The serving generation and where it stands; no generation where that cannot be followed on from."""
    serving = folder.serving()
    state = read_state(serving) if serving else None
    if state is None or state.epoch != epoch:
        return None, State(epoch)
    return serving, state


def _rebuild(
    folder: IndexFolder,
    source: Source,
    stop: Callable[[], bool],
    progress: Callable[[int], None] = _untold,
) -> int:
    folder.clear(keep={folder.serving()})
    state = State(source.epoch())
    generation = folder.begin()
    with Writer(generation, heap=REBUILD_HEAP) as writer:
        writer.commit(state)
        changes = source.changes(state.position, REBUILD_BATCH)
        taken = _follow(
            writer, source, state, changes, stop, batch=REBUILD_BATCH, commit_every=COMMIT_EVERY, progress=progress
        )
    if stop():
        return taken
    folder.serve(generation)
    log.info("search index rebuilt: %s changes in %s", taken, generation.name)
    return taken


def _follow(
    writer: Writer,
    source: Source,
    state: State,
    changes: list[Change],
    stop: Callable[[], bool],
    *,
    batch: int = BATCH,
    commit_every: int = BATCH,
    progress: Callable[[int], None] = _untold,
) -> int:
    """Take in batch after batch until the source has no more; returns how many changes that were."""
    taken = pending = 0
    while changes:
        for change in changes:
            _take(writer, change)
        taken, pending = taken + len(changes), pending + len(changes)
        state = State(state.epoch, changes[-1].position)
        progress(len(changes))
        if pending >= commit_every:
            writer.commit(state)
            pending = 0
        changes = [] if stop() or len(changes) < batch else source.changes(state.position, batch)
    if pending:
        writer.commit(state)
    return taken


def _take_early(writer: Writer, position: Position, epoch: str, early: list[Change]) -> int:
    """Take in what is ahead of the feed; the place in the feed stays where it is."""
    for change in early:
        _take(writer, change)
    if early:
        writer.commit(State(epoch, position))
    return len(early)


def _take(writer: Writer, change: Change) -> None:
    if change.document is None:
        writer.drop(change.id)
    else:
        writer.put(change.document)


class Keeper:
    """A thread that keeps the index in step. Start one in every process: the first to get the lock does the work.

    An error is logged and tried again, at first after half a second, later after a minute at most.
    """

    def __init__(self, folder: IndexFolder, source: Source, *, after_round: Callable[[], None] = lambda: None) -> None:
        """`after_round` runs after every round, to hand back what the source holds on to (a database connection)."""
        self._folder, self._source, self._after_round = folder, source, after_round
        self._stop, self._in_step = threading.Event(), threading.Event()
        self._thread = threading.Thread(target=self._run, name="search-index", daemon=True)

    def start(self) -> None:
        """Begin in the background."""
        self._thread.start()

    def wait(self, timeout: float) -> bool:
        """Until this thread has found the index in step, whoever brought it there; False when that takes longer."""
        return self._in_step.wait(timeout)

    def stop(self, timeout: float = 10.0) -> None:
        """Stop after the batch under way; what is committed stays."""
        self._stop.set()
        if self._thread.is_alive():
            self._thread.join(timeout)

    def _run(self) -> None:
        wait = POLL_SECONDS
        while not self._stop.is_set():
            wait = POLL_SECONDS if self._round() else min(wait * 2, LONGEST_WAIT_SECONDS)
            self._stop.wait(wait)

    def _round(self) -> bool:
        """One look at the source; False when something went wrong."""
        try:
            catch_up(self._folder, self._source, stop=self._stop.is_set)
            self._in_step.set()
        except Busy:
            return True
        except Exception:
            log.exception("the search index could not be brought up to date; trying again")
            return False
        finally:
            self._after_round()
        return True
