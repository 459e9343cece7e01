"""How likely it is that a suggestion is a good one, from what was measured of a pair of texts; and where it is shown.

A logistic model per sort of pair. Its numbers were fitted once, on the developers' half of public Dutch sets (motions
in parliament that replace one another; needs and the components, measures and requests that answer them), and are fixed
for a release: nothing is refitted while running. `docs/matching.md` tells what they do on sets they were not fitted on.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Likeness(StrEnum):
    """How good a suggestion is, in words; never a percentage."""

    NEARLY_SAME = "nearly_same"
    VERY_SIMILAR = "very_similar"
    MAYBE_USEFUL = "maybe_useful"


@dataclass(frozen=True, slots=True)
class Measures:
    """What is measured of a pair of texts, each from 0 to 1."""

    words: float
    """Rarity (BM25's weight) of the shared stems against that of all, in either text, geometric mean."""
    cover: float
    """The same against the text that has least."""
    trigrams: float
    """Trigrams of the words, shared against all."""
    grams: float
    """Four-letter grams, share covered of either text, geometric mean."""
    length: float
    """The shorter text against the longer, in different words."""
    meaning: float = math.nan
    """The cosine of both vectors; no number where one has none."""
    lead: float = 0.0
    """How far it lies above the next best candidate, 0.3 at most; 0 for all but the best."""

    @property
    def by_words(self) -> float:
        """The mean of the three likenesses by words."""
        return (self.words + self.trigrams + self.grams) / 3

    @property
    def both(self) -> float:
        """Words and meaning together: above what two arbitrary texts have in common."""
        return self.words * (self.meaning - 0.8)


@dataclass(frozen=True, slots=True)
class Calibration:
    """One sort of pair. `shown`: the chance from which it is said; `same`: from which it is called nearly the same."""

    shown: float
    same: float
    constant: float
    weights: Mapping[str, float]
    constant_by_words: float
    weights_by_words: Mapping[str, float]
    """For pairs without a cosine."""

    def chance(self, measures: Measures) -> float:
        """The chance that this pair is a good suggestion, 0 to 1."""
        if math.isnan(measures.meaning):
            total, weights = self.constant_by_words, self.weights_by_words
        else:
            total, weights = self.constant, self.weights
        total += sum(weight * getattr(measures, name) for name, weight in weights.items())
        return 1 / (1 + math.exp(-total)) if total > -500 else 0.0

    def word(self, chance: float) -> Likeness | None:
        """The word for a chance, None for silence."""
        if chance >= self.same:
            return Likeness.NEARLY_SAME
        return Likeness.VERY_SIMILAR if chance >= self.shown else None


TITLES = Calibration(
    shown=0.5,
    same=0.9,
    constant=-12.4,
    weights={
        "words": 7.07, "trigrams": 1.85, "grams": 0.48, "meaning": 5.72, "lead": 11.2, "length": 0.39, "both": 14.25,
    },
    constant_by_words=-7.95,
    weights_by_words={"words": 8.08, "trigrams": 2.83, "grams": 0.99, "lead": 11.14, "length": 0.56},
)  # fmt: skip
"""Two texts of which one at least is as short as a title: 559 with a counterpart and 600 without, 2,500 candidates."""
TEXTS = Calibration(
    shown=0.6,
    same=0.9,
    constant=-27.91,
    weights={
        "words": 3.09, "trigrams": 4.16, "grams": 4.96, "meaning": 20.98, "lead": 8.33, "length": -2.7, "both": 12.12,
    },
    constant_by_words=-10.04,
    weights_by_words={"words": 5.11, "trigrams": 5.66, "grams": 6.39, "lead": 8.59, "length": -2.23},
)  # fmt: skip
"""Two longer texts: the same motions in full."""
REUSE = Calibration(
    shown=0.5,
    same=0.8,
    constant=-23.1,
    weights={"words": 1.77, "cover": 4.3, "grams": 1.83, "meaning": 21.76, "lead": 9.83},
    constant_by_words=-4.77,
    weights_by_words={"words": 3.75, "cover": 3.16, "grams": 3.24, "lead": 12.11},
)
"""A need or a problem, and what answers it. Its lead is that of the whole ranking score."""
