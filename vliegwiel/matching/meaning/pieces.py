"""From a text to the word pieces of the model: the split with the best total score (SentencePiece, unigram).

The table of 250,002 pieces is kept as sorted 64-bit sums over their letters, 4 MB where a dict would take 40. No piece
holds a space, so that words are split one by one and the common ones only once.
"""

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

SPACE = "\u2581"
_UNKNOWN = 3
_FIRST = 4
"""Lower numbers are signs such as <s>, which no text may write."""
_UNKNOWN_PENALTY = 10.0
_FACTOR = 0x9E3779B97F4A7C15
_LONGEST = 8_200


class Pieces:
    """The pieces and their scores. Safe between threads."""

    def __init__(self, texts: str, offsets: NDArray[np.int64], scores: NDArray[np.float32], folded: dict[int, str]):
        """`texts`: all pieces one after the other; piece n from offsets[n] to offsets[n + 1]. `folded`: signs that the
        model reads as others."""
        self._folded, self._scores = folded, scores
        self._powers = np.cumprod(np.full(_LONGEST, _FACTOR, dtype=np.uint64))
        self._inverse = np.cumprod(np.full(_LONGEST, pow(_FACTOR, -1, 2**64), dtype=np.uint64))
        lengths = np.diff(offsets)
        self._longest = int(lengths.max())
        sums = self._sums_of(texts, offsets[:-1], lengths)
        sums[:_FIRST] = 0
        order = np.argsort(sums, kind="stable")
        self._sums, self._ids = sums[order], order.astype(np.int32)
        self._penalty = float(scores.min()) - _UNKNOWN_PENALTY
        self._word = lru_cache(maxsize=10_000)(self._split)

    def ids(self, text: str) -> list[int]:
        """The numbers of the pieces of a text, without begin and end."""
        return [one for word in text.translate(self._folded).split() for one in self._word(SPACE + word)]

    def _sums_of(self, texts: str, starts: NDArray[np.int64], lengths: NDArray[np.int64]) -> NDArray[np.uint64]:
        letters = _letters(texts)
        sums = np.zeros(len(starts), dtype=np.uint64)
        for at in range(self._longest):
            long = lengths > at
            sums[long] += letters[starts[long] + at] * self._powers[at]
        return sums

    def _split(self, word: str) -> tuple[int, ...]:
        word = word[: _LONGEST - 1]
        size = len(word)
        best = [0.0] + [-np.inf] * size
        came: list[tuple[int, int]] = [(0, 0)] * (size + 1)
        found = self._found(word)
        for start in range(size):
            reached = best[start]
            for end, one, score in [(start + 1, _UNKNOWN, self._penalty), *found.get(start, ())]:
                if reached + score > best[end]:
                    best[end], came[end] = reached + score, (start, one)
        ids = []
        while size:
            size, one = came[size]
            ids.append(one)
        return tuple(reversed(ids))

    def _found(self, word: str) -> dict[int, list[tuple[int, int, float]]]:
        """Every piece in the word: start to (end, number, score)."""
        letters = _letters(word)
        until = np.concatenate([[np.uint64(0)], np.cumsum(letters * self._powers[: len(letters)], dtype=np.uint64)])
        starts = np.arange(len(letters))[:, None]
        ends = starts + np.arange(1, self._longest + 1)[None, :]
        inside = ends <= len(letters)
        sums = (until[np.minimum(ends, len(letters))] - until[starts]) * self._unshift(len(letters))
        places = np.minimum(np.searchsorted(self._sums, sums), len(self._sums) - 1)
        found: dict[int, list[tuple[int, int, float]]] = {}
        for start, step in zip(*np.nonzero(inside & (self._sums[places] == sums)), strict=True):
            one = int(self._ids[places[start, step]])
            found.setdefault(int(start), []).append((int(ends[start, step]), one, float(self._scores[one])))
        return found

    def _unshift(self, size: int) -> NDArray[np.uint64]:
        return np.concatenate([[np.uint64(1)], self._inverse[: size - 1]])[:, None]


def _letters(text: str) -> NDArray[np.uint64]:
    return np.frombuffer(text.encode("utf-32-le"), dtype="<u4").astype(np.uint64)
