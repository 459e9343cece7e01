"""Rows on their way into tables by COPY: lines of text, ids from the table's own sequence, codes that never meet."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any

from django.db import connection, models
from django.db.backends.utils import CursorWrapper

from vliegwiel.core.codes import ALPHABET

NOTHING = r"\N"
BLOCK = 10_000
"""Ids that are taken from a sequence at once."""
_BASE = len(ALPHABET)
_PAIRS = [first + second for first in ALPHABET for second in ALPHABET]
_CODES = _BASE**8
_STEP = 387_420_489_001
"""Multiplying by this visits every code once before any comes back: it shares no factor with 31."""


def code_of(number: int) -> str:
    """The code of the row with this id: looks random, and no two rows of a table get the same."""
    rest = (number * _STEP + 271_828_182_845) % _CODES
    rest, last = divmod(rest, _BASE**2)
    rest, third = divmod(rest, _BASE**2)
    first, second = divmod(rest, _BASE**2)
    return _PAIRS[first] + _PAIRS[second] + _PAIRS[third] + _PAIRS[last]


def moment(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).isoformat()


def listed(values: Iterable[Any]) -> str:
    """An array of numbers or tokens."""
    return "{" + ",".join(map(str, values)) + "}"


def written(fact: bool) -> str:
    return "t" if fact else "f"


class Sheet:
    """Lines for one table. Columns that are not `given` get the default of their field."""

    def __init__(self, model: type[models.Model], *given: str) -> None:
        columns = {field.name: field for field in model._meta.concrete_fields}
        fields = [columns[name] for name in given]
        rest = [field for field in columns.values() if field not in fields and not field.primary_key]
        self.table = model._meta.db_table
        names = ", ".join(f'"{field.column}"' for field in [*fields, *rest])
        self.statement = f'COPY "{self.table}" ({names}) FROM STDIN'
        self._tail = "".join(f"\t{_default(field)}" for field in rest) + "\n"
        self._lines: list[str] = []
        self.rows = 0

    def add(self, *values: object) -> None:
        """One row. Texts may hold no tab, line end or backslash; None is written as NOTHING."""
        self._lines.append("\t".join(map(str, values)) + self._tail)

    def send(self, cursor: CursorWrapper) -> None:
        if not self._lines:
            return
        with cursor.copy(self.statement) as copy:
            copy.write("".join(self._lines))
        self.rows += len(self._lines)
        self._lines.clear()


def _default(field: models.Field) -> str:
    value = field.get_default()
    if value is None:
        return NOTHING
    if isinstance(value, dict):
        return json.dumps(value)
    if isinstance(value, list):
        return listed(value)
    return written(value) if isinstance(value, bool) else str(value)


def ids_of(model: type[models.Model]) -> Iterator[int]:
    """Unused ids of a table, without end. The table is locked against other writers meanwhile."""
    with connection.cursor() as cursor:
        while True:
            cursor.execute(
                "SELECT setval(s, nextval(s) + %s) FROM pg_get_serial_sequence(%s, 'id') AS s",
                [BLOCK - 1, model._meta.db_table],
            )
            last = cursor.fetchone()[0]
            yield from range(last - BLOCK + 1, last + 1)
