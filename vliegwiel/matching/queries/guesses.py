"""When nothing holds the words: what someone may have meant, and what a broader question would find.

A guess is a word out of texts that this viewer may see, never out of the index as a whole.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches

from vliegwiel.activity.audience import Viewer, tokens_of

from .. import search
from ..hits import BY_WORDS, visible, with_words
from ..question import Question
from ..words import content_words, fold, tokens

MOST_WORDS = 6
READ = 40
"""Texts in which words are looked for that may have been meant."""
NEAR = 0.72
"""How alike two words are at least (difflib's ratio): one or two letters out of eight may differ."""
COUNTED = 1_000


@dataclass(frozen=True)
class Help:
    """The question in better words, and the words of it that do find something: words and address (and how many)."""

    meant: list[tuple[str, str]] = field(default_factory=list)
    broader: list[tuple[str, int, str]] = field(default_factory=list)


def help_with(question: Question, viewer: Viewer | None) -> Help:
    """Three statements at most."""
    words = list(dict.fromkeys(content_words(question.words)))[:MOST_WORDS]
    if not words:
        return Help()
    everywhere = question.within("")
    return Help(_meant(everywhere, words, viewer), _broader(everywhere, words, viewer) if len(words) > 1 else [])


def _meant(question: Question, words: list[str], viewer: Viewer | None) -> list[tuple[str, str]]:
    """The question with unknown words replaced by near ones out of what the viewer may read."""
    nearest = search.reader().search(question.words, tokens_of(viewer), READ, direction=BY_WORDS)
    known = _words_of(search.texts(nearest.ids, viewer))
    better = {word: _near(word, known) for word in words if word not in known and len(word) > 3}
    if not any(better.values()):
        return []
    asked = question.words
    for token in reversed(list(tokens(asked))):
        if other := better.get(token.word):
            asked = asked[: token.start] + other + asked[token.end :]
    return [(asked, question.about(asked).address())]


def _near(word: str, known: dict[str, str]) -> str:
    """The known word that is most like it, as it is written there; empty when none is near."""
    near = get_close_matches(word, known, n=1, cutoff=NEAR)
    return known[near[0]].lower() if near and near[0] != word else ""


def _words_of(results: Iterable[search.Result]) -> dict[str, str]:
    """Folded words of these texts, and how they are written."""
    found: dict[str, str] = {}
    for one in results:
        text = f"{one.title}\n{one.text[:5_000]}"
        for token in tokens(text):
            found.setdefault(fold(token.word), text[token.start : token.end])
    return found


def _broader(question: Question, words: list[str], viewer: Viewer | None) -> list[tuple[str, int, str]]:
    """Each word by itself, when it finds something; the rarest first. One statement for all of them."""
    per_word = {}
    for word in words:
        per_word[word] = with_words(word, viewer, COUNTED)
    seen = visible([one for ids in per_word.values() for one in ids], viewer)
    counts = {word: sum(one in seen for one in ids) for word, ids in per_word.items()}
    ordered = sorted((word for word in words if counts[word]), key=lambda word: counts[word])
    return [(word, counts[word], question.about(word).address()) for word in ordered]
