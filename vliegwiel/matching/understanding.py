"""Reads documents that wait for it: cuts them in passages and keeps what the model makes of them.

Which documents wait follows from the data: those whose `understood_by` is not the model that is in use. A kill at any
moment loses nothing. While the model is at work no row is locked, so that nobody who saves has to wait; a document that
changed meanwhile waits again. Workers side by side take different documents.
"""

import logging
import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

import numpy as np
from django.db import connection, transaction

from . import nearby
from .meaning.embedder import Embedder, Vectors, readable
from .meaning.packed import Digest, digest_of, key_of, pack, unpack, vectors_of
from .meaning.passages import passages
from .meaning.shipped import shipped_vectors
from .models.document import pieces_of

BATCH = 16
"""Documents read at once: some seconds of work."""
_CLAIM = 7 << 56
"""Makes a lock of its own out of the number of a document."""
_WAITING = """
    select id, kind, title, text, piece_names, piece_lengths, xid from matching_searchdocument
    where not deleted and (understood_by < %(model)s or understood_by > %(model)s)
"""
_CLAIMED = f"""
    select * from (select * from ({_WAITING} order by id desc limit 1000) newest) waiting
    where pg_try_advisory_xact_lock({_CLAIM} | id) limit %(most)s
"""  # noqa: S608
_DONE = """
    update matching_searchdocument set understood_by = %s
    where id = %s and (title, text) = (%s, %s) and piece_lengths is not distinct from %s::int[]
"""
_KEEP = """
    insert into matching_meaning (document_id, model, names, keys, packed, xid)
    values (%s, %s, %s, %s, %s, pg_current_xact_id()::text::bigint)
    on conflict (document_id) do update
    set model = excluded.model, names = excluded.names, keys = excluded.keys, packed = excluded.packed,
        xid = excluded.xid
"""
_KNOWN = "select packed from matching_meaning where keys && %s::bigint[] and model = %s limit 1000"

log = logging.getLogger(__name__)


class Waiting(NamedTuple):
    """A document as it stood when it was taken up."""

    id: int
    kind: str
    title: str
    text: str
    piece_names: list[str] | None
    piece_lengths: list[int] | None
    xid: int

    def passages(self) -> tuple[list[str], list[str]]:
        """The names and the texts of its passages."""
        found = passages(self.kind, self.title, pieces_of(self.text, self.piece_names, self.piece_lengths))
        return [one.name for one in found], [readable(one.text) for one in found]


def understand(embedder: Embedder, *, most: int = BATCH) -> int:
    """Read at most this many documents that wait, the newest first; answers how many. Raises Unavailable."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_CLAIMED, {"model": embedder.name, "most": most})
        waiting = [Waiting(*row) for row in cursor.fetchall()]
        if waiting:
            _read(embedder, waiting)
    return len(waiting)


def understand_all(embedder: Embedder) -> int:
    """Read everything that waits; answers how many documents. Raises Unavailable."""
    done = 0
    while count := understand(embedder):
        done += count
    return done


def number_waiting(model: str) -> int:
    """How many documents wait for this model."""
    with connection.cursor() as cursor:
        cursor.execute(f"select count(*) from ({_WAITING}) waiting", {"model": model})  # noqa: S608
        return cursor.fetchone()[0]


def number_understood(model: str) -> int:
    """How many documents this model has read."""
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from matching_searchdocument where understood_by = %s and not deleted", [model])
        return cursor.fetchone()[0]


def read_everything_again() -> None:
    """Let every document wait to be read anew. What was kept serves until then."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("update matching_meaning set keys = '{}' where keys <> '{}'")
        cursor.execute("update matching_searchdocument set understood_by = '' where understood_by <> ''")


def _read(embedder: Embedder, waiting: Sequence[Waiting]) -> None:
    """Embed what is new in these documents, and keep it together."""
    cut = [one.passages() for one in waiting]
    texts = {digest_of(text): text for _, texts in cut for text in texts}
    known = _known(embedder, set(texts))
    new = {digest: text for digest, text in texts.items() if digest not in known}
    known.update(zip(new, _embedded(embedder, list(new.values())), strict=True))
    kept = []
    with connection.cursor() as cursor:
        for one, (names, passage_texts) in zip(waiting, cut, strict=True):
            digests = [digest_of(text) for text in passage_texts]
            vectors = np.array([known[digest] for digest in digests], dtype=np.float32)
            packed = pack(digests, vectors.reshape(len(digests), embedder.dimension)).tobytes()
            cursor.execute(_KEEP, [one.id, embedder.name, names, list(map(key_of, digests)), packed])
            kept += [(one.id, packed)] if names else []
            cursor.execute(_DONE, [embedder.name, one.id, one.title, one.text, one.piece_lengths])
    if nearby.is_made():
        nearby.keep(kept, embedder.dimension)


def _known(embedder: Embedder, digests: set[Digest]) -> dict[Digest, np.ndarray]:
    """The vectors of texts that were read before: for another document, or before the program was shipped."""
    shipped = shipped_vectors(embedder.name)
    known = {digest: shipped[digest] for digest in digests if digest in shipped}
    keys = [key_of(digest) for digest in digests if digest not in known]
    with connection.cursor() as cursor:
        cursor.execute(_KNOWN, [keys, embedder.name])
        for (packed,) in cursor.fetchall():
            kept = unpack(packed, embedder.dimension)
            each = zip(kept["digest"], vectors_of(kept), strict=True)
            known.update((digest.tobytes(), vector) for digest, vector in each if digest.tobytes() in digests)
    return known


def _embedded(embedder: Embedder, texts: list[str]) -> Vectors:
    """The vectors of these texts, on all processors that this process may use."""
    shares = min(len(os.sched_getaffinity(0)), len(texts))
    if shares < 2:
        return embedder.embed(texts, side="passage")
    # Long and short texts alternate over the shares, so that all are ready at about the same time.
    order = sorted(range(len(texts)), key=lambda at: len(texts[at]))
    with ThreadPoolExecutor(shares, thread_name_prefix="embedding") as pool:
        jobs = [order[start::shares] for start in range(shares)]
        done = list(pool.map(lambda job: embedder.embed([texts[at] for at in job], side="passage"), jobs))
    found = np.empty((len(texts), embedder.dimension), dtype=np.float32)
    for job, vectors in zip(jobs, done, strict=True):
        found[job] = vectors
    return found
