"""Tables made ready to take in very many rows at once, and put back as they were: both within one transaction."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager

from django.db import connection

CONSTRAINTS = """
SELECT conrelid::regclass::text, quote_ident(conname), pg_get_constraintdef(oid) FROM pg_constraint
WHERE conrelid = ANY(%s::regclass[]) AND contype = ANY(%s) ORDER BY contype DESC, conname
"""
"""Unique constraints first when they are made again."""
INDEXES = """
SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index
WHERE indrelid = ANY(%s::regclass[]) AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid)
"""
TRIGGERS = "SELECT tgrelid::regclass::text, quote_ident(tgname) FROM pg_trigger WHERE tgrelid = ANY(%s::regclass[])"
MEMORY_FOR_INDEXES = "SET LOCAL maintenance_work_mem = '256MB'"


@contextmanager
def quiet(tables: Collection[str], kept: Collection[str]) -> Iterator[None]:
    """No triggers of ours fire on these tables, but those that are kept. Other writers wait."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in tables:
            cursor.execute(f'ALTER TABLE "{table}" DISABLE TRIGGER USER')
        cursor.execute(f"{TRIGGERS} AND tgname = ANY(%s)", [list(tables), list(kept)])
        for table, trigger in cursor.fetchall():
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER {trigger}")
        yield
        for table in tables:
            cursor.execute(f'ALTER TABLE "{table}" ENABLE TRIGGER USER')


@contextmanager
def bare(tables: Collection[str]) -> Iterator[None]:
    """No indexes and no foreign keys: what went in is checked and indexed in one go afterwards. Everyone else waits."""
    names = list(tables)
    with connection.cursor() as cursor:
        cursor.execute(CONSTRAINTS, [names, ["f", "u"]])
        constraints = cursor.fetchall()
        for table, name, _definition in constraints:
            cursor.execute(f"ALTER TABLE {table} DROP CONSTRAINT {name}")
        cursor.execute(INDEXES, [names])
        indexes = cursor.fetchall()
        for name, _definition in indexes:
            cursor.execute(f"DROP INDEX {name}")
        yield
        cursor.execute(MEMORY_FOR_INDEXES)
        for _name, definition in indexes:
            cursor.execute(definition)
        for table, name, definition in constraints:
            cursor.execute(f"ALTER TABLE {table} ADD CONSTRAINT {name} {definition}")
