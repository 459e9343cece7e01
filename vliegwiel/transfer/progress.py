"""How far an import is, written on a connection of its own: else nobody would see it before the import ends."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import contextmanager, suppress
from typing import Any

from django.db import Error, connection

Report = Callable[[int, int], None]


def silent(done: int, total: int) -> None:
    """For who does not look."""


@contextmanager
def shown(run_id: int, also: Report = silent) -> Any:
    """Gives a function that takes (rows done, rows in all); pages see the last one."""
    other = connection.copy()

    def report(done: int, total: int) -> None:
        also(done, total)
        with suppress(Error), other.cursor() as cursor:
            cursor.execute(
                "INSERT INTO transfer_progress (run_id, done, total) VALUES (%s, %s, %s) "
                "ON CONFLICT (run_id) DO UPDATE SET done = excluded.done, total = excluded.total",
                [run_id, done, total],
            )

    try:
        yield report
    finally:
        other.close()
