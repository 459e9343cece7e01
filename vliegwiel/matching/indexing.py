"""Bringing the whole index up to date at once, with progress, while the site serves."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click
from django.db import connection

from . import nearby
from .feed import Busy, catch_up, rebuild
from .following import are_too_many
from .meaning.chosen import embedder
from .meaning.embedder import Unavailable
from .search import folder
from .source import DocumentTable
from .understanding import number_waiting, read_everything_again, understand

Progress = Callable[[str, int, int], None]
"""Told what is being done, how much of it was done since the last time, and how much there is."""
PATIENCE = 60.0
"""Seconds to wait for another process that writes the index."""


@contextmanager
def shown() -> Iterator[Progress]:
    """A bar on the terminal for each thing that is done."""
    with click.progressbar(length=1, file=sys.stderr, show_pos=True) as bar:

        def progress(label: str, done: int, total: int) -> None:
            if label != bar.label:
                bar.label, bar.pos = label, 0
            bar.length = max(total, bar.pos + done, 1)
            bar.update(done)

        yield progress


def words(progress: Progress, *, again: bool = False) -> int:
    """Take in what changed, or all of it again; answers how many changes. Raises Busy when another process keeps on."""
    source, total = DocumentTable(), _number_of_documents()
    deadline = time.monotonic() + PATIENCE

    def told(taken: int) -> None:
        progress("words", taken, total)

    while True:
        try:
            return rebuild(folder(), source, progress=told) if again else catch_up(folder(), source)
        except Busy:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)


def meaning(progress: Progress, *, again: bool = False) -> tuple[int, str]:
    """Read everything that waits, or everything; answers how many documents, and why it could not go on."""
    model = embedder()
    if again:
        read_everything_again()
    done, total = 0, number_waiting(model.name)
    try:
        while count := understand(model):
            done += count
            progress("meaning", count, total)
    except Unavailable as error:
        return done, str(error)
    return done, ""


def beyond(progress: Progress, *, again: bool = False) -> int:
    """Where there are more vectors than fit in memory: make the index of PostgreSQL, if it is not there yet."""
    if not are_too_many() or not nearby.can_be_made() or (nearby.is_made() and not again):
        return 0
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from matching_meaning")
        (documents,) = cursor.fetchone()
    model = embedder()
    return nearby.build(model.name, model.dimension, progress=lambda done: progress("nearby", done, documents))


def _number_of_documents() -> int:
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from matching_searchdocument")
        return cursor.fetchone()[0]
