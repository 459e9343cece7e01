"""Which function of the program answers a kind of task. The kinds bear the names of the sets."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field

from vliegwiel.activity.audience import PUBLIC
from vliegwiel.matching import likeness, search
from vliegwiel.matching.directions import HELP, REUSE, SEARCH, Direction
from vliegwiel.matching.documents import Found
from vliegwiel.matching.texts import Texts

DEEP = 50
"""Documents answered for each query: more than are scored, so that leaving out the excluded ones costs nothing."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the program answers a query: documents by their number in the corpus, from 1, with their scores.

    `shown`: those good enough to show to someone who did not ask, where the kind knows such a decision.
    """

    ranking: Mapping[int, float]
    shown: Mapping[int, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Kind:
    """How tasks of one kind are answered, and as what their documents stand in the index."""

    answer: Callable[[str, Collection[int]], Answer]
    """From a text, and the documents that are left out, to what the program answers."""
    direction: Callable[[str], Direction]
    document: str


def searched(text: str, without: Collection[int]) -> Answer:
    """The search box."""
    return Answer(_scores(search.reader().search(text, [PUBLIC], DEEP)))


def alike(text: str, without: Collection[int]) -> Answer:
    """What looks like a text; shown is what looks like the same thing."""
    found = search.reader().similar("", text, [PUBLIC], DEEP, direction=likeness.direction_for(text))
    shown = likeness.judged(Texts(rest=text), None, without=without)
    return Answer(_scores(found), {one.document.pk: one.chance for one in shown if one.likeness in likeness.SURE})


def reusable(text: str, without: Collection[int]) -> Answer:
    """What of others can be used for a need."""
    return Answer(_scores(search.reader().similar("", text, [PUBLIC], DEEP, direction=REUSE)))


def helpful(text: str, without: Collection[int]) -> Answer:
    """Whose description of themselves fits."""
    return Answer(_scores(search.reader().similar("", text, [PUBLIC], DEEP, direction=HELP)))


def _scores(found: Found) -> dict[int, float]:
    return {hit.id: hit.score for hit in found}


TEXTS = {
    "zoeken": Kind(searched, lambda _text: SEARCH, "initiative"),
    "vergelijkbaar": Kind(alike, likeness.direction_for, "initiative"),
    "hergebruik": Kind(reusable, lambda _text: REUSE, "part"),
    "expertise": Kind(helpful, lambda _text: HELP, "person"),
}
"""Kinds whose documents are texts."""
PEOPLE = frozenset({"expertise", "meedoen"})
"""Kinds whose documents are people, with what they worked on as evidence."""
