"""From what the rooms declare as findable to triggers in the database.

After every migration the triggers of each kind are compared with its declaration; where that changed they are made
anew, and what stands in the search table is put right. So a room declares once, and nothing is forgotten: not by
import, simulation, a command or a later action.
"""

from __future__ import annotations

import hashlib
from typing import Any

from django.apps import apps
from django.db import connections

from vliegwiel.core.findable import FINDABLES, Findable

PUT = "matching_put(text, bigint, text, text[], text[], text[], boolean)"
MADE = """
    CREATE OR REPLACE FUNCTION matching_{kind}_changed() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF TG_OP = 'DELETE' THEN PERFORM {put_gone};
        ELSE PERFORM {put_new}; END IF;
        RETURN NULL;
    END $$;
    DROP TRIGGER IF EXISTS matching_{kind}_added ON {table};
    DROP TRIGGER IF EXISTS matching_{kind}_edited ON {table};
    CREATE TRIGGER matching_{kind}_added AFTER INSERT OR DELETE ON {table}
        FOR EACH ROW EXECUTE FUNCTION matching_{kind}_changed();
    CREATE TRIGGER matching_{kind}_edited AFTER UPDATE OF {columns} ON {table}
        FOR EACH ROW WHEN ({changed}) EXECUTE FUNCTION matching_{kind}_changed();
"""
PUT_RIGHT = """
    SELECT count(*) FROM (
        SELECT {put} FROM {table} t
        LEFT JOIN matching_searchdocument d ON d.kind = '{kind}' AND d.target_id = t.id
        WHERE d.id IS NULL OR d.piece_names IS NULL
            OR (d.title, d.text, d.audience, d.deleted) IS DISTINCT FROM ({values})) done
"""
KNOWN = r"""
    SELECT proname, obj_description(oid, 'pg_proc') FROM pg_proc
    WHERE proname LIKE 'matching\_%\_changed' AND pronamespace = current_schema()::regnamespace
"""


def follow_declarations(using: str = "default", **_sent: Any) -> None:
    """Make the triggers of this database those of the declarations. Does nothing where they are."""
    with connections[using].cursor() as cursor:
        cursor.execute(f"SELECT to_regprocedure('{PUT}') IS NOT NULL")
        if not cursor.fetchone()[0]:
            return  # an older state of the database, on the way to another
        cursor.execute(KNOWN)
        known = dict(cursor.fetchall())
        for thing in FINDABLES.values():
            made = _made(thing)
            mark = hashlib.sha256(made.encode()).hexdigest()[:16]
            if known.get(f"matching_{thing.kind}_changed") != mark and _is_there(cursor, thing):
                cursor.execute(made)
                cursor.execute(f"COMMENT ON FUNCTION matching_{thing.kind}_changed() IS '{mark}'")
                cursor.execute(_put_right(thing))


def _is_there(cursor: Any, thing: Findable) -> bool:
    """Whether the table has all that the declaration reads: not so half-way through the migrations."""
    cursor.execute(
        "SELECT array_agg(attname::text) FROM pg_attribute WHERE attrelid = to_regclass(%s) AND NOT attisdropped",
        [_table(thing)],
    )
    return {column.strip('"') for column in thing.columns} <= set(cursor.fetchone()[0] or [])


def _table(thing: Findable) -> str:
    return apps.get_model(thing.model)._meta.db_table


def _put(thing: Findable, row: str, gone: str) -> str:
    """Calls the function that writes the search table: title, pieces and their names, audience, gone."""
    title, audience = thing.title.format(row=row), thing.audience.format(row=row)
    texts = ", ".join(text.format(row=row) for text in thing.texts.values())
    names = ", ".join(f"'{name}'" for name in thing.texts)
    values = f"{title}, ARRAY[{texts}]::text[], ARRAY[{names}]::text[], {audience}, {gone.format(row=row)}"
    return f"matching_put('{thing.kind}', {row}.id, {values})"


def _made(thing: Findable) -> str:
    return MADE.format(
        kind=thing.kind,
        table=_table(thing),
        columns=", ".join(thing.columns),
        changed=" OR ".join(f"NEW.{column} IS DISTINCT FROM OLD.{column}" for column in thing.columns),
        put_new=_put(thing, "NEW", thing.gone),
        put_gone=_put(thing, "OLD", "true"),
    )


def _put_right(thing: Findable) -> str:
    texts = ", ".join(f"nullif({text}, '')" for text in thing.texts.values())
    values = ", ".join((thing.title, f"concat_ws(E'\\n', {texts})", thing.audience, thing.gone)).format(row="t")
    put = _put(thing, "t", thing.gone)
    return PUT_RIGHT.format(put=put, table=_table(thing), kind=thing.kind, values=values)
