"""One configuration for each direction of matching. Fixed per release; never refitted while running.

The two lexical halves weigh the same. On public Dutch texts (catalogue names, motions, register entries) their sum does
better than either half alone on nearly every one; the exception is short descriptions of software components, where
stems alone do.
"""

from dataclasses import dataclass

# Raise when words, stems, grams or fields change: every node then rebuilds its index.
CONFIGURATION_VERSION = 1


# A word in the title counts as if it stood this many times in the text.
TITLE_TIMES = 3


@dataclass(frozen=True, slots=True)
class Direction:
    """How one direction ranks and how much work a query may cost."""

    stems: float = 0.5
    """Weight of BM25 over stems and parts of compounds, after dividing by the best."""
    grams: float = 0.5
    """Weight of BM25 over four-letter grams, after dividing by the best."""
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
    pool: int = 1_000
    """Candidates of each half that are ranked on both."""


SEARCH = Direction()
SIMILAR = Direction(prefix=0.0, typo=0.0)
