"""What two texts have in common: measured, and in words."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from vliegwiel.matching.calibration import Measures
from vliegwiel.matching.words import content_words, forms, tokens

FEWEST_WORDS = 3
"""Content words before anything is compared."""
MOST_SHARED = 3
MOST_COMPARED = 400
"""Words of a text that are looked at."""
TITLE_WORDS = 15
"""Up to this many different words a text is compared as a title is."""
TELLING = 2.0
"""Rarity from which a shared word tells something by itself."""

Rarity = Callable[[str], float]
"""The weight of a stem in the index (`Reader.rarities`)."""


@dataclass(frozen=True, slots=True)
class Features:
    """What of a text is compared."""

    words: frozenset[str]
    stems: frozenset[str]
    grams: frozenset[str]
    trigrams: frozenset[str]

    @property
    def is_short(self) -> bool:
        return len(self.words) <= TITLE_WORDS


def is_enough(text: str) -> bool:
    """Whether there are enough words to compare."""
    return len(content_words(text, most=FEWEST_WORDS)) >= FEWEST_WORDS


@lru_cache(maxsize=128)
def features(text: str) -> Features:
    """Take a text apart; beyond 400 content words it is cut."""
    words = frozenset(content_words(text, most=MOST_COMPARED))
    each = [forms(word) for word in words]
    return Features(
        words,
        frozenset(stem for form in each for stem in form.stems),
        frozenset(gram for form in each for gram in form.grams),
        frozenset(gram for word in words for gram in _trigrams(word)),
    )


def measured(own: Features, other: Features, rarity: Rarity) -> Measures:
    """What both have in common by their words; the same in both directions."""
    if not own.stems or not other.stems:
        return Measures(0.0, 0.0, 0.0, 0.0, 0.0)
    shared = sum(map(rarity, own.stems & other.stems))
    one, two = sum(map(rarity, own.stems)) or 1.0, sum(map(rarity, other.stems)) or 1.0
    return Measures(
        words=shared / math.sqrt(one * two),
        cover=shared / min(one, two),
        trigrams=len(own.trigrams & other.trigrams) / len(own.trigrams | other.trigrams),
        grams=len(own.grams & other.grams) / math.sqrt(len(own.grams) * len(other.grams)),
        length=min(len(own.words), len(other.words)) / max(len(own.words), len(other.words)),
    )


def shared_words(own: str, other: str, rarity: Rarity) -> tuple[str, ...]:
    """The words of `own` that tell most of what both share, whole and as written, most telling first."""
    theirs = features(other).stems
    worth: dict[str, tuple[float, str]] = {}
    for token in list(tokens(own))[:MOST_COMPARED]:
        form = forms(token.word)
        if common := theirs.intersection(form.stems):
            worth.setdefault(form.stem, (sum(map(rarity, common)), own[token.start : token.end]))
    best = sorted(worth.values(), key=lambda one: -one[0])
    return tuple(word for _, word in best[:MOST_SHARED])


def telling_words(own: str, other: str, rarity: Rarity) -> tuple[str, ...]:
    """Of the shared words only those that tell something by themselves: no reason is better than an empty one."""
    return tuple(word for word in shared_words(own, other, rarity) if tells(word, rarity))


def tells(word: str, rarity: Rarity) -> bool:
    """Whether this word tells something by itself."""
    return any(rarity(stem) >= TELLING for token in tokens(word) for stem in forms(token.word).stems)


def _trigrams(word: str) -> list[str]:
    edged = f"  {word} "
    return [edged[at : at + 3] for at in range(len(edged) - 2)]
