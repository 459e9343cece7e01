"""What of a text to show with a hit, and which words in it to mark. Segments, never HTML: the template escapes them.

A word is marked when it, its stem, or a part of it is asked for, whatever its case or diacritics; and when it begins
with the last word of the question. One pass over the text.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from vliegwiel.matching.asked import LONGEST_QUESTION, SHORTEST_PREFIX
from vliegwiel.matching.stems import stop_words
from vliegwiel.matching.words import folded, forms, raw_words, tokens

SNIPPET = 200
LONGEST_MARKED = 50_000


class Segment(NamedTuple):
    """A stretch of the original text, and whether it is a hit."""

    text: str
    is_hit: bool


@dataclass(frozen=True, slots=True)
class Marker:
    """What to mark: stems, and the beginning of the last word. Make it once per answer, use it for every text."""

    stems: frozenset[str]
    prefix: str = ""
    raw: frozenset[str] = frozenset()
    judged: dict[str, bool] = field(default_factory=dict, compare=False, repr=False)
    """Words that were met before: the texts of a page share most of theirs."""

    @classmethod
    def of(cls, question: str, words: Collection[str] = ()) -> "Marker":
        """For a question; `words` are the completed and mended words of the answer (`Found.words`)."""
        asked = [token.word for token in tokens(question[:LONGEST_QUESTION])]
        content = [word for word in asked if word not in stop_words()]
        stems = {stem for word in (*content, *words) for stem in forms(word).stems}
        typing = bool(asked) and question[-1:].isalnum() and content[-1:] == asked[-1:]
        prefix = asked[-1] if typing and len(asked[-1]) >= SHORTEST_PREFIX else ""
        return cls(frozenset(stems), prefix, frozenset() if content else frozenset(asked))

    def hits(self, text: str) -> Iterator[tuple[int, int]]:
        """Where the marked words stand, in order."""
        for word in raw_words(text):
            typed = word.group()
            is_hit = self.judged.get(typed)
            if is_hit is None:
                is_hit = self.judged[typed] = self._is_hit(folded(typed))
            if is_hit:
                yield word.span()

    def _is_hit(self, word: str) -> bool:
        if not word:
            return False
        if word in self.raw or (self.prefix and word.startswith(self.prefix)):
            return True
        return not self.stems.isdisjoint(forms(word).stems)


def marked(text: str, marker: Marker) -> list[Segment]:
    """Return the whole text in segments; beyond 50,000 signs nothing is marked."""
    return list(_segments(text, 0, len(text), list(marker.hits(text[:LONGEST_MARKED]))))


def snippet(text: str, marker: Marker, *, length: int = SNIPPET) -> list[Segment]:
    """Return about `length` signs around the most hits, cut at words, with … where text was left out."""
    hits = list(marker.hits(text[:LONGEST_MARKED]))
    start, end = _window(text, hits, length)
    inside = [hit for hit in hits if start <= hit[0] and hit[1] <= end]
    shown = list(_segments(text, start, end, inside))
    before = [Segment("… ", False)] if start > 0 else []
    after = [Segment(" …", False)] if end < len(text) else []
    return before + shown + after


def _window(text: str, hits: list[tuple[int, int]], length: int) -> tuple[int, int]:
    """The stretch of `length` with the most hits, the earliest of equals, with some text before its first hit."""
    if len(text) <= length:
        return 0, len(text)
    best, most, last = 0, 0, 0
    for first, (start, _) in enumerate(hits):
        while last < len(hits) and hits[last][1] <= start + length * 3 // 4:
            last += 1
        if last - first > most:
            best, most = start, last - first
    start = max(0, min(best - length // 5, len(text) - length))
    return _at_word(text, start), _at_word_back(text, min(len(text), start + length))


def _at_word(text: str, at: int) -> int:
    """The first beginning of a word from `at`, within 30 signs."""
    if at == 0:
        return 0
    space = text.find(" ", at - 1, at + 30)
    return space + 1 if space >= 0 else at


def _at_word_back(text: str, at: int) -> int:
    """The last end of a word up to `at`, within 30 signs."""
    if at == len(text):
        return at
    space = text.rfind(" ", at - 30, at + 1)
    return space if space >= 0 else at


def _segments(text: str, start: int, end: int, hits: list[tuple[int, int]]) -> Iterator[Segment]:
    at = start
    for first, last in hits:
        if first > at:
            yield Segment(text[at:first], False)
        yield Segment(text[first:last], True)
        at = last
    if at < end:
        yield Segment(text[at:end], False)
