"""Queries of the search library for what is asked, and the sum of the two halves.

A half is BM25 over all that the viewer may see, divided by its best score in this answer (its least score is 0: a document
without any of the terms). What the viewer may not see takes no part: not in the answer and not in that best score.
"""

from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

import tantivy
from tantivy import Occur, Query

from vliegwiel.matching.asked import Asked, Group, rarity
from vliegwiel.matching.directions import Direction


class View(NamedTuple):
    """One state of the index as one viewer sees it."""

    searcher: tantivy.Searcher
    schema: tantivy.Schema
    visible: Query

    def top(self, query: Query, limit: int) -> dict[int, float]:
        """The best `limit` visible documents: id to score, best first."""
        asked = Query.boolean_query([(Occur.Must, query), (Occur.Must, self.visible)])
        hits = self.searcher.search(asked, limit, count=False).hits
        ids = self.searcher.fast_field_values("id", [address for _, address in hits])
        return {int(one): score for one, (score, _) in zip(ids, hits, strict=True)}

    def among(self, query: Query, ids: Collection[int]) -> dict[int, float]:
        """The scores of these documents, which are known to be visible; those that do not match are absent."""
        if not ids:
            return {}
        these = Query.const_score_query(Query.term_set_query(self.schema, "id", list(ids)), 0.0)
        asked = Query.boolean_query([(Occur.Must, query), (Occur.Must, these)])
        hits = self.searcher.search(asked, len(ids), count=False).hits
        found = self.searcher.fast_field_values("id", [address for _, address in hits])
        return {int(one): score for one, (score, _) in zip(found, hits, strict=True)}

    def count(self, field: str, term: str) -> int:
        """In how many documents a term stands."""
        return self.searcher.doc_freq(field, term)


def visible_to(schema: tantivy.Schema, audience: Collection[str], kinds: Collection[str] | None) -> Query:
    """The documents with one of these audience tokens, of one of these kinds; adds nothing to the score."""
    seen = Query.const_score_query(Query.term_set_query(schema, "audience", list(audience)), 0.0)
    if kinds is None:
        return seen
    sort = Query.const_score_query(Query.term_set_query(schema, "kind", list(kinds)), 0.0)
    return Query.boolean_query([(Occur.Must, seen), (Occur.Must, sort)])


def word_query(view: View, group: Group, direction: Direction) -> Query:
    """One word: its best form, in text and title, plus the parts of a compound when all are there."""
    forms = [_weighted(view, stem, weight, direction) for stem, weight in group.either]
    either = forms[0] if len(forms) == 1 else Query.disjunction_max_query(forms)
    if not group.together:
        return either
    parts = [_weighted(view, part, direction.parts, direction) for part in group.together]
    return any_of([either, Query.boolean_query([(Occur.Must, part) for part in parts])])


def loose_query(view: View, terms: Mapping[str, float], direction: Direction) -> Query:
    """Any of these stems, each with its weight, in text and title."""
    clauses = [_term(view, "stems", term, weight) for term, weight in terms.items()]
    clauses += [_term(view, "title", term, weight * direction.title) for term, weight in terms.items()]
    return any_of(clauses)


def gram_query(view: View, grams: Iterable[str]) -> Query:
    """Any of these grams."""
    return any_of([_term(view, "grams", gram, 1.0) for gram in grams])


def any_of(queries: list[Query]) -> Query:
    """At least one of these."""
    return Query.boolean_query([(Occur.Should, query) for query in queries])


def all_of(queries: list[Query]) -> Query:
    """Every one of these."""
    return Query.boolean_query([(Occur.Must, query) for query in queries])


def loose_terms(asked: Asked, direction: Direction) -> dict[str, float]:
    """All stems of a question with their weights; a stem that several words share counts for its best."""
    weights: dict[str, float] = {}
    for group in asked.groups:
        for term, weight in (*group.either, *((part, direction.parts) for part in group.together)):
            weights[term] = max(weight, weights.get(term, 0.0))
    return weights


def rarest(view: View, field: str, terms: Mapping[str, float], most: int) -> dict[str, float]:
    """The `most` terms that tell most: weight times rarity; terms that stand nowhere are left out."""
    documents = view.searcher.num_docs
    worth = {
        term: weight * rarity(count, documents) for term, weight in terms.items() if (count := view.count(field, term))
    }
    return {term: terms[term] for term in sorted(worth, key=lambda term: -worth[term])[:most]}


def affordable(view: View, grams: Iterable[str], postings: int) -> list[str]:
    """The rarest grams whose posting lists are together no longer than `postings`, one at least."""
    counts = sorted((view.count("grams", gram), gram) for gram in grams)
    chosen: list[str] = []
    for count, gram in counts:
        postings -= count
        if chosen and postings < 0:
            break
        chosen.append(gram)
    return chosen


def summed(
    stems: Mapping[int, float], grams: Mapping[int, float], direction: Direction, ids: Iterable[int]
) -> dict[int, float]:
    """The weighted sum of both halves for these ids, best first; ties by id."""
    best_stem, best_gram = max(stems.values(), default=0.0) or 1.0, max(grams.values(), default=0.0) or 1.0
    total = {
        one: direction.stems * stems.get(one, 0.0) / best_stem + direction.grams * grams.get(one, 0.0) / best_gram
        for one in ids
    }
    return dict(sorted(total.items(), key=lambda pair: (-pair[1], pair[0])))


def _weighted(view: View, stem: str, weight: float, direction: Direction) -> Query:
    return any_of([_term(view, "stems", stem, weight), _term(view, "title", stem, weight * direction.title)])


def _term(view: View, field: str, term: str, weight: float) -> Query:
    query = Query.term_query(view.schema, field, term, index_option="freq")
    return query if weight == 1.0 else Query.boost_query(query, weight)
