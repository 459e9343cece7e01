"""The lexical search engine: what a viewer may find, ranked, in milliseconds.

Answers ids only. PostgreSQL has the last word on whether the viewer may still see them, and holds the texts.
"""

import logging
import os
import threading
from collections import Counter
from collections.abc import Collection, Mapping
from itertools import islice
from pathlib import Path

import tantivy
from tantivy import Query

from vliegwiel.matching.asked import LONGEST_QUESTION, Asked, ask, rarity
from vliegwiel.matching.directions import SEARCH, SIMILAR, Direction
from vliegwiel.matching.documents import Document, Found, Hit, Position, State
from vliegwiel.matching.folder import Busy, Damaged, IndexFolder, panics_named
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


class Reader:
    """Reads the serving generation of a folder; follows commits and swaps by itself. One per process, for all."""

    def __init__(self, folder: IndexFolder | Path | str) -> None:
        """An empty or absent folder is no error: nothing is found until there is something."""
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

        First come the documents that hold the words (every word of one or two, two thirds of more); where those are
        few, documents that only resemble the question follow. Takes any input; never raises on it.
        """
        view = self._view(tokens, kinds)
        if view is None or limit < 1:
            return Found()
        try:
            with panics_named():
                return _search(view, ask(words, view.searcher, direction), min(limit, MOST_HITS), direction)
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
        try:
            with panics_named():
                ranked = _resembling(view, stems, grams, min(limit, MOST_HITS), direction)
        except Damaged:
            log.exception("the search index cannot be read; it will be built anew")
            return Found()
        return Found(tuple(map(Hit, ranked.keys(), ranked.values())), 0, frozenset(counted))

    def rarity(self, stem: str) -> float:
        """How much a stem tells: BM25's weight, about 0 for a word in every text. Counts texts of every audience."""
        searcher = self._fresh()
        return rarity(searcher.doc_freq("stems", stem), searcher.num_docs) if searcher else 1.0

    def __len__(self) -> int:
        """The number of documents, of whatever audience."""
        searcher = self._fresh()
        return max(0, searcher.num_docs - 1) if searcher else 0

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


def _search(view: View, asked: Asked, limit: int, direction: Direction) -> Found:
    if asked.raw:
        return _found(view.top(_raw_query(view, asked), limit), asked.words)
    if not asked.groups:
        return Found()
    exact = view.top(_exact_query(view, asked, direction), limit)
    ranked = _ranked(view, exact, asked.grams, direction)
    resembling: dict[int, float] = {}
    if len(exact) < min(ENOUGH, limit):
        grams = dict.fromkeys(asked.grams, 1.0)
        close = _resembling(view, loose_terms(asked, direction), grams, MOST_RESEMBLING, direction)
        resembling = {one: score for one, score in close.items() if one not in exact}
    hits = list(map(Hit, ranked.keys(), ranked.values()))
    least = hits[-1].score if hits else 1.0
    hits += [Hit(one, min(score, least)) for one, score in resembling.items()]
    return Found(tuple(hits[:limit]), min(len(exact), limit), asked.words)


def _exact_query(view: View, asked: Asked, direction: Direction) -> Query:
    """The documents that hold the words: every one of one or two, two thirds of more."""
    each = [word_query(view, group, direction) for group in asked.groups]
    if len(each) <= 2:
        return all_of(each)
    return Query.boolean_query(
        [(tantivy.Occur.Should, one) for one in each], minimum_number_should_match=-(-2 * len(each) // 3)
    )


def _ranked(view: View, stems: dict[int, float], grams: Collection[str], direction: Direction) -> dict[int, float]:
    """The best by stems put in order of the sum of both halves; the rest behind them in the order of their stems."""
    pool = dict(islice(stems.items(), direction.pool))
    kept = rarest(view, "grams", dict.fromkeys(grams, 1.0), direction.most_grams)
    ranked = summed(stems, view.among(loose_query(view, "grams", kept), pool) if kept else {}, direction, pool)
    if len(stems) > len(pool):
        beyond = islice(stems.items(), len(pool), None)
        share = min(ranked.values()) / min(pool.values())
        ranked.update((one, share * score) for one, score in beyond)
    return ranked


def _resembling(
    view: View, stems: Mapping[str, float], grams: Mapping[str, float], limit: int, direction: Direction
) -> dict[int, float]:
    """The documents nearest in stems or grams, on the sum of both. Work is bounded by the direction's numbers."""
    by_stem, all_stems = _nearest(view, "stems", rarest(view, "stems", stems, direction.most_stems), direction)
    by_gram, all_grams = _nearest(view, "grams", rarest(view, "grams", grams, direction.most_grams), direction)
    pool = by_stem.keys() | by_gram.keys()
    best_stems = view.among(all_stems, pool) if all_stems else {}
    best_grams = view.among(all_grams, pool) if all_grams else {}
    return dict(islice(summed(best_stems, best_grams, direction, pool).items(), limit))


def _nearest(
    view: View, field: str, terms: dict[str, float], direction: Direction
) -> tuple[dict[int, float], Query | None]:
    """The best of one half by the terms that can be afforded, and the query with all terms, to rank them by."""
    if not terms:
        return {}, None
    cheap = affordable(view, field, terms, direction.postings)
    return view.top(loose_query(view, field, cheap), direction.pool), loose_query(view, field, terms)


def _raw_query(view: View, asked: Asked) -> Query:
    """Nothing but stop words: they are not indexed as stems, but may stand in a title; look among the words."""
    return any_of([Query.term_query(view.schema, "words", word, index_option="basic") for word in asked.raw])


def _found(scores: dict[int, float], words: frozenset[str]) -> Found:
    best = max(scores.values(), default=0.0) or 1.0
    hits = tuple(Hit(one, score / best) for one, score in scores.items())
    return Found(hits, len(hits), words)
