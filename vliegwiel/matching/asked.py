"""A question in words, made ready for one index: which terms to look for, and how much each counts.

No query language: quotes, operators and other signs separate words and nothing more. A word that the index does not
know is completed (the last one) or mended (one typing error).
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass

import tantivy

from vliegwiel.matching.directions import Direction
from vliegwiel.matching.stems import stem, stop_words
from vliegwiel.matching.words import Forms, forms, tokens

LONGEST_QUESTION = 2_000
MOST_WORDS = 32
SHORTEST_PREFIX = 3
SHORTEST_MENDED = 5
_MOST_COMPLETIONS = 24
_MOST_LISTED = 2_000
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class Group:
    """One word asked for: a document that has any of `either`, or all of `together`, has the word."""

    either: tuple[tuple[str, float], ...]
    together: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """A question: its words, the grams of all of them, and the folded words for highlights."""

    groups: tuple[Group, ...]
    grams: tuple[str, ...]
    words: frozenset[str]
    raw: tuple[str, ...] = ()
    """Only filled when there is nothing but stop words: those."""
    is_code: bool = False
    """There is a word with a digit: a code, a number, a law. Nothing else will do for what holds it."""


def ask(question: str, searcher: tantivy.Searcher, direction: Direction) -> Asked:
    """Read a question of any length and content; beyond 2,000 signs and 32 words it is cut."""
    found = [token.word for token in tokens(question[:LONGEST_QUESTION])]
    content = list(dict.fromkeys(word for word in found if word not in stop_words()))[:MOST_WORDS]
    if not content:
        return Asked((), (), frozenset(found), tuple(dict.fromkeys(found))[:MOST_WORDS])
    unfinished = content[-1] if found[-1] == content[-1] and question[-1:].isalnum() else ""
    groups, words, grams = [], [], {}
    for word in content:
        form = forms(word)
        extra = list(_other_words(word, searcher, direction, unfinished=word == unfinished))
        groups.append(_group(form, extra, direction))
        words += [*form.pieces, *(other for other, _ in extra)]
        grams.update(dict.fromkeys(form.grams))
    is_code = any(sign.isdigit() for word in content for sign in word)
    return Asked(tuple(groups), tuple(grams), frozenset(words), is_code=is_code)


def _group(form: Forms, extra: list[tuple[str, float]], direction: Direction) -> Group:
    weights = {form.stem: 1.0}
    for word, weight in extra:
        weights.setdefault(stem(word), weight)
    return Group(tuple(weights.items()), tuple(form.parts))


def _other_words(
    word: str, searcher: tantivy.Searcher, direction: Direction, *, unfinished: bool
) -> Iterator[tuple[str, float]]:
    """Words of the index that the reader may have meant, with their weight."""
    if unfinished and direction.prefix and len(word) >= SHORTEST_PREFIX and "-" not in word:
        yield from ((other, direction.prefix) for other in _completions(word, searcher))
    if direction.typo and not _known(word, searcher):
        yield from ((other, direction.typo) for other in mended(word, searcher))


def _known(word: str, searcher: tantivy.Searcher) -> bool:
    return any(searcher.doc_freq("words", piece) for piece in forms(word).pieces)


def _completions(word: str, searcher: tantivy.Searcher) -> list[str]:
    """The most used words of the index that begin with `word`."""
    listed = searcher.terms_with_prefix("words", word, limit=_MOST_LISTED)
    listed.sort(key=lambda pair: -pair[1])
    return [other for other, _ in listed[:_MOST_COMPLETIONS] if other != word]


def mended(word: str, searcher: tantivy.Searcher, *, most: int = 3) -> list[str]:
    """The most used words of the index that are one typing error away: a letter too few, too many, wrong or swapped."""
    if not SHORTEST_MENDED <= len(word) <= 30 or not word.isalpha():
        return []
    counts = {other: searcher.doc_freq("words", other) for other in _one_error(word)}
    best = sorted((other for other, count in counts.items() if count), key=lambda other: -counts[other])
    return best[:most]


def _one_error(word: str) -> set[str]:
    cuts = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    lost = {a + b[1:] for a, b in cuts if b}
    swapped = {a + b[1] + b[0] + b[2:] for a, b in cuts if len(b) > 1}
    wrong = {a + letter + b[1:] for a, b in cuts if b for letter in _LETTERS}
    added = {a + letter + b for a, b in cuts for letter in _LETTERS}
    return (lost | swapped | wrong | added) - {word}


def rarity(count: int, documents: int) -> float:
    """BM25's weight of a term that stands in `count` of `documents`."""
    return math.log(1 + (documents - count + 0.5) / (count + 0.5))
