"""Rows and a fingerprint of every table, to prove that two databases hold the same."""

from collections.abc import Callable
from typing import Any

import psycopg
from psycopg import sql

from vliegwiel.machinery.problem import MachineryProblem

TABLES = """
SELECT n.nspname, c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind = 'r' AND n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'
    AND c.relname NOT LIKE '%\\_derived'
  AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')
ORDER BY 1, 2
"""
# Each row as text, hashed; the sum does not depend on the order of the rows. 60 bits fit a bigint.
FINGERPRINT = "SELECT count(*), coalesce(sum(('x' || left(md5(t::text), 15))::bit(60)::bigint), 0) FROM {} t"
# The text of a value depends on these, so they are set the same on both sides.
AS_TEXT = "SET TIME ZONE 'UTC'; SET datestyle = 'ISO'; SET intervalstyle = 'postgres'; SET extra_float_digits = 1"

Tally = dict[str, dict[str, Any]]
Connection = psycopg.Connection[tuple[Any, ...]]


def same_moment(connection: Connection) -> str:
    """Fix the moment that this connection sees; answers the name under which pg_dump can see the same."""
    connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
    row = connection.execute("SELECT pg_export_snapshot()").fetchone()
    assert row is not None
    return str(row[0])


def names(connection: Connection) -> list[tuple[str, str]]:
    """Schema and name of every table of ours."""
    return [(schema, table) for schema, table in connection.execute(TABLES)]


def count(connection: Connection, ready: Callable[[float], None]) -> Tally:
    """Rows and fingerprint by `schema.table`."""
    for setting in AS_TEXT.split("; "):
        connection.execute(sql.SQL(setting))
    tables = names(connection)
    found: Tally = {}
    for number, (schema, table) in enumerate(tables, 1):
        row = connection.execute(sql.SQL(FINGERPRINT).format(sql.Identifier(schema, table))).fetchone()
        assert row is not None
        found[f"{schema}.{table}"] = {"rows": row[0], "fingerprint": str(row[1])}
        ready(number / len(tables))
    return found


def compare(expected: Tally, found: Tally) -> None:
    """Raises MachineryProblem that names each table which differs."""
    differing = [
        f"{name}: {_told(expected.get(name))} in the backup, {_told(found.get(name))} restored"
        for name in sorted({*expected, *found})
        if expected.get(name) != found.get(name)
    ]
    if differing:
        raise MachineryProblem(
            "The restored data differs from the backup, so nothing was changed:\n" + "\n".join(differing)
        )


def _told(table: dict[str, Any] | None) -> str:
    return f"{table['rows']} rows (fingerprint {table['fingerprint'][-6:]})" if table else "absent"
