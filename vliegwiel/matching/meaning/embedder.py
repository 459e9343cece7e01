"""From a text to a vector: what every model behind search and matching answers, and how a text is made ready for it."""

from collections.abc import Sequence
from typing import Literal, Protocol

import numpy as np
from numpy.typing import NDArray

from vliegwiel.matching.words import clean

Side = Literal["query", "passage"]
"""A question, need or problem; or what may answer it. The same side on both ends where likeness has no direction."""
Vectors = NDArray[np.float32]
LONGEST_TEXT = 8_000
"""Signs of a text that are read; the rest is left out."""


class Unavailable(Exception):
    """No vectors can be had now: no model, or a service that is down, slow or answers nonsense. Says why in a sentence,
    without any secret."""


class Embedder(Protocol):
    """A model of meaning. Safe between threads."""

    name: str
    """Kept beside each vector: vectors of different names cannot be compared."""
    dimension: int

    def embed(self, texts: Sequence[str], *, side: Side) -> Vectors:
        """Return one row of length 1 for each text, in order. Takes any text; raises Unavailable."""


def readable(text: str) -> str:
    """The text as a model reads it: at most 8,000 signs, NFKC, single spaces, nothing invisible, never empty."""
    whole = clean(text[:LONGEST_TEXT].encode("utf-8", "ignore").decode("utf-8"))
    return " ".join(whole.split())[:LONGEST_TEXT] or "-"


def unit_rows(rows: Vectors) -> Vectors:
    """The rows with length 1. Raises Unavailable over a row that has no length or is no number."""
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    if not np.isfinite(lengths).all() or (lengths < 1e-9).any():
        raise Unavailable("the model answered a vector without length, or one that holds no numbers")
    return np.ascontiguousarray(rows / lengths, dtype=np.float32)
