"""Who knows about this: people ranked on what they did, beside what they say of themselves.

Four halves, as experts are found in the literature (Balog and others, 2012): the texts of all that someone worked on as
one profile; the votes of the nearest earlier items, by their words and by their meaning, for those who worked on them;
and what someone says of themselves. For who would join, what people did together before counts as well, and most.

Nothing here knows the database: `Ground` is where the evidence comes from, the product's own or an evaluation's.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, NamedTuple, Protocol

from vliegwiel.matching.words import content_words, forms

Key = Any
"""What stands for a person or an item: whatever the ground uses that can be a key."""
Worked = Mapping[Key, Mapping[Key, float]]
"""Item → person → weight: 2 for who carried it, 1 for who had a part in it."""
LONGEST_PROFILE_TEXT = 4_000


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each half counts, and the shape of the votes. Set on the developers' half of public data."""

    profile: float = 0.4
    words: float = 0.3
    meaning: float = 0.3
    said: float = 0.4
    together: float = 0.55
    """Of the sum, when there is someone with whom they did things together before."""
    alike: float = 50.0
    """How much more something counts that both did together when it is the very nearest to the text."""
    voters: int = 100
    """The nearest items that vote."""
    size_power: float = 0.3
    """Votes are divided by how many things someone did, to this power: who joins everything knows not everything."""
    temperature: float = 0.02
    """Of the votes by meaning: cosines lie close together."""


EXPERTS = Weights()
SATURATION, LENGTH = 1.2, 0.75
"""BM25's k1 and b."""


@dataclass(frozen=True, slots=True)
class Near:
    """What resembles a text: earlier items by their words (any scale, 0 is nothing) and by meaning (cosine), and people
    by what they say of themselves (0 to 1). A half that is not there is empty, and counts for nothing."""

    words: Mapping[Key, float] = field(default_factory=dict)
    meaning: Mapping[Key, float] = field(default_factory=dict)
    said: Mapping[Key, float] = field(default_factory=dict)


class Ground(Protocol):
    """Where the evidence comes from, under the eyes of one viewer."""

    def near(self, text: str) -> Near:
        """The earlier items and the people that resemble this text."""

    def worked(self, items: Collection[Key]) -> Worked:
        """Who worked on these items, and with what weight."""

    def deeds(self, people: Collection[Key]) -> Mapping[Key, Mapping[Key, float]]:
        """Person → item → weight: everything that they did."""

    def texts(self, items: Collection[Key]) -> Mapping[Key, str]:
        """What these items are about."""

    def rarity(self, stem: str) -> float:
        """How much a stem tells."""


class Ranked(NamedTuple):
    """Someone, how likely, and the items that say so, most telling first."""

    key: Key
    score: float
    because: tuple[Key, ...] = ()


def ranked(
    text: str,
    ground: Ground,
    *,
    starter: Key | None = None,
    among: Collection[Key] | None = None,
    weights: Weights = EXPERTS,
    most: int = 200,
) -> list[Ranked]:
    """People who know about this text, best first; with `starter` those who would join that one.

    `among`: only these, and all of them are looked at. Otherwise `most` are, those with the most votes.
    """
    near = ground.near(text)
    by_words, by_meaning = _best(near.words, weights.voters), _best(near.meaning, weights.voters)
    voters = list(dict.fromkeys([*by_words, *by_meaning]))
    mine = ground.deeds([starter]).get(starter, {}) if starter is not None else {}
    all_worked = ground.worked(list(dict.fromkeys([*voters, *mine])))
    worked = {item: all_worked[item] for item in voters if item in all_worked}
    together = _together(starter, {item: all_worked[item] for item in mine if item in all_worked}, near, weights)
    first = _first_sight(near, worked, together)
    pool = [key for key in first if key != starter and (among is None or key in among)][:most]
    pool = list(dict.fromkeys([*pool, *sorted(among or (), key=str)]))
    deeds = ground.deeds(pool)
    sizes = {key: max(1, len(deeds.get(key, {}))) for key in pool}
    content = _sum(
        [
            (weights.profile, profiles(text, pool, deeds, ground)),
            (weights.words, _votes(by_words, near.words, worked, sizes, weights)),
            (weights.meaning, _votes(by_meaning, _warm(near, weights), worked, sizes, weights)),
            (weights.said, near.said),
        ],
        pool,
    )
    if together:
        content = _sum([(1 - weights.together, content), (weights.together, together)], pool)
    telling = _telling(voters, near, worked)
    order = sorted((key for key in pool if content[key] > 0), key=lambda key: (-content[key], str(key)))
    return [Ranked(key, content[key], telling.get(key, ())) for key in order]


def _together(starter: Key, worked: Worked, near: Near, weights: Weights) -> dict[Key, float]:
    """With whom this one worked before on these: each thing counts, one that resembles the text counts more. The root,
    because the tenth thing together says less than the first."""
    words, meaning = _spread(near.words), _warm(near, weights)
    counts: dict[Key, float] = defaultdict(float)
    for item, people in worked.items():
        likeness = (words.get(item, 0.0) + meaning.get(item, 0.0)) / 2
        for person in people:
            counts[person] += 1 + weights.alike * likeness
    counts.pop(starter, None)
    return {person: math.sqrt(count) for person, count in counts.items()}


def profiles(text: str, people: Collection[Key], deeds: Mapping[Key, Mapping[Key, float]], ground: Ground) -> dict:
    """BM25 of the text against all that each worked on, read as one text."""
    asked = counted(text)
    texts = ground.texts({item for person in people for item in deeds.get(person, {})})
    lengths: dict[Key, float] = {}
    found: dict[Key, dict[str, float]] = {}
    for person in people:
        terms: dict[str, float] = defaultdict(float)
        length = 0.0
        for item, weight in deeds.get(person, {}).items():
            counts = counted(texts.get(item, ""))
            length += weight * sum(counts.values())
            for stem in asked.keys() & counts.keys():
                terms[stem] += weight * counts[stem]
        if terms:
            found[person], lengths[person] = terms, length
    average = sum(lengths.values()) / len(lengths) if lengths else 1.0
    rarity = {stem: ground.rarity(stem) for terms in found.values() for stem in terms}
    return {
        person: sum(
            asked[stem] * rarity[stem] * _saturated(times, lengths[person] / average) for stem, times in terms.items()
        )
        for person, terms in found.items()
    }


def _saturated(times: float, length: float) -> float:
    return times * (SATURATION + 1) / (times + SATURATION * (1 - LENGTH + LENGTH * length))


@lru_cache(maxsize=10_000)
def counted(text: str) -> Counter[str]:
    """How often each stem and part of a compound stands in a text. Do not change the answer: it is kept."""
    counts: Counter[str] = Counter()
    for word in content_words(text[:LONGEST_PROFILE_TEXT]):
        counts.update(forms(word).stems)
    return counts


def _best(scores: Mapping[Key, float], most: int) -> list[Key]:
    return sorted(scores, key=lambda key: (-scores[key], str(key)))[:most]


def _warm(near: Near, weights: Weights) -> dict[Key, float]:
    """Cosines as votes: the nearest has one vote, others less, quickly."""
    top = max(near.meaning.values(), default=0.0)
    return {key: math.exp((cosine - top) / weights.temperature) for key, cosine in near.meaning.items()}


def _votes(
    voters: Sequence[Key], scores: Mapping[Key, float], worked: Worked, sizes: Mapping[Key, float], weights: Weights
) -> dict[Key, float]:
    votes: dict[Key, float] = defaultdict(float)
    for item in voters:
        for person, weight in worked.get(item, {}).items():
            votes[person] += scores[item] * weight
    return {key: value / sizes.get(key, 1.0) ** weights.size_power for key, value in votes.items()}


def _first_sight(near: Near, worked: Worked, together: Mapping[Key, float]) -> list[Key]:
    """Everyone with a vote, a word of their own or a shared past: those with most first."""
    halves = [near.said, together]
    for spread in (_spread(near.words), _warm(near, EXPERTS)):
        votes: dict[Key, float] = defaultdict(float)
        for item, people in worked.items():
            for person in people:
                votes[person] += spread.get(item, 0.0)
        halves.append(votes)
    total = _sum([(1.0, half) for half in halves], {key for half in halves for key in half})
    return sorted(total, key=lambda key: (-total[key], str(key)))


def _telling(voters: Sequence[Key], near: Near, worked: Worked) -> dict[Key, tuple[Key, ...]]:
    """Per person the items that resemble the text most, by either half."""
    words, meaning = _spread(near.words), _warm(near, EXPERTS)
    worth = {item: words.get(item, 0.0) + meaning.get(item, 0.0) for item in voters}
    found: dict[Key, list[Key]] = defaultdict(list)
    for item in sorted(worth, key=lambda item: (-worth[item], str(item))):
        for person in worked.get(item, {}):
            found[person].append(item)
    return {person: tuple(items) for person, items in found.items()}


def _spread(scores: Mapping[Key, float]) -> dict[Key, float]:
    """As a share of the best."""
    best = max(scores.values(), default=0.0)
    return {key: value / best for key, value in scores.items()} if best > 0 else {}


def _sum(halves: Collection[tuple[float, Mapping[Key, float]]], keys: Collection[Key]) -> dict[Key, float]:
    """The weighted sum of halves, each divided by its best."""
    total = dict.fromkeys(keys, 0.0)
    for weight, half in halves:
        best = max((half.get(key, 0.0) for key in keys), default=0.0) or 1.0
        for key in keys:
            total[key] += weight * half.get(key, 0.0) / best
    return total
