"""Looks like: what exists already with the same problem or the same solution, when it is likely enough to say so.

Candidates come from search; each is compared closely, piece with piece: title with title, problem with problem,
solution with solution, whole with whole. The best of these says which of the two is the same. Two things are said: that
it looks like the same thing (a calibrated chance), and, less loudly, that it stands out from everything else as about
the same subject, in other words perhaps.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

import numpy as np

from vliegwiel.activity.audience import Viewer, tokens_of
from vliegwiel.initiatives.journey import End
from vliegwiel.initiatives.models import Initiative
from vliegwiel.matching.calibration import TEXTS, TITLES, Calibration, Likeness, Measures
from vliegwiel.matching.directions import SIMILAR, TITLE, Direction
from vliegwiel.matching.meaning.compared import FEW, Compared
from vliegwiel.matching.meaning.embedder import Side
from vliegwiel.matching.meaning.shipped import shipped_register

from . import reasons, search
from .models import SearchDocument
from .resemblance import Features, features, is_enough, measured, telling_words
from .texts import PROBLEM, SOLUTION, Texts
from .words import every_word

MOST_SHOWN = 5
COMPARED = 20
"""Candidates that are compared closely."""
FEWEST_IN_PIECE = 6
"""Content words before a piece is compared by itself."""
NOTHING_SHARED = 0.15
"""Likeness by words below which a pair of titles, problems or solutions is not looked at further."""
FEWEST_SHARED = 2
"""Stems that both hold, unless meaning alone carries it."""
STANDS_OUT, STANDS_OUT_ALONE = 4.0, 5.0
"""Standard deviations above everything else: with some words in common, and without any."""
SOME_WORDS = 0.25
NEAR_QUESTION, QUESTION_STANDS_OUT = 0.868, 2.5
"""The same for a text up to 40 words, asked as a question: a cosine below which nothing has to do with it, and standard
deviations, fewer because a subject may stand in the register two hundred times."""
QUESTION_WORDS = 40
FEW_HAVE_IT, MOST_OF_THE_NAME = 4.0, 0.5
"""BM25's weight of a word that stands in fewer than two of a hundred texts, and how much of a title it has to carry."""


class Same(StrEnum):
    """What of the two is the same."""

    WHOLE = "whole"
    PROBLEM = "problem"
    SOLUTION = "solution"


@dataclass(frozen=True, slots=True)
class Pair:
    """One comparison of a text with a candidate."""

    same: Same
    calibration: Calibration
    measures: Measures

    @property
    def chance(self) -> float:
        return self.calibration.chance(self.measures)


@dataclass(frozen=True, slots=True)
class Judged:
    """A candidate that is good enough to show; `document` is its row in the search table."""

    document: SearchDocument
    likeness: Likeness
    same: Same
    chance: float
    shared: tuple[str, ...]
    """The words of both that tell most; empty when meaning alone carries it."""


@dataclass(frozen=True)
class Alike:
    """An initiative to show, with the reasons as sentences."""

    initiative: Initiative
    likeness: Likeness
    same: Same
    shared: tuple[str, ...]
    reasons: list[str] = field(default_factory=list)


def looks_like(
    texts: Texts, viewer: Viewer | None, *, without: Collection[int] = (), of: Initiative | None = None
) -> list[Alike]:
    """Initiatives with the same problem or the same solution, at most five, none when none is good enough.

    `without`: the initiatives with these ids are left out. `of`: the initiative that the texts are of, for the reasons.
    """
    found = judged(texts, viewer, without=[*without, *([of.pk] if of else [])])
    rows = Initiative.objects.visible_to(viewer).standing().exclude(end=End.MERGED).select_related("stage")
    kept = rows.in_bulk([one.document.target_id for one in found])
    seen = _one_of_each([one for one in found if one.document.target_id in kept])
    shown = [one for one, _more in seen][:MOST_SHOWN]
    facts = reasons.Facts.about([kept[one.document.target_id] for one in shown], of)
    return [
        Alike(
            thing := kept[one.document.target_id],
            one.likeness,
            one.same,
            one.shared,
            [reasons.of_words(one.shared), *facts.of(thing), *reasons.of_more(more)],
        )
        for one, more in seen[:MOST_SHOWN]
    ]


def _one_of_each(found: Sequence[Judged]) -> list[tuple[Judged, int]]:
    """The best of what has the same name, with how many more there are: a register holds the same tool many times."""
    by_name: dict[str, list[Judged]] = {}
    for one in found:
        by_name.setdefault(every_word(one.document.title), []).append(one)
    return [(same[0], len(same) - 1) for same in by_name.values()]


def judged(texts: Texts, viewer: Viewer | None, *, without: Collection[int] = ()) -> list[Judged]:
    """The candidates that are good enough, best first: what looks the same before what is about the same."""
    if not is_enough(texts.whole):
        return []
    ground = _Ground(texts, viewer)
    candidates = ground.candidates(without)
    pairs = _with_leads([list(ground.pairs(one)) for one in candidates])
    found = [ground.judge(one, mine) for one, mine in zip(candidates, pairs, strict=True)]
    return sorted((one for one in found if one), key=lambda one: (_ORDER[one.likeness], -one.chance, one.document.pk))


def direction_for(text: str) -> Direction:
    """How a text is held against others: as a question when it is as short as a title."""
    return TITLE if features(text).is_short else SIMILAR


SURE = frozenset({Likeness.NEARLY_SAME, Likeness.VERY_SIMILAR})
"""It looks like the same thing; the other is only about the same subject."""
_ORDER = {Likeness.NEARLY_SAME: 0, Likeness.VERY_SIMILAR: 1, Likeness.MAYBE_USEFUL: 2}


class _Ground:
    """One text held against what one viewer may see."""

    def __init__(self, texts: Texts, viewer: Viewer | None) -> None:
        self.texts, self.viewer = texts, viewer
        self.reader = search.reader()
        self.rarity = self.reader.rarities()
        self.tokens = tokens_of(viewer)
        self.whole = features(texts.whole)
        self.direction = direction_for(texts.whole)
        self.compared = self._compare(self.direction)
        self.asked = self.compared if self.whole.is_short else self._compare(TITLE)

    def candidates(self, without: Collection[int]) -> list[SearchDocument]:
        """What search finds for the whole, and for problem and solution by themselves: rows that the viewer may see."""
        asked = [(self.texts.title, self.texts.body)]
        pieces = (self.texts.problem, self.texts.solution)
        asked += [("", piece) for piece in pieces if 0 < len(piece) < len(self.texts.body)]
        ids: dict[int, None] = {}
        for title, text in asked:
            most = COMPARED + len(without)
            found = self.reader.similar(title, text, self.tokens, most, ["initiative"], direction=self.direction)
            ids.update(dict.fromkeys(found.ids))
        rows = SearchDocument.objects.visible_to(self.viewer).filter(deleted=False).exclude(target_id__in=without)
        seen = rows.in_bulk(list(ids))
        return [seen[one] for one in ids if one in seen]

    def pairs(self, row: SearchDocument) -> Iterator[Pair]:
        """Every comparison that can be made of this candidate."""
        own, other = self.texts, Texts.of_document(row)
        if own.title and own.body and is_enough(own.title):
            yield from self._titles(own.title, other.title)
        for same, mine, theirs, names in (
            (Same.PROBLEM, own.problem, other.problem, PROBLEM),
            (Same.SOLUTION, own.solution, other.solution, SOLUTION),
        ):
            if len(features(mine).words) >= FEWEST_IN_PIECE and theirs:
                yield from self._pieces(same, mine, theirs, row.pk, names)
        measures = measured(self.whole, features(other.whole), self.rarity)
        yield _pair(Same.WHOLE, self.whole, features(other.whole), self._near(measures, own.whole, row.pk, ("whole",)))
        if not own.body and other.body:
            yield from self._titles(own.title, other.title)

    def judge(self, row: SearchDocument, pairs: Sequence[Pair]) -> Judged | None:
        """The best comparison in words, or that it is about the same subject, or nothing."""
        best = max(pairs, key=lambda pair: pair.chance)
        other = Texts.of_document(row).whole
        likeness = best.calibration.word(best.chance)
        if likeness and len(self.whole.stems & features(other).stems) >= FEWEST_SHARED and not self._is_a_guess(best):
            return Judged(row, likeness, best.same, best.chance, telling_words(self.texts.whole, other, self.rarity))
        if self._stands_out(row.pk, max(pair.measures.by_words for pair in pairs)) or self._bears_the_name(row.title):
            named_so = bool(self.texts.title) and features(self.texts.title).stems == features(row.title).stems
            likeness = Likeness.VERY_SIMILAR if named_so else Likeness.MAYBE_USEFUL
            shared = telling_words(self.texts.whole, other, self.rarity)
            return Judged(row, likeness, self._nearest(pairs), best.chance, shared)
        return None

    def _is_a_guess(self, pair: Pair) -> bool:
        """In a handful of texts no word is rare and nothing stands out: only what is nearly the same is said."""
        return len(self.reader) < FEW and pair.chance < pair.calibration.same

    def _stands_out(self, document: int, by_words: float) -> bool:
        """Whether it is nearer in meaning than anything could be by chance."""
        if self.compared is None:
            return False
        if len(self.whole.words) <= QUESTION_WORDS:
            near, above = self._as_a_question(document)
            if near >= NEAR_QUESTION and above >= QUESTION_STANDS_OUT:
                return True
        if self.whole.is_short or len(self.compared) < FEW:
            return False
        _, above = _standing(self.compared, document)
        return above >= STANDS_OUT_ALONE or (above >= STANDS_OUT and by_words >= SOME_WORDS)

    def _as_a_question(self, document: int) -> tuple[float, float]:
        """How near it is to the text as a question, and how far above everything else. A handful of texts is no
        everything: then the register that comes with the program is, for a text as short as a title."""
        if self.asked is None or len(self.asked) >= FEW:
            return _standing(self.asked, document)
        vector, register = self._vector(self.texts.whole, "query"), shipped_register(self.reader.asking.model)
        near = self.asked.of([document]).get(document, -1.0)
        if vector is None or not len(register) or not self.whole.is_short:
            return near, -1.0
        others = register @ vector
        return near, float((near - others.mean()) / others.std())

    def _bears_the_name(self, title: str) -> bool:
        """Whether a short text holds most of what a title tells, with a word that few texts have: as its writer would
        find by leafing through the titles."""
        if len(self.whole.words) > QUESTION_WORDS:
            return False
        name = {stem: self.rarity(stem) for stem in features(title).stems}
        held = [weight for stem, weight in name.items() if stem in self.whole.stems]
        return bool(held) and max(held) >= FEW_HAVE_IT and sum(held) >= MOST_OF_THE_NAME * sum(name.values())

    def _nearest(self, pairs: Sequence[Pair]) -> Same:
        known = [pair for pair in pairs if pair.same is not Same.WHOLE and not math.isnan(pair.measures.meaning)]
        return max(known, key=lambda pair: pair.measures.meaning).same if known else Same.WHOLE

    def _compare(self, direction: Direction) -> Compared | None:
        if self.reader.asking is None:
            return None
        return self.reader.asking.compare(self.texts.whole, self.tokens, ["initiative"], direction)

    def _titles(self, own: str, other: str) -> Iterator[Pair]:
        measures = measured(features(own), features(other), self.rarity)
        if measures.by_words > NOTHING_SHARED:
            near = self._cosine(self._vector(own, "query"), [self._vector(other, "passage")])
            yield Pair(Same.WHOLE, TITLES, replace(measures, meaning=near))

    def _pieces(self, same: Same, own: str, other: str, document: int, names: Collection[str]) -> Iterator[Pair]:
        measures = measured(features(own), features(other), self.rarity)
        if measures.by_words > NOTHING_SHARED:
            yield _pair(same, features(own), features(other), self._near(measures, own, document, names))

    def _near(self, measures: Measures, own: str, document: int, names: Collection[str]) -> Measures:
        """With the cosine to the nearest passage of these names; the whole stands for a text of a single passage."""
        if self.reader.asking is None:
            return measures
        kept = self.reader.asking.matrix.pieces(document)
        chosen = [one.vector for one in kept if one.name in names] or [one.vector for one in kept[:1]]
        side: Side = "query" if features(own).is_short else "passage"
        return replace(measures, meaning=self._cosine(self._vector(own, side), chosen))

    def _vector(self, text: str, side: Side) -> np.ndarray | None:
        return self.reader.asking.vector(text, side) if self.reader.asking else None

    @staticmethod
    def _cosine(own: np.ndarray | None, others: Sequence[np.ndarray | None]) -> float:
        known = [float(own @ one) for one in others if own is not None and one is not None]
        return max(known, default=math.nan)


def _standing(compared: Compared | None, document: int) -> tuple[float, float]:
    """How near a document is in meaning, and how many standard deviations that lies above everything else."""
    if compared is None:
        return -1.0, -1.0
    near = compared.of([document]).get(document, -1.0)
    return near, (near - compared.middle) / (compared.spread or 1.0)


def _pair(same: Same, own: Features, other: Features, measures: Measures) -> Pair:
    return Pair(same, TITLES if own.is_short or other.is_short else TEXTS, measures)


def _with_leads(candidates: list[list[Pair]]) -> list[list[Pair]]:
    """The same pairs with how far each lies above the same comparison of the other candidates."""
    best: dict[Same, list[float]] = {}
    for pairs in candidates:
        for same in {pair.same for pair in pairs}:
            best.setdefault(same, []).append(max(pair.measures.by_words for pair in pairs if pair.same is same))
    ordered = {same: [*sorted(values, reverse=True), 0.0] for same, values in best.items()}

    def led(pair: Pair) -> Pair:
        first, second = ordered[pair.same][:2]
        own = pair.measures.by_words
        lead = own - second if own == first else 0.0
        return replace(pair, measures=replace(pair.measures, lead=min(max(lead, 0.0), 0.3)))

    return [[led(pair) for pair in pairs] for pairs in candidates]
