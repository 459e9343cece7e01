"""Queries of which only the viewer and a few values change: turned into SQL once per process, because that costs more
than what the database does with it."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from vliegwiel.activity.audience import Viewer, tokens_of

TOKENS = "(ARRAY[%s, %s])::text[]"
"""How Django writes the tokens of a viewer who holds one besides the one of everyone."""
NOBODY = "nobody"
"""A token that no one holds."""


class Prepared:
    """`Prepared(lambda viewer, ids: …visible_to(viewer)….values_list(…))`, called as `found(viewer, ids=[1, 2])`.

    The query may use the viewer in `visible_to` only, and a value only as a parameter of its SQL (see `selection`).
    """

    def __init__(self, make: Callable[..., QuerySet], *values: str) -> None:
        self._make, self._values = make, values

    def __call__(self, viewer: Viewer | None, **values: Any) -> list[tuple[Any, ...]]:
        """The rows, as tuples in the order of the columns."""
        sql, places = self._compiled
        filled = {"tokens": tokens_of(viewer), **values}
        with connection.cursor() as cursor:
            cursor.execute(sql, [filled[one.name] if isinstance(one, Place) else one for one in places])
            return cursor.fetchall()

    @cached_property
    def _compiled(self) -> tuple[str, list[Any]]:
        places = {name: Place(name) for name in self._values}
        sql, params = self._make(Anyone(), **places).query.sql_with_params()
        assert sql.count(TOKENS) == params.count(NOBODY), "tokens stand elsewhere than in `visible_to`"
        filled: list[Any] = []
        for one in params:
            if one == NOBODY:
                filled[-1] = Place("tokens")  # instead of the token before it, which everyone holds
            else:
                filled.append(one)
        return sql.replace(TOKENS, "(%s)::text[]"), filled


class Place:
    """Where a value comes."""

    def __init__(self, name: str) -> None:
        self.name = name


class Anyone:
    """Stands for the viewer while the SQL is made."""

    tokens = [NOBODY]
