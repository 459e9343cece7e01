"""Queries of the search library for what is asked, and the sum of stems, grams and meaning.

Stems and grams are BM25 over all that the viewer may see, divided by the best score in this answer (the least is 0: a
document without any of the terms); meaning lies between the least and the most near document that the viewer may see.
What the viewer may not see is neither in the answer nor in these bests; only the rarity of a term is counted over all
documents.
"""

import math
from collections.abc import Collection, Iterable, Mapping
from typing import Any, NamedTuple

import tantivy
from tantivy import Occur, Query

from vliegwiel.matching.asked import Asked, Group, rarity
from vliegwiel.matching.directions import Direction
from vliegwiel.matching.documents import Hit
from vliegwiel.matching.meaning.compared import Compared

SHORT_ANSWER = 100
FEW_TOKENS = 12


class View(NamedTuple):
    """One state of the index as one viewer sees it."""

    searcher: tantivy.Searcher
    schema: tantivy.Schema
    visible: Query

    def top(self, query: Query, limit: int) -> dict[int, float]:
        """The best `limit` visible documents: id to score, best first.

        For a short answer the best of all are looked up first, because the library then skips most of a long posting
        list, and the invisible ones are left out; only when too few are left is every match held against
        the viewer's tokens.
        """
        if limit <= SHORT_ANSWER:
            best = self._scores(query, 2 * SHORT_ANSWER)
            seen = self.among(self.visible, best)
            visible = [(one, score) for one, score in best.items() if one in seen]
            if len(best) < 2 * SHORT_ANSWER or len(visible) >= limit:
                return dict(visible[:limit])
        return self._scores(all_of([query, self.visible]), limit)

    def among(self, query: Query, ids: Collection[int]) -> dict[int, float]:
        """The scores of these documents, which are known to be visible; those that do not match are absent."""
        if not ids:
            return {}
        # one by one: a set of the library's takes four times as long
        these = any_of([Query.term_query(self.schema, "id", one, index_option="basic") for one in ids])
        asked = Query.boolean_query([(Occur.Must, query), (Occur.Must, Query.const_score_query(these, 0.0))])
        return self._scores(asked, len(ids))

    def _scores(self, query: Query, limit: int) -> dict[int, float]:
        hits = self.searcher.search(query, limit, count=False).hits
        ids: list[Any] = self.searcher.fast_field_values("id", [address for _, address in hits])
        return {one: score for one, (score, _) in zip(ids, hits, strict=True)}

    def frequency(self, field: str, term: str) -> int:
        """In how many documents a term stands."""
        return self.searcher.doc_freq(field, term)


def visible_to(schema: tantivy.Schema, audience: Collection[str], kinds: Collection[str] | None) -> Query:
    """The documents with one of these audience tokens, of one of these kinds; adds nothing to the score."""
    seen = _one_of(schema, "audience", list(audience))
    if kinds is None:
        return seen
    return Query.boolean_query([(Occur.Must, seen), (Occur.Must, _one_of(schema, "kind", list(kinds)))])


def _one_of(schema: tantivy.Schema, field: str, words: list[str]) -> Query:
    """A few words one by one, because their lists can be skipped through; of many a set is made first, which takes
    10 ms in a million documents."""
    if len(words) > FEW_TOKENS:
        return Query.const_score_query(Query.term_set_query(schema, field, words), 0.0)
    each = [Query.term_query(schema, field, word, index_option="basic") for word in words]
    return Query.const_score_query(any_of(each), 0.0)


def word_query(view: View, group: Group, direction: Direction) -> Query:
    """One word: its best form, plus the parts of a compound when all are there."""
    forms = [_term(view, "stems", stem, weight) for stem, weight in group.either]
    either = forms[0] if len(forms) == 1 else Query.disjunction_max_query(forms)
    if not group.together:
        return either
    parts = [_term(view, "stems", part, direction.parts) for part in group.together]
    return any_of([either, all_of(parts)])


def loose_query(view: View, field: str, terms: Mapping[str, float]) -> Query:
    """Any of these terms of a field, each with its weight."""
    return any_of([_term(view, field, term, weight) for term, weight in terms.items()])


def any_of(queries: list[Query]) -> Query:
    """At least one of these."""
    return queries[0] if len(queries) == 1 else Query.boolean_query([(Occur.Should, query) for query in queries])


def all_of(queries: list[Query]) -> Query:
    """Every one of these."""
    return queries[0] if len(queries) == 1 else Query.boolean_query([(Occur.Must, query) for query in queries])


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
        term: weight * rarity(count, documents)
        for term, weight in terms.items()
        if (count := view.frequency(field, term))
    }
    return {term: terms[term] for term in sorted(worth, key=lambda term: -worth[term])[:most]}


def affordable(view: View, field: str, terms: Mapping[str, float], postings: int) -> dict[str, float]:
    """The rarest terms whose posting lists are together no longer than `postings`; one at least, where there is any."""
    chosen: dict[str, float] = {}
    for count, term in sorted((view.frequency(field, term), term) for term in terms):
        postings -= count
        if chosen and postings < 0:
            break
        chosen[term] = terms[term]
    return chosen


def summed(
    stems: Mapping[int, float],
    grams: Mapping[int, float],
    ids: Iterable[int],
    direction: Direction,
    compared: Compared | None = None,
) -> list[Hit]:
    """The weighted sum of stems, grams and meaning for these ids, best first; ties by id."""
    best_stem, best_gram = max(stems.values(), default=0.0) or 1.0, max(grams.values(), default=0.0) or 1.0
    weight = direction.meaning if compared else 0.0
    known = compared.of(ids := list(ids)) if compared and weight else {}
    shares = compared.shares(ids) if compared and weight else {}
    whole = direction.stems + direction.grams + weight
    hits = []
    for one in ids:
        stem, gram = stems.get(one, 0.0) / best_stem, grams.get(one, 0.0) / best_gram
        score = direction.stems * stem + direction.grams * gram
        # What was not read yet, or is only a name, is taken to mean as much as its words say.
        score += weight * shares.get(one, (stem + gram) / 2)
        hits.append(Hit(one, score / whole, stem, gram, known.get(one, math.nan)))
    return sorted(hits, key=lambda hit: (-hit.score, hit.id))


def _term(view: View, field: str, term: str, weight: float) -> Query:
    query = Query.term_query(view.schema, field, term, index_option="freq")
    return query if weight == 1.0 else Query.boost_query(query, weight)
