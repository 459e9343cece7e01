"""The table of search documents as a feed: rows in the order (transaction id, id), once no older transaction runs.

Commit order is not the order of any number given out before the commit. A row is therefore only answered when its
transaction id lies below the oldest one still running: nothing can come before it any more.
"""

from collections.abc import Callable

from django.db import connection

from vliegwiel.matching.documents import Document, Position
from vliegwiel.matching.feed import Change

_SETTLED = "and xid < pg_snapshot_xmin(pg_current_snapshot())::text::bigint"
_CHANGES = f"""
    select xid, id, kind, title, text, audience, deleted
    from matching_searchdocument
    where (xid, id) > (%s, %s) {_SETTLED}
    order by xid, id
    limit %s
"""  # noqa: S608
_EPOCH = """
    select (select system_identifier from pg_control_system())::text || '-' || oid
    from pg_database where datname = current_database()
"""
RENUMBER = "update matching_searchdocument set xid = pg_current_xact_id()::text::bigint"
"""Run after a restore: transaction ids of another server mean nothing here, and may lie far ahead."""


class DocumentTable:
    """The feed of `matching_searchdocument`, read over this thread's connection."""

    def __init__(self, *, raised: Callable[[], str] = lambda: "", alone: bool = False) -> None:
        """`raised`: a word that a restore into the same database changes. `alone`: nobody
        else writes, so do not wait."""
        self._raised, self._query = raised, _CHANGES.replace(_SETTLED, "") if alone else _CHANGES

    def epoch(self) -> str:
        """Server, database and what a restore raised."""
        with connection.cursor() as cursor:
            cursor.execute(_EPOCH)
            return f"{cursor.fetchone()[0]}-{self._raised()}"

    def changes(self, after: Position, limit: int) -> list[Change]:
        """The first `limit` final changes after this position."""
        with connection.cursor() as cursor:
            cursor.execute(self._query, [after.transaction, after.row, limit])
            return [_change(row) for row in cursor.fetchall()]


def _change(row: tuple) -> Change:
    xid, one, kind, title, text, audience, deleted = row
    document = None if deleted else Document(one, kind, title, text, tuple(audience))
    return Change(Position(xid, one), one, document)
