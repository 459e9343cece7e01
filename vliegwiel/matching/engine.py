"""The search engine: what a viewer may find by words and by meaning, ranked, in milliseconds.

Answers ids only. PostgreSQL has the last word on whether the viewer may still see them, and holds the texts.
"""

import logging
import os
import threading
from collections import Counter
from collections.abc import Callable, Collection, Mapping
from functools import cache
from itertools import islice
from pathlib import Path

import tantivy
from tantivy import Query

from vliegwiel.matching.asked import LONGEST_QUESTION, Asked, ask, rarity
from vliegwiel.matching.directions import SEARCH, SIMILAR, Direction
from vliegwiel.matching.documents import Document, Found, Hit, Position, State
from vliegwiel.matching.floor import floor, says_something
from vliegwiel.matching.folder import Busy, Damaged, IndexFolder, panics_named
from vliegwiel.matching.meaning.asking import Asking
from vliegwiel.matching.meaning.compared import Compared
from vliegwiel.matching.meaning.matrix import Matrix
from vliegwiel.matching.meaning.none import NoModel
from vliegwiel.matching.ranking import (
    View,
    affordable,
    all_of,
    any_of,
    loose_query,
    loose_terms,
    rarest,
    summed,
    visible_to,
    word_query,
)
from vliegwiel.matching.words import content_words, forms
from vliegwiel.matching.writer import Writer

__all__ = ["Busy", "Document", "Found", "Hit", "IndexFolder", "Position", "Reader", "State", "Writer"]

log = logging.getLogger(__name__)

MOST_HITS = 10_000
LONGEST_EXAMPLE = 20_000
# With fewer documents than this that hold the words, those that resemble them come after.
ENOUGH = 10
MOST_RESEMBLING = 100
MOST_MEANT = 20
"""Documents without the words that are answered because they mean the same."""
NEARLY = 0.025
"""So much less near in meaning may be what ranks among the first ten beside answers."""


class Reader:
    """Reads the serving generation of a folder; follows commits and swaps by itself. One per process, for all."""

    def __init__(self, folder: IndexFolder | Path | str, asking: Asking | None = None) -> None:
        """An empty or absent folder is no error: nothing is found until there is something. `asking`: what knows
        meanings; without it only words count."""
        self.asking = asking or Asking(NoModel, Matrix(NoModel.dimension))
        self._folder = folder if isinstance(folder, IndexFolder) else IndexFolder(folder)
        self._lock = threading.Lock()
        self._signature: tuple[str, int, int] | None = None
        self._unopened: tuple[str, int, int] | None = None
        self._index: tantivy.Index | None = None
        self._searcher: tantivy.Searcher | None = None

    def search(
        self,
        words: str,
        tokens: Collection[str],
        limit: int = MOST_HITS,
        kinds: Collection[str] | None = None,
        *,
        direction: Direction = SEARCH,
    ) -> Found:
        """Return what fits these words among what holders of `tokens` may see, best first.

        First come the documents that hold the words (every word of one or two, two thirds of more) or mean the same;
        where those are few, documents that only resemble the question follow. Takes any input; never raises on it.
        """
        view = self._view(tokens, kinds)
        if view is None or limit < 1:
            return Found()
        try:
            with panics_named():
                asked = ask(words, view.searcher, direction)
                compared = self._compared(words[:LONGEST_QUESTION], tokens, kinds, direction) if asked.groups else None
                near_enough = floor(compared, self.asking.model) if compared else 1.0
                most = min(limit, MOST_HITS)
                return _search(view, asked, most, direction=direction, compared=compared, near_enough=near_enough)
        except Damaged:
            log.exception("the search index cannot be read; it will be built anew")
            return Found()

    def similar(
        self,
        title: str,
        text: str,
        tokens: Collection[str],
        limit: int = 10,
        kinds: Collection[str] | None = None,
        *,
        direction: Direction = SIMILAR,
    ) -> Found:
        """Return what resembles this title and text, best first. All hits resemble, so `exact` is 0."""
        view = self._view(tokens, kinds)
        if view is None or limit < 1:
            return Found()
        counted = Counter(content_words(f"{title[:LONGEST_QUESTION]}\n{text[:LONGEST_EXAMPLE]}"))
        stems: Counter[str] = Counter()
        grams: Counter[str] = Counter()
        for word, count in counted.items():
            stems.update({stem: count for stem in forms(word).stems})
            grams.update({gram: count for gram in forms(word).grams})
        compared = self._compared(f"{title}\n{text}", tokens, kinds, direction) if counted else None
        try:
            with panics_named():
                ranked = _resembling(view, stems, grams, min(limit, MOST_HITS), direction=direction, compared=compared)
        except Damaged:
            log.exception("the search index cannot be read; it will be built anew")
            return Found()
        return Found(tuple(ranked), 0, frozenset(counted))

    @property
    def problem(self) -> str:
        """Why meaning is left out, in a sentence; empty when it is not."""
        return self.asking.problem

    def rarities(self) -> Callable[[str], float]:
        """How much a stem tells: BM25's weight, about 0 for a word in every text. Counts texts of every audience.

        In the state of this moment, each stem looked up once.
        """
        searcher = self._fresh()

        @cache
        def weight(stem: str) -> float:
            return rarity(searcher.doc_freq("stems", stem), searcher.num_docs) if searcher else 1.0

        return weight

    def __len__(self) -> int:
        """The number of documents, of whatever audience."""
        searcher = self._fresh()
        return max(0, searcher.num_docs - 1) if searcher else 0

    def _compared(
        self, text: str, tokens: Collection[str], kinds: Collection[str] | None, direction: Direction
    ) -> Compared | None:
        if not direction.meaning:
            return None
        return self.asking.compare(text, tokens, kinds, direction)

    def _view(self, tokens: Collection[str], kinds: Collection[str] | None) -> View | None:
        searcher, index = self._fresh(), self._index
        if searcher is None or index is None or not tokens or (kinds is not None and not kinds):
            return None
        return View(searcher, index.schema, visible_to(index.schema, tokens, kinds))

    def _fresh(self) -> tantivy.Searcher | None:
        """The searcher of the latest commit. Looks at two directory entries, opens only what changed."""
        with self._lock:
            generation = self._folder.serving()
            signature = _signature(generation)
            if generation is None or signature is None:
                return self._searcher
            if signature != self._signature:
                self._open(generation, signature)
            return self._searcher

    def _open(self, generation: Path, signature: tuple[str, int, int]) -> None:
        """Open or reload; keep serving the state before when files change under our hands."""
        try:
            with panics_named():
                self._reopen(generation, signature)
        except (ValueError, OSError, Damaged):
            if self._unopened != signature:
                log.exception("the search index in %s cannot be opened", generation)
            self._unopened = signature

    def _reopen(self, generation: Path, signature: tuple[str, int, int]) -> None:
        index = self._index
        if index is None or self._signature is None or self._signature[0] != signature[0]:
            index = tantivy.Index.open(str(generation))
            index.config_reader(reload_policy="manual")
        index.reload()
        self._index, self._searcher, self._signature = index, index.searcher(), signature


def _signature(generation: Path | None) -> tuple[str, int, int] | None:
    if generation is None:
        return None
    try:
        seen = os.stat(generation / "meta.json")
    except OSError:
        return None
    return str(generation), seen.st_mtime_ns, seen.st_ino


def _search(
    view: View, asked: Asked, limit: int, *, direction: Direction, compared: Compared | None, near_enough: float
) -> Found:
    """`near_enough`: how near a document must be to be an answer without holding the words."""
    if asked.raw:
        return _found(view.top(_raw_query(view, asked), limit), asked.words)
    if not asked.groups:
        return Found()
    exact = view.top(_exact_query(view, asked, direction), limit)
    near = compared.best(direction.meant) if compared else {}
    may_mean = not (asked.is_code and exact)  # nothing else will do for what holds the code
    others = {one: near[one] for one in near if one not in exact}
    meant = _meant(view, asked, others, near_enough) if may_mean else set()
    close = _close(view, asked, direction) if len(exact) + len(meant) < min(ENOUGH, limit) else []
    pool = dict.fromkeys([*islice(exact, direction.pool), *near, *close])
    ranked = _ranked(view, asked, exact, pool, direction=direction, compared=compared)
    # what ranks among the first beside answers is one as well, unless it is about something else
    if may_mean and (exact or meant):
        meant |= {hit.id for hit in ranked[:ENOUGH] if hit.meaning >= near_enough - NEARLY}
    fits = [hit for hit in ranked if hit.id in exact or hit.id in meant][:limit]
    beyond = tuple(islice(exact, direction.pool, direction.pool + limit - len(fits)))  # in the order of their stems
    least = fits[-1].score if fits else 1.0
    rest = [] if beyond else [hit for hit in ranked if hit.id not in exact and hit.id not in meant][:MOST_RESEMBLING]
    hits = [*fits, *(hit._replace(score=min(hit.score, least)) for hit in rest)][:limit]
    return Found(tuple(hits), len(fits) + len(beyond), asked.words, beyond)


def _meant(view: View, asked: Asked, near: Mapping[int, float], near_enough: float) -> set[int]:
    """The documents near enough in meaning to be an answer without holding the words, as many as are useful."""
    if not says_something(asked, lambda word: view.frequency("words", word) > 0):
        return set()
    return set([one for one, nearness in near.items() if nearness >= near_enough][:MOST_MEANT])


def _close(view: View, asked: Asked, direction: Direction) -> list[int]:
    """The documents that resemble the question in stems or grams, as far as the terms that are cheap to look up say."""
    grams = dict.fromkeys(asked.grams, 1.0)
    stem_terms = _scored(view, "stems", loose_terms(asked, direction), direction.most_stems, direction)
    gram_terms = _scored(view, "grams", grams, direction.most_grams, direction)
    by_stem = _nearest(view, "stems", stem_terms, direction)
    by_gram = _nearest(view, "grams", gram_terms, direction)
    both = summed(by_stem, by_gram, dict.fromkeys([*by_stem, *by_gram]), direction)
    return [hit.id for hit in both[:MOST_RESEMBLING]]


def _exact_query(view: View, asked: Asked, direction: Direction) -> Query:
    """The documents that hold the words: every one of one or two, two thirds of more."""
    each = [word_query(view, group, direction) for group in asked.groups]
    if len(each) <= 2:
        return all_of(each)
    return Query.boolean_query(
        [(tantivy.Occur.Should, one) for one in each], minimum_number_should_match=-(-2 * len(each) // 3)
    )


def _ranked(
    view: View,
    asked: Asked,
    exact: Mapping[int, float],
    pool: Collection[int],
    *,
    direction: Direction,
    compared: Compared | None,
) -> list[Hit]:
    """The pool on the sum of all halves. Documents that hold the words have their stems' score already."""
    others = [one for one in pool if one not in exact]
    terms = _scored(view, "stems", loose_terms(asked, direction), direction.most_stems, direction) if others else {}
    stems = _scores_of(view, "stems", terms, others)
    stems.update((one, exact[one]) for one in pool if one in exact)
    kept = _scored(view, "grams", dict.fromkeys(asked.grams, 1.0), direction.most_grams, direction)
    grams = _scores_of(view, "grams", kept, pool)
    return summed(stems, grams, pool, direction, compared)


def _resembling(
    view: View,
    stems: Mapping[str, float],
    grams: Mapping[str, float],
    limit: int,
    *,
    direction: Direction,
    compared: Compared | None = None,
) -> list[Hit]:
    """The documents nearest in stems, grams or meaning, on the sum of all. The direction's numbers bound the work."""
    stem_terms = _scored(view, "stems", stems, direction.most_stems, direction)
    gram_terms = _scored(view, "grams", grams, direction.most_grams, direction)
    by_stem = _nearest(view, "stems", stem_terms, direction)
    by_gram = _nearest(view, "grams", gram_terms, direction)
    near = compared.best(direction.meant) if compared else {}
    pool = dict.fromkeys([*by_stem, *by_gram, *near])
    best_stems = _scores_of(view, "stems", stem_terms, pool)
    best_grams = _scores_of(view, "grams", gram_terms, pool)
    return summed(best_stems, best_grams, pool, direction, compared)[:limit]


def _scored(view: View, field: str, terms: Mapping[str, float], most: int, direction: Direction) -> dict[str, float]:
    """The terms that count: those that tell most, and of those among very many texts no more than can be read."""
    return affordable(view, field, rarest(view, field, terms, most), direction.scored)


def _scores_of(view: View, field: str, terms: Mapping[str, float], ids: Collection[int]) -> dict[int, float]:
    """What these terms say of these documents."""
    return view.among(loose_query(view, field, terms), ids) if terms else {}


def _nearest(view: View, field: str, terms: Mapping[str, float], direction: Direction) -> dict[int, float]:
    """The best of one half by those of its terms that can be afforded to look up."""
    cheap = affordable(view, field, terms, direction.postings)
    return view.top(loose_query(view, field, cheap), direction.pool) if cheap else {}


def _raw_query(view: View, asked: Asked) -> Query:
    """Nothing but stop words: they are not indexed as stems, but may stand in a title; look among the words."""
    return any_of([Query.term_query(view.schema, "words", word, index_option="basic") for word in asked.raw])


def _found(scores: dict[int, float], words: frozenset[str]) -> Found:
    best = max(scores.values(), default=0.0) or 1.0
    hits = tuple(Hit(one, score / best) for one, score in scores.items())
    return Found(hits, len(hits), words)
