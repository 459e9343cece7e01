"""Queries of which only the viewer and a few values change: turned into SQL once per process, because that costs more
than what the database does with it."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterable
from functools import cached_property
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import BigIntegerField, BooleanField, Field, Model, QuerySet
from django.db.models.expressions import RawSQL
from django.db.models.query import ModelIterable
from django.db.models.sql.compiler import SQLCompiler

from .audience import Viewer, tokens_of

TOKENS = "(ARRAY[%s, %s])::text[]"
"""How Django writes the tokens of a viewer who holds one besides the one of everyone."""
NOBODY = "nobody"
"""A token that no one holds."""


class Prepared:
    """`Prepared(lambda viewer, ids: …visible_to(viewer).filter(among(ids, …)), "ids")`, called as
    `found(viewer, ids=[1, 2])`.

    Answers rows of the model; tuples, in the order of the columns, of a query that ends in `values_list`.
    The query may use the viewer in `visible_to` (or `tokens_of`) only, and a value only as a parameter of its SQL:
    see `among` and `given`. What it reads of the clock stays as it was when the SQL was made: leave that out.
    """

    def __init__(self, make: Callable[..., QuerySet], *values: str) -> None:
        self._make, self._values = make, values
        self._gives_rows = False

    def __call__(self, viewer: Viewer | None, **values: Any) -> list[Any]:
        compiler, sql, places = self._compiled
        filled = {"tokens": tokens_of(viewer), "viewer": getattr(viewer, "pk", None), **values}
        params = [one.of(filled) if isinstance(one, Place) else one for one in places]
        if self._gives_rows:
            return list(_Rows(compiler, sql, params))
        with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
            cursor.execute(sql, params)
            return cursor.fetchall()

    @cached_property
    def _compiled(self) -> tuple[SQLCompiler, str, list[Any]]:
        places = {name: Place(name) for name in self._values}
        query = self._make(Anyone(), **places)
        self._gives_rows = issubclass(query._iterable_class, ModelIterable)
        compiler = query.query.get_compiler(DEFAULT_DB_ALIAS)
        sql, params = compiler.as_sql()
        assert sql.count(TOKENS) == params.count(NOBODY), "tokens stand elsewhere than in `visible_to`"
        filled: list[Any] = []
        for one in params:
            if one == NOBODY:
                filled[-1] = Place("tokens")  # instead of the token before it, which everyone holds
            else:
                filled.append(one)
        return compiler, sql.replace(TOKENS, "(%s)::text[]"), filled


class _Rows(ModelIterable):
    """What Django does with the answer of a compiler, for one that has its SQL already."""

    db = DEFAULT_DB_ALIAS
    _known_related_objects: dict[Any, Any] = {}

    def __init__(self, compiler: SQLCompiler, sql: str, params: list[Any]) -> None:
        super().__init__(self)  # type: ignore[arg-type]  # has of a query what is read here
        self.query = self
        self._compiler, self._statement = compiler, (sql, params)

    def get_compiler(self, using: str) -> SQLCompiler:
        """A copy: the connection and the parameters are of this thread and this call."""
        own = copy.copy(self._compiler)
        own.connection = connections[using]
        own.as_sql = lambda *_args, **_kwargs: self._statement  # type: ignore[method-assign,assignment]
        return own


class Place:
    """Where a value comes; numbers for `among` come as one text."""

    def __init__(self, name: str, *, is_array: bool = False) -> None:
        self.name, self._is_array = name, is_array

    def of(self, values: dict[str, Any]) -> Any:
        value = values[self.name]
        return array(value) if self._is_array else value


class Anyone:
    """Stands for the viewer while the SQL is made."""

    tokens = [NOBODY]
    pk = RawSQL("%s", [Place("viewer")], output_field=BigIntegerField())


def condition(sql: str, params: list[Any]) -> RawSQL:
    """A condition that the ORM has no words for; `sql` is our own text, values go through `params`."""
    return RawSQL(sql, params, output_field=BooleanField())  # noqa: S611


def among(ids: Iterable[int] | Place, model: type[Model], column: str = "id") -> RawSQL:
    """`id = any(…)`: one parameter, however many ids. The column is our own word."""
    written = Place(ids.name, is_array=True) if isinstance(ids, Place) else array(ids)
    return condition(f"{model._meta.db_table}.{column} = ANY(%s::bigint[])", [written])


def array(numbers: Iterable[int]) -> str:
    """As PostgreSQL writes an array: the driver takes 10 ms for ten thousand, this one."""
    return "{" + ",".join(map(str, numbers)) + "}"


def given(value: Any, field: Field) -> RawSQL:
    """A value of a call, on the right side of a lookup: `.filter(code=given(code, CharField()))`."""
    return RawSQL("%s", [value], output_field=field)
