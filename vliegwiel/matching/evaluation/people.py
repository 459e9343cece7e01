"""Tasks about people: what they worked on stands in the index, and the program's own ranking of people answers."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from vliegwiel.activity.audience import PUBLIC
from vliegwiel.matching import search
from vliegwiel.matching.evidence import Key, Near, ranked
from vliegwiel.matching.experts import CARRIED, NEAREST

from .sets import Item, Query

DEEP = 50


class Told:
    """The evidence of a set: people, and the items that they worked on first (as one who leads) or along with others.

    The items must be the documents of the index, with 1, 2, … as their ids.
    """

    def __init__(self, people: Sequence[Item], items: Sequence[Item]) -> None:
        self._rarity = search.reader().rarities()
        self._names = [item.id for item in items]
        self._texts = {item.id: item.text for item in items}
        self._deeds: dict[Key, dict[Key, float]] = {}
        self._worked: dict[Key, dict[Key, float]] = defaultdict(dict)
        for person in people:
            weights = dict.fromkeys(person.along, 1.0) | dict.fromkeys(person.first, CARRIED)
            self._deeds[person.id] = {item: weight for item, weight in weights.items() if item in self._texts}
            for item, weight in self._deeds[person.id].items():
                self._worked[item][person.id] = weight

    def near(self, text: str) -> Near:
        found = search.reader().similar("", text, [PUBLIC], NEAREST, ["initiative"])
        words: dict[Key, float] = {self._names[hit.id - 1]: (hit.stems + hit.grams) / 2 for hit in found.hits}
        near = [hit for hit in found.hits if not math.isnan(hit.meaning)]
        meaning: dict[Key, float] = {self._names[hit.id - 1]: hit.meaning for hit in near}
        return Near(words, meaning)

    def worked(self, items: Collection[Key]) -> Mapping[Key, Mapping[Key, float]]:
        return {item: self._worked.get(item, {}) for item in items}

    def deeds(self, people: Collection[Key]) -> Mapping[Key, Mapping[Key, float]]:
        return {person: self._deeds[person] for person in people}

    def texts(self, items: Collection[Key]) -> Mapping[Key, str]:
        return {item: self._texts[str(item)] for item in items}

    def together(self, starter: Key) -> Mapping[Key, float]:
        counts: dict[Key, float] = defaultdict(float)
        for item in self._deeds.get(starter, {}):
            for person in self._worked[item]:
                counts[person] += 1.0
        counts.pop(starter, None)
        return counts

    def rarity(self, stem: str) -> float:
        return self._rarity(stem)


def answered(query: Query, told: Told) -> dict[str, float]:
    """People who know about this or, where someone begins it, who would join them."""
    found = ranked(query.text, told, starter=query.starter or None)
    return {str(one.key): one.score for one in found[:DEEP]}
