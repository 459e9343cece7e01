"""Tables as feeds: rows in the order (transaction id, id), those that are final and those that came early.

Commit order is not the order of any number given out before the commit. A row is final when no transaction of this
database with a lower id still runs: nothing can come before it any more. A row that is there while such a one still
runs (a long import) is early: it is read at once, and once more when it is final.

Read this with READ COMMITTED only: the boundary is taken in one statement, the rows are read in a later one.
"""

from collections.abc import Callable
from typing import Any

from django.db import connection

from vliegwiel.matching.documents import Document, Position
from vliegwiel.matching.feed import Change

FORGET_ACTIVITY = "select pg_stat_clear_snapshot()"
"""Within a transaction PostgreSQL shows the activity of its first look."""
BOUNDARY = """
    with seen as (select pg_snapshot_xmax(pg_current_snapshot())::text::bigint as top),
    writing as (
        select backend_xid as low from pg_stat_activity
        where backend_xid is not null and datname = current_database() and pid <> pg_backend_pid()
        union all
        select transaction from pg_prepared_xacts where database = current_database()
    )
    select coalesce(min(top - ((top - low::text::bigint) & 4294967295)), (select top from seen))
    from writing, seen
"""
"""The lowest transaction that may still write to this database, or the first that is still to come. The snapshot is
older than the look at who writes, so whoever ended in between is in neither, and its rows are read afterwards. A
transaction id of 32 bits becomes one of 64 by its distance to the highest; what came after that does not matter."""
MOST_EARLY = 20_000
"""Early rows that are looked at: the newest. The rest waits until it is final."""
_EPOCH = """
    select (select system_identifier from pg_control_system())::text || '-' || oid
    from pg_database where datname = current_database()
"""
RENUMBER = (
    "update matching_searchdocument set xid = pg_current_xact_id()::text::bigint",
    "update matching_meaning set xid = pg_current_xact_id()::text::bigint",
)
"""Run after a restore: transaction ids of another server mean nothing here, and may lie far ahead."""


class Feed:
    """The rows of one table in order, read over this thread's connection. Keep one as long as you follow."""

    def __init__(self, table: str, key: str, columns: str, *, joined: str = "", alone: bool = False) -> None:
        """`columns` are read after xid and `key`, of the table `t` and what is joined to it. `alone`: nobody else
        writes, so everything is final."""
        self._alone = alone
        self._after = f"""
            select t.xid, t.{key}, {columns} from {table} t {joined}
            where (t.xid, t.{key}) > (%s, %s) and t.xid < %s order by t.xid, t.{key} limit %s
        """  # noqa: S608  # our own names
        self._early = f"""
            select t.xid, t.{key} from {table} t
            where t.xid >= %s and (t.xid, t.{key}) > (%s, %s) order by t.xid desc, t.{key} desc limit %s
        """  # noqa: S608
        self._these = f"select t.xid, t.{key}, {columns} from {table} t {joined} where t.{key} = any(%s)"  # noqa: S608
        self._seen_early: set[Position] = set()

    def rows(self, after: Position, limit: int) -> list[tuple]:
        """The first `limit` final rows after this position."""
        return _fetched(self._after, [*after, self._boundary(), limit])

    def early_rows(self, after: Position, limit: int) -> list[tuple]:
        """Rows that are there but not final, the newest first; each once."""
        if self._alone:
            return []
        low = self._boundary()
        there = {Position(*row) for row in _fetched(self._early, [low, *after, MOST_EARLY])}
        new = sorted(there - self._seen_early, reverse=True)[:limit]
        self._seen_early = (self._seen_early & there) | set(new)
        return _fetched(self._these, [[one.row for one in new]]) if new else []

    def _boundary(self) -> int:
        if self._alone:
            return 2**62
        with connection.cursor() as cursor:
            cursor.execute(FORGET_ACTIVITY)
            cursor.execute(BOUNDARY)
            return cursor.fetchone()[0]


class DocumentTable:
    """The feed of `matching_searchdocument`."""

    def __init__(self, *, raised: Callable[[], str] = lambda: "", alone: bool = False) -> None:
        """`raised`: a word that a restore into the same database changes. `alone`: nobody
        else writes, so do not wait."""
        self._raised = raised
        columns = "t.kind, t.title, t.text, t.audience, t.deleted"
        self._feed = Feed("matching_searchdocument", "id", columns, alone=alone)

    def epoch(self) -> str:
        """Server, database and what a restore raised."""
        return f"{_fetched(_EPOCH, [])[0][0]}-{self._raised()}"

    def changes(self, after: Position, limit: int) -> list[Change]:
        """The first `limit` final changes after this position."""
        return [_change(row) for row in self._feed.rows(after, limit)]

    def early(self, after: Position, limit: int) -> list[Change]:
        """Changes that are there while an older transaction still runs; each once."""
        return [_change(row) for row in self._feed.early_rows(after, limit)]


def _change(row: tuple) -> Change:
    xid, one, kind, title, text, audience, deleted = row
    document = None if deleted else Document(one, kind, title, text, tuple(audience))
    return Change(Position(xid, one), one, document)


def _fetched(query: str, parameters: list[Any]) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(query, parameters)
        return cursor.fetchall()
