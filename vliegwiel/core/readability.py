"""How easy is this Dutch text to read? Advice for the writer, never a gate.

The score is Flesch-Douma: 206.835 - 0.93 x words per sentence - 77 x syllables per word (Douma, 1960); high is easy.
It counts lengths and knows nothing of meaning. No formula measures a language level such as B1, so nothing here
says "B1": the words are easy, average and hard. Works in one pass, on any text.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from vliegwiel.core.plain_words import PLAIN_WORDS

EASY_FROM, AVERAGE_FROM = 65.0, 45.0
FEWEST_WORDS = 20  # under this the score jumps with every word, so there is no level
LONG_SENTENCE = 20  # words; more than this is worth splitting
LONG_WORD = 4  # syllables
MOST_FINDINGS = 50  # of each kind: nobody reads more

_TOKEN = re.compile(r"\S+")
_LETTER = re.compile(r"[^\W_]")
_EDGES = "\"'“”‘’„()[]{}<>«»,;:*_-–—"
_VOWELS = re.compile(r"ij|[äëïöü]?[aeiouyáàâéèêíìîóòôúùû]+j?|[äëïöü]")
_PARAGRAPH = re.compile(r"\n\s*\n|\n\s*(?:[-*•–]|\d{1,2}[.)])\s")
_SHORTENED = {word for word in PLAIN_WORDS if word.endswith(".")} | {
    *(
        "art.",
        "bijv.",
        "blz.",
        "bv.",
        "ca.",
        "d.w.z.",
        "dhr.",
        "dr.",
        "drs.",
        "e.d.",
        "evt.",
        "excl.",
        "i.p.v.",
        "incl.",
    ),
    *("ir.", "jl.", "m.a.w.", "m.u.v.", "max.", "mevr.", "min.", "mr.", "mw.", "nr.", "nrs.", "o.a.", "o.b.v.", "p."),
    *("prof.", "resp.", "t.a.v.", "t.o.v.", "tel.", "vgl.", "zgn."),
}
_ENDING = re.compile(r"[.!?…]")
_INITIAL = re.compile(r"^(?:[^\W\d_]\.)+$")


@dataclass(frozen=True, slots=True)
class LongSentence:
    """A sentence of more than 20 words: ``text[start:end]``."""

    start: int
    end: int
    words: int


@dataclass(frozen=True, slots=True)
class OfficialWord:
    """An official word in the text, ``text[start:end]``, and what people say instead."""

    word: str
    plain: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Advice:
    """What can be said of a text. ``score`` is None without words; ``level`` is empty under 20 words.

    ``level`` is 'easy', 'average' or 'hard'. ``long_words`` are words of four syllables and more with how often they
    occur, most often first. Of each finding at most 50; ``long_sentence_count`` counts them all.
    """

    words: int
    sentences: int
    score: float | None
    level: str
    words_per_sentence: float
    long_sentences: tuple[LongSentence, ...]
    long_sentence_count: int
    long_words: tuple[tuple[str, int], ...]
    official_words: tuple[OfficialWord, ...]


class _Word(NamedTuple):
    text: str
    start: int
    end: int


def advise(text: str) -> Advice:
    """Advice on a Dutch text of any length."""
    words = list(_words(text))
    sentences = list(_sentences(text, words))
    occurrences = Counter(word.text for word in words)
    lengths = {word: syllables(word) for word in occurrences}
    score = None
    if words:
        all_syllables = sum(lengths[word] * times for word, times in occurrences.items())
        score = round(206.835 - 0.93 * len(words) / len(sentences) - 77 * all_syllables / len(words), 1)
    long = [sentence for sentence in sentences if sentence.words > LONG_SENTENCE]
    long_words = Counter({word: times for word, times in occurrences.items() if lengths[word] >= LONG_WORD})
    return Advice(
        words=len(words),
        sentences=len(sentences),
        score=score,
        level=_level(score) if score is not None and len(words) >= FEWEST_WORDS else "",
        words_per_sentence=round(len(words) / len(sentences), 1) if sentences else 0.0,
        long_sentences=tuple(long[:MOST_FINDINGS]),
        long_sentence_count=len(long),
        long_words=tuple(sorted(long_words.items(), key=lambda pair: (-pair[1], pair[0]))[:MOST_FINDINGS]),
        official_words=tuple(_official(words)),
    )


def syllables(word: str) -> int:
    """Syllables of a Dutch word, by its groups of vowels; every word has at least one."""
    return max(1, sum(1 for _ in _VOWELS.finditer(word)))


def _level(score: float) -> str:
    return "easy" if score >= EASY_FROM else "average" if score >= AVERAGE_FROM else "hard"


def _words(text: str) -> Iterator[_Word]:
    for token in _TOKEN.finditer(text):
        bare = token[0].strip(_EDGES)
        if _LETTER.search(bare):
            start = token.start() + token[0].find(bare)
            yield _Word(bare.casefold(), start, start + len(bare))


def _sentences(text: str, words: list[_Word]) -> Iterator[LongSentence]:
    """Where sentences begin and end. A full stop after art., bijv. or an initial does not end one."""
    breaks = [match.start() for match in _PARAGRAPH.finditer(text)]
    first, next_break = 0, 0
    for i, word in enumerate(words):
        while next_break < len(breaks) and breaks[next_break] < word.end:
            next_break += 1
        following = words[i + 1].start if i + 1 < len(words) else len(text) + 1
        paragraph_ends = next_break < len(breaks) and breaks[next_break] < following
        if i + 1 == len(words) or paragraph_ends or _closes(text, word, following):
            yield LongSentence(words[first].start, word.end, i + 1 - first)
            first = i + 1


def _closes(text: str, word: _Word, following: int) -> bool:
    if not _ENDING.search(word.text[-1] + text[word.end : min(following, word.end + 10)]):
        return False
    return word.text not in _SHORTENED and not _INITIAL.match(word.text)


def _official(words: list[_Word]) -> Iterator[OfficialWord]:
    found, skip_until = 0, 0
    for i, word in enumerate(words):
        if i < skip_until:
            continue
        for phrase in _PHRASES.get(_without_stop(word.text), ()):
            size = len(phrase)
            if tuple(_without_stop(other.text) for other in words[i : i + size]) == phrase:
                official = _WRITTEN[phrase]
                yield OfficialWord(official, PLAIN_WORDS[official], word.start, words[i + size - 1].end)
                found, skip_until = found + 1, i + size
                break
        if found == MOST_FINDINGS:
            return


def _without_stop(word: str) -> str:
    return word.rstrip(".!?…")


_WRITTEN = {tuple(_without_stop(part) for part in official.split()): official for official in PLAIN_WORDS}
_PHRASES: dict[str, list[tuple[str, ...]]] = {}
for _phrase in sorted(_WRITTEN, key=len, reverse=True):
    _PHRASES.setdefault(_phrase[0], []).append(_phrase)
