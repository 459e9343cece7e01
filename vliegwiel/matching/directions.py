"""One configuration for each direction of matching. Fixed per release; never refitted while running.

The two lexical halves weigh the same. On public Dutch texts (catalogue names, motions, register entries) their sum does
better than either half alone on nearly every one; the exception is short descriptions of software components, where
stems alone do.
"""

from dataclasses import dataclass
from typing import Literal

# Raise when words, stems, grams or fields change: every node then rebuilds its index.
CONFIGURATION_VERSION = 1


# A word in the title counts as if it stood this many times in the text.
TITLE_TIMES = 3


@dataclass(frozen=True, slots=True)
class Direction:
    """How one direction ranks and how much work a query may cost."""

    name: str = "search"
    stems: float = 0.2
    """Weight of BM25 over stems and parts of compounds, after dividing by the best."""
    grams: float = 0.2
    """Weight of BM25 over four-letter grams, after dividing by the best."""
    meaning: float = 0.6
    """Weight of the likeness in meaning, between the least and the most of all that the viewer may see; 0 for none."""
    asks: Literal["query", "passage"] = "query"
    """How the model reads the question; `passage` where both sides are texts of one sort."""
    usual: float = 0.0
    """How much is taken off for what is near in meaning to the average question (`meaning.usual`): a text that is
    near to every question says little about one."""
    meant: int = 200
    """Candidates that are near in meaning."""
    parts: float = 1.0
    """A part of a compound in the query against the compound itself."""
    prefix: float = 0.6
    """A word that only begins like the last word of the query, against that word itself."""
    typo: float = 0.7
    """A word one typing error away, against the word itself."""
    most_stems: int = 40
    """The query's stems that count: the rarest."""
    most_grams: int = 64
    """The query's grams that count: the rarest."""
    postings: int = 300_000
    """Postings that looking up what resembles may read in each half; the terms that tell most go first."""
    scored: int = 1_000_000
    """Postings that ranking what was looked up may read in each half; the rarest terms go first. Beyond fifty thousand
    texts the commonest grams, which tell least, drop out."""
    pool: int = 1_000
    """Candidates of each half that are ranked on both."""


SEARCH = Direction(usual=0.5)
SIMILAR = Direction("similar", prefix=0.0, typo=0.0, most_stems=80, most_grams=160, asks="passage")
"""Texts of one sort: the same prefix on both sides."""
TITLE = Direction("title", prefix=0.0, typo=0.0, most_stems=80, most_grams=160)
"""A text as short as a title, which the model reads best as a question."""
REUSE = Direction("reuse", prefix=0.0, typo=0.0, most_stems=80, most_grams=160, usual=0.6)
"""From a need, a problem or a question to what may answer it."""
HELP = Direction("help", prefix=0.0, typo=0.0, most_stems=80, most_grams=160, usual=0.9)
"""From what is needed to what people say of themselves."""
