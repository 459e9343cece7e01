"""Vectors kept on disk between runs, by text and model, so that a second evaluation need not read the sets again."""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np

from vliegwiel.matching.meaning.embedder import Embedder, Side, Vectors, readable
from vliegwiel.matching.meaning.packed import digest_of

BATCH = 64
"""Texts after which what was read is kept, so that an interrupted run loses little."""


class Kept:
    """An embedder that reads a text once and keeps its vector in a file. Safe between threads."""

    def __init__(self, embedder: Embedder, file: Path) -> None:
        """`file` is made when it is not there."""
        file.parent.mkdir(parents=True, exist_ok=True)
        self.name, self.dimension = embedder.name, embedder.dimension
        self._embedder, self._lock = embedder, threading.Lock()
        self._rows = sqlite3.connect(file, timeout=60, check_same_thread=False)
        self._rows.execute("create table if not exists vector (key blob primary key, numbers blob) without rowid")

    def close(self) -> None:
        with self._lock:
            self._rows.close()

    def embed(self, texts: Sequence[str], *, side: Side) -> Vectors:
        """See `Embedder`."""
        keys = [self._key(text, side) for text in texts]
        self._read({key: text for key, text in zip(keys, texts, strict=True) if not self._find(key)}, side)
        found = [np.frombuffer(self._find(key), dtype=np.float32) for key in keys]
        return np.array(found, dtype=np.float32).reshape(len(texts), self.dimension)

    def read_ahead(self, texts: Sequence[str], *, side: Side) -> None:
        """Read these texts on all processors, the longest first."""
        todo = {key: text for text in texts if not self._find(key := self._key(text, side))}
        order = sorted(todo, key=lambda key: len(todo[key]))
        size = min(BATCH, max(1, len(order) // 4))
        batches = [order[at : at + size] for at in range(0, len(order), size)]
        with ThreadPoolExecutor(len(os.sched_getaffinity(0)), thread_name_prefix="embedding") as pool:
            jobs = [pool.submit(self._read, {key: todo[key] for key in batch}, side) for batch in reversed(batches)]
            for job in jobs:
                job.result()

    def _read(self, texts: dict[bytes, str], side: Side) -> None:
        if texts:
            vectors = self._embedder.embed(list(texts.values()), side=side)
            rows = [(key, row.tobytes()) for key, row in zip(texts, vectors, strict=True)]
            with self._lock, self._rows:
                self._rows.executemany("insert or replace into vector values (?, ?)", rows)

    def _find(self, key: bytes) -> bytes:
        with self._lock:
            row = self._rows.execute("select numbers from vector where key = ?", [key]).fetchone()
        return row[0] if row else b""

    def _key(self, text: str, side: Side) -> bytes:
        return digest_of(f"{self.name}\n{side}\n{readable(text)}")
