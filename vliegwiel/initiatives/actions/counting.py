"""Upkeep of the counts."""

from __future__ import annotations

from datetime import datetime

from django.db import connection

from vliegwiel.activity.door import action

from .. import rules


@action("counts.put_together", may=rules.may_keep_words, unlogged="changes no count, only the number of rows it takes")
def put_counts_together(subject: None, *, by: None, at: datetime) -> int:
    """Add up the rows of each count. Answers how many rows remain."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT initiatives_put_counts_together()")
        return cursor.fetchone()[0]
