"""Worlds that many tests begin with: made once per test process through the actions, then put back row by row.

What comes back is the same to the letter: rows, triggers' work and objects of the first time. Only tables that are as
they were then are filled; where anything else is in the way the world is made anew.
"""

from __future__ import annotations

import os
import pickle
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import psycopg
from django.db import Error, connection, transaction

from vliegwiel.machinery import postgres

ALLOWED = "GRANT SET ON PARAMETER session_replication_role TO vliegwiel"
"""On the server of the tests only: lets rows come back without their triggers."""
OF_US = """
SELECT c.oid::regclass::text, string_agg(format('%I', a.attname), ', ' ORDER BY a.attnum)
FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
    AND a.attgenerated = ''
WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace GROUP BY 1 ORDER BY 1
"""
Lines = dict[str, list[bytes]]
"""Per table, with its columns, the rows as COPY writes them."""


@dataclass
class Kept:
    """A world: its objects, and the rows that it added."""

    made: bytes
    rows: Lines


_KEPT: dict[Callable[[], Any], Kept | None] = {}


def kept(make: Callable[[], Any]) -> Any:
    """What `make()` gives, in a database in which it has just been made. Its rows must all be new ones."""
    if make not in _KEPT:
        return _made(make)
    world = _KEPT[make]
    return pickle.loads(world.made) if world and _put_back(world) else make()


def _made(make: Callable[[], Any]) -> Any:
    if not _KEPT and "DATABASE_URL" not in os.environ:
        postgres.start("test").cluster.superuser("postgres", ALLOWED)
    before = _everything()
    found = make()
    rows, is_only_more = {}, True
    for table, after in _everything().items():
        known = set(before[table])
        rows[table] = [line for line in after if line not in known]
        is_only_more = is_only_more and len(after) == len(known) + len(rows[table])
    rows = {table: lines for table, lines in rows.items() if lines}
    _KEPT[make] = Kept(pickle.dumps(found), rows) if is_only_more else None
    return found


def _everything() -> Lines:
    with connection.cursor() as cursor:
        cursor.execute(OF_US)
        tables = [f"{name} ({columns})" for name, columns in cursor.fetchall()]
        found = {}
        for table in tables:
            with cursor.copy(f"COPY {table} TO STDOUT") as copy:
                found[table] = b"".join(copy).splitlines(keepends=True)
    return found


def _put_back(world: Kept) -> bool:
    """Triggers and checks rest meanwhile: what they did is among the rows. False where that is not allowed."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL session_replication_role = replica")
            for table, lines in world.rows.items():
                with cursor.copy(f"COPY {table} FROM STDIN") as copy:
                    copy.write(b"".join(lines))
            cursor.execute("SET LOCAL session_replication_role = origin")
    except (Error, psycopg.Error):  # no right to it on a server of someone else, or something is in the way
        return False
    return True
