"""More vectors than fit in a process: the wholes of all documents in PostgreSQL, with an index of pgvector (HNSW).

Made by `build` when there are that many, and only where the extension is there. All in it can be made again from
`matching_meaning`, and a backup leaves it out.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from functools import cached_property

import numpy as np
from django.db import connection, transaction
from numpy.typing import NDArray

from .meaning.compared import Compared
from .meaning.packed import unpack, vectors_of

TABLE = "matching_nearby_derived"
LOOKED_THROUGH = 150
"""How far the index looks (ef_search): more finds more and takes longer."""
BATCH = 5_000
MEMORY = 500
"""Vectors for which the index is made in a megabyte: 2 GB for a million. With less, PostgreSQL makes it on the disk,
ten times as slowly."""
_MADE = f"""
    create table if not exists {TABLE} (
        document_id bigint primary key references matching_searchdocument (id) on delete cascade,
        near halfvec(%s) not null)
"""
_INDEX = f"create index if not exists {TABLE}_index on {TABLE} using hnsw (near halfvec_ip_ops)"
_SET = """
    select set_config('hnsw.iterative_scan', 'relaxed_order', false), set_config('hnsw.ef_search', %s, false)
"""
_BEST = f"""
    with nearest as materialized (
        select n.document_id, -(n.near <#> %s::halfvec) as near
        from {TABLE} n join matching_searchdocument d on d.id = n.document_id
        where d.audience && %s::text[] and not d.deleted and (%s::text[] is null or d.kind = any(%s))
        order by n.near <#> %s::halfvec limit %s)
    select document_id from nearest order by near desc
"""  # noqa: S608
_PACKED = "select document_id, packed from matching_meaning where document_id = any(%s) and names <> '{}'"
_NEXT = """
    select document_id, packed from matching_meaning
    where document_id > %s and model = %s and names <> '{}' order by document_id limit %s
"""
_PUT = f"""
    insert into {TABLE}
    select document_id, near::halfvec from unnest(%s::bigint[], %s::text[]) as new (document_id, near)
    on conflict (document_id) do update set near = excluded.near
"""  # noqa: S608


def can_be_made() -> bool:
    """Whether this server has the extension."""
    with connection.cursor() as cursor:
        cursor.execute("select exists (select from pg_available_extensions where name = 'vector')")
        return cursor.fetchone()[0]


def is_made() -> bool:
    """Whether the table is there, with its index ready."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select exists (select from pg_index where indexrelid = to_regclass(%s) and indisvalid)", [f"{TABLE}_index"]
        )
        return cursor.fetchone()[0]


def _untold(done: int) -> None:
    """Nobody wants to know how far it is."""


def build(model: str, dimension: int, *, progress: Callable[[int], None] = _untold) -> int:
    """Make table and index anew, of what the model has read; answers how many documents.

    Takes minutes for a million. `progress` is told how many documents were put in since the last time.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("create extension if not exists vector")
        cursor.execute(f"drop table if exists {TABLE}")
        cursor.execute(_MADE, [dimension])
        done = last = 0
        while rows := _fetched(_NEXT, [last, model, BATCH]):
            keep(rows, dimension)
            last, done = rows[-1][0], done + len(rows)
            progress(len(rows))
        cursor.execute("select set_config('maintenance_work_mem', %s, true)", [f"{max(64, done // MEMORY)}MB"])
        cursor.execute(_INDEX)
        cursor.execute(f"analyze {TABLE}")
    return done


def keep(rows: Iterable[tuple[int, bytes]], dimension: int) -> None:
    """Put the wholes of these documents in the table."""
    ids, texts = [], []
    for document, packed in rows:
        whole = vectors_of(unpack(packed, dimension)[:1])[0]
        ids.append(document)
        texts.append(_written(whole))
    with connection.cursor() as cursor:
        cursor.execute(_PUT, [ids, texts])


class Nearby(Compared):
    """What `meaning.Compared` is for vectors in memory: the nearest by the index, the others one by one."""

    def __init__(
        self,
        vector: NDArray[np.float32],
        tokens: Collection[str],
        kinds: Collection[str] | None,
        *,
        usual: NDArray[np.float32] | None = None,
        parts: float = 0.5,
    ) -> None:
        """As `Matrix.compare`."""
        self._vector, self._usual, self._parts = vector, usual, parts
        self._tokens, self._kinds = list(tokens), None if kinds is None else list(kinds)
        self._known: dict[int, tuple[float, float]] = {}

    def __len__(self) -> int:
        return 1  # there is something, or we would not be asked

    @cached_property
    def middle(self) -> float:
        return float(np.mean([near for near, _ in self._known.values()] or [0.0]))

    @cached_property
    def spread(self) -> float:
        return float(np.std([near for near, _ in self._known.values()] or [0.0]))

    def best(self, most: int) -> dict[int, float]:
        """See `Compared.best`; misses a few of the best, as such an index does."""
        written = _written(self._vector if self._usual is None else self._vector - self._usual)
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(_SET, [str(LOOKED_THROUGH)])
            cursor.execute(_BEST, [written, self._tokens, self._kinds, self._kinds, written, most])
            ids = [one for (one,) in cursor.fetchall()]
        return self.of(ids)

    def of(self, ids: Iterable[int]) -> dict[int, float]:
        """See `Compared.of`."""
        return {one: near for one, (near, _) in self._looked_up(ids).items()}

    def shares(self, ids: Iterable[int]) -> dict[int, float]:
        """See `Compared.shares`; the least is that of these documents and of the best."""
        found = self._looked_up(ids)
        telling = [value for _, value in self._known.values()]
        least, width = min(telling, default=0.0), max(telling, default=0.0) - min(telling, default=0.0)
        return {one: (value - least) / width if width > 1e-6 else 1.0 for one, (_, value) in found.items()}

    def _looked_up(self, ids: Iterable[int]) -> dict[int, tuple[float, float]]:
        wanted = list(ids)
        new = [one for one in wanted if one not in self._known]
        for document, packed in _fetched(_PACKED, [new]) if new else []:
            vectors = vectors_of(unpack(packed, len(self._vector)))
            nearness = vectors @ self._vector
            near = float(nearness[0])
            if len(nearness) > 1:
                near = (1 - self._parts) * near + self._parts * float(nearness[1:].max())
            usual = 0.0 if self._usual is None else float(vectors[0] @ self._usual)
            self._known[document] = (near, near - usual)
        return {one: self._known[one] for one in wanted if one in self._known}


def _written(vector: NDArray[np.float32]) -> str:
    return "[" + ",".join(f"{one:.5f}" for one in vector.tolist()) + "]"


def _fetched(query: str, parameters: list) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(query, parameters)
        return [(document, bytes(packed)) for document, packed in cursor.fetchall()]
