"""The vectors of all documents in the memory of this process, 8 bits a number, with who may see each.

One look at 100,000 vectors takes about 12 ms; only documents that the asker may see get into the answer.
"""

import threading
from collections.abc import Collection, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from vliegwiel.matching.meaning.compared import Compared
from vliegwiel.matching.meaning.embedder import Vectors
from vliegwiel.matching.meaning.passages import WHOLE

_CHUNK = 512
"""Vectors that are made into floats at once: they fit in the processor's cache."""
_NOWHERE = -1


class Piece(NamedTuple):
    """A passage of a document: the piece it comes from, and its vector."""

    name: str
    vector: NDArray[np.float32]


class _Words:
    """Numbers for words or sets of words."""

    def __init__(self) -> None:
        self._numbers: dict[object, int] = {}
        self.words: list = []

    def number(self, word: object) -> int:
        if word not in self._numbers:
            self._numbers[word] = len(self.words)
            self.words.append(word)
        return self._numbers[word]


class Matrix:
    """Documents with their vectors. Safe between threads."""

    def __init__(self, dimension: int) -> None:
        self._lock = threading.Lock()
        self.is_full = False
        """There are more vectors than fit: what is here is not all of them, so that nothing is compared here."""
        self.dimension = dimension
        self._audiences, self._kinds, self._names = _Words(), _Words(), _Words()
        self._names.number(WHOLE)
        self._slots: dict[int, int] = {}
        self._free_slots: list[int] = []
        self._free_rows: list[int] = []
        self._rows_of: dict[int, list[int]] = {}
        # A document has a slot, a vector a row; both are used again when they come free.
        self._ids = np.zeros(0, np.int64)
        self._audience, self._kind = np.zeros(0, np.int32), np.zeros(0, np.int32)
        self._rows, self._scales = np.zeros((0, dimension), np.int8), np.zeros(0, np.float32)
        self._slot, self._name = np.zeros(0, np.int32), np.zeros(0, np.int16)

    def __len__(self) -> int:
        """The number of vectors."""
        return sum(map(len, self._rows_of.values()))

    def put(self, document: int, kind: str, audience: Sequence[str], names: Sequence[str], kept: NDArray) -> None:
        """Add a document with its packed vectors, or put it in place of what stood there."""
        with self._lock:
            self._drop(document)
            slot = self._slots[document] = self._new_slot()
            self._ids[slot] = document
            self._see(slot, kind, audience)
            rows = self._rows_of[document] = [self._new_row() for _ in names]
            self._rows[rows], self._scales[rows] = kept["row"], kept["scale"]
            self._slot[rows] = slot
            self._name[rows] = [self._names.number(name) for name in names]

    def give_up(self) -> None:
        """Forget everything, because there is more than fits."""
        self.__init__(self.dimension)  # type: ignore[misc]
        self.is_full = True

    def see(self, document: int, kind: str, audience: Sequence[str]) -> None:
        """Take over who may see this document, where it is known."""
        with self._lock:
            if (slot := self._slots.get(document)) is not None:
                self._see(slot, kind, audience)

    def drop(self, document: int) -> None:
        """Forget a document, where it is known."""
        with self._lock:
            self._drop(document)

    def compare(
        self,
        vector: NDArray[np.float32],
        tokens: Collection[str],
        kinds: Collection[str] | None = None,
        *,
        parts: float = 0.5,
        usual: NDArray[np.float32] | None = None,
    ) -> Compared:
        """How near all documents are that holders of `tokens` may see. `parts`: what the best piece of a document
        counts against its whole. `usual`: the average question, to tell how near each is to any question."""
        with self._lock:
            seen = np.flatnonzero(self._seen(tokens, kinds))
            each = vector[:, None] if usual is None else np.stack([vector, usual], axis=1)
            whole, best = self._nearness(each.astype(np.float32))
            whole, best, ids = whole[seen], best[seen], self._ids[seen]
        nearness = np.where(best > _NOWHERE, (1 - parts) * whole[:, 0] + parts * best, whole[:, 0])
        order = np.argsort(ids, kind="stable")
        return Compared(ids[order], nearness[order], None if usual is None else whole[order, 1])

    def pieces(self, document: int) -> list[Piece]:
        """The passages of a document, its whole first; none where it has no vectors yet."""
        with self._lock:
            rows = self._rows_of.get(document, [])
            vectors: Vectors = self._rows[rows].astype(np.float32) * self._scales[rows, None]
            return [
                Piece(self._names.words[name], vector) for name, vector in zip(self._name[rows], vectors, strict=True)
            ]

    def _nearness(self, vectors: NDArray[np.float32]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """Of each slot: how near its whole is to each of these columns, and its best piece to the first."""
        products = np.empty((len(self._rows), vectors.shape[1]), np.float32)
        floats = np.empty((_CHUNK, self.dimension), np.float32)
        for start in range(0, len(self._rows), _CHUNK):
            chunk = floats[: len(self._rows) - start]
            np.copyto(chunk, self._rows[start : start + _CHUNK])
            np.dot(chunk, vectors, out=products[start : start + len(chunk)])
        products *= self._scales[:, None]
        whole = np.full((len(self._ids), vectors.shape[1]), -2, np.float32)
        best = np.full(len(self._ids), _NOWHERE, np.float32)
        used = self._slot >= 0
        wholes, pieces = used & (self._name == 0), used & (self._name > 0)
        whole[self._slot[wholes]] = products[wholes]
        np.maximum.at(best, self._slot[pieces], products[pieces, 0])
        return whole, best

    def _seen(self, tokens: Collection[str], kinds: Collection[str] | None) -> NDArray[np.bool_]:
        """Of each slot: whether it is in use, of one of these kinds, and may be seen."""
        held = frozenset(tokens)
        open_ = [not held.isdisjoint(audience) for audience in self._audiences.words]
        wanted = [kinds is None or kind in kinds for kind in self._kinds.words]
        # The last of each is what a free slot (-1) finds.
        return np.array([*open_, False])[self._audience] & np.array([*wanted, False])[self._kind]

    def _see(self, slot: int, kind: str, audience: Sequence[str]) -> None:
        self._audience[slot] = self._audiences.number(frozenset(audience))
        self._kind[slot] = self._kinds.number(kind)

    def _drop(self, document: int) -> None:
        slot = self._slots.pop(document, None)
        if slot is None:
            return
        rows = self._rows_of.pop(document)
        self._audience[slot] = self._kind[slot] = _NOWHERE
        self._slot[rows] = _NOWHERE
        self._free_slots.append(slot)
        self._free_rows += rows

    def _new_slot(self) -> int:
        if not self._free_slots:
            size = len(self._ids)
            more = max(1_000, size // 2)
            self._ids = np.concatenate([self._ids, np.zeros(more, np.int64)])
            self._audience = np.concatenate([self._audience, np.full(more, _NOWHERE, np.int32)])
            self._kind = np.concatenate([self._kind, np.full(more, _NOWHERE, np.int32)])
            self._free_slots = list(range(size + more - 1, size - 1, -1))
        return self._free_slots.pop()

    def _new_row(self) -> int:
        if not self._free_rows:
            size = len(self._rows)
            more = max(2_000, size // 4)
            self._rows = np.concatenate([self._rows, np.zeros((more, self.dimension), np.int8)])
            self._scales = np.concatenate([self._scales, np.zeros(more, np.float32)])
            self._slot = np.concatenate([self._slot, np.full(more, _NOWHERE, np.int32)])
            self._name = np.concatenate([self._name, np.zeros(more, np.int16)])
            self._free_rows = list(range(size + more - 1, size - 1, -1))
        return self._free_rows.pop()
