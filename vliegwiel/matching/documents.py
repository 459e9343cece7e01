"""What goes into the index, what comes out, and where the feed stands."""

import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple


class Position(NamedTuple):
    """A place in the feed: the writing transaction, and the row within it. Rows are read in this order."""

    transaction: int = 0
    row: int = 0


@dataclass(frozen=True, slots=True)
class Document:
    """A text to be found. `audience`: the tokens of those who may see it; no tokens, no readers."""

    id: int
    kind: str
    title: str
    text: str
    audience: tuple[str, ...]


class Hit(NamedTuple):
    """A document found, and its score: 1 at most, comparable within one answer only."""

    id: int
    score: float
    stems: float = 0.0
    """BM25 over stems as a share of the best; 0 without any of them."""
    grams: float = 0.0
    """BM25 over grams, likewise."""
    meaning: float = math.nan
    """How near it is in meaning, a cosine; no number where that is not known."""


@dataclass(frozen=True, slots=True)
class Found:
    """An answer: hits best first. The first `exact` of them hold the words asked for or mean the same, the others only
    resemble them.

    `words` are the folded words that were looked for, with completions and mended typing errors: for highlights.
    """

    hits: tuple[Hit, ...] = ()
    exact: int = 0
    words: frozenset[str] = field(default_factory=frozenset)
    beyond: tuple[int, ...] = ()
    """Ids that come after the hits: they hold the words too, and are too many to rank on more than those."""

    def __iter__(self) -> Iterator[Hit]:
        return iter(self.hits)

    def __len__(self) -> int:
        return len(self.hits) + len(self.beyond)

    @property
    def ids(self) -> list[int]:
        """The ids, best first."""
        return [hit.id for hit in self.hits] + list(self.beyond)


class State(NamedTuple):
    """What an index was built from; kept inside the index, so that it is committed with the documents."""

    epoch: str = ""
    position: Position = Position()
