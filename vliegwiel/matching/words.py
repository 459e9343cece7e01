"""From text to what the search index holds: folded words, stems with the parts of compounds, four-letter grams.

Every token remembers where it stood in the original text, so that highlights mark what the reader wrote. Zero-width
characters and combining marks belong to the word they stand in; everything that is no letter or digit separates words.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from vliegwiel.matching.compounds import split_compound
from vliegwiel.matching.stems import stem, stop_words

LONGEST_WORD = 60
GRAM = 4
LONGEST_CHAIN = 200

_JOINERS = "\u00ad\u200b-\u200d\u2060\ufeff\u0300-\u036f"
_WORD = re.compile(rf"[^\W_](?:[^\W_]|[{_JOINERS}])*(?:['’‑-][^\W_](?:[^\W_]|[{_JOINERS}])*)*")
_PIECES = re.compile(r"['’‑-]")
_UNSAFE = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]"
)


class Token(NamedTuple):
    """One word of a text: where it stands in the original, and its folded form."""

    start: int
    end: int
    word: str


class Forms(NamedTuple):
    """What one word adds to the index. All but `word` are empty for a stop word."""

    word: str
    stem: str
    parts: tuple[str, ...]
    grams: tuple[str, ...]
    pieces: tuple[str, ...]

    @property
    def stems(self) -> tuple[str, ...]:
        """The stem and the stems of the parts, without doubles."""
        return (self.stem, *self.parts) if self.stem else self.parts


def clean(text: str) -> str:
    """Return the text as people see it: NFKC, without control and zero-width characters."""
    return unicodedata.normalize("NFKC", _UNSAFE.sub("", text))


@lru_cache(maxsize=5_000)
def fold(text: str) -> str:
    """Return the search form: lower case, without diacritics, only letters and digits."""
    if text.isascii() and text.isalnum():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text).casefold().replace("ı", "i").replace("ø", "o").replace("æ", "ae")
    return "".join(sign for sign in unicodedata.normalize("NFKD", plain) if sign.isalnum())


def tokens(text: str) -> Iterator[Token]:
    """Yield the words of a text in order; a hyphenated chain is one token (see `forms` for its pieces)."""
    for match in raw_words(text):
        if word := folded(match.group()):
            yield Token(match.start(), match.end(), word)


def raw_words(text: str) -> Iterator[re.Match[str]]:
    """Where the words of a text stand, as they are written."""
    return _WORD.finditer(text)


def folded(raw: str) -> str:
    """The word of a token as `tokens` gives it; empty when there is none in it."""
    return _chain(raw[:LONGEST_CHAIN])


@lru_cache(maxsize=5_000)
def _chain(raw: str) -> str:
    """Fold a raw token: pieces of a hyphenated chain keep a hyphen between them, `foto's` and `'s` lose theirs."""
    if raw.isascii() and raw.isalnum():
        return raw.lower()[:LONGEST_WORD]
    pieces = [fold(piece)[:LONGEST_WORD] for piece in _PIECES.split(raw)]
    if len(pieces) > 1 and pieces[-1] == "s" and raw[-2] in "'’":
        pieces.pop()
    return "-".join(piece for piece in pieces if piece)


@lru_cache(maxsize=5_000)
def forms(word: str) -> Forms:
    """Return everything one folded word (or hyphenated chain) adds to the index."""
    if "-" in word:
        return _forms_of_chain(word)
    if word in stop_words():
        return Forms(word, "", (), (), (word,))
    own = stem(word)
    parts = tuple(dict.fromkeys(stem(part) for part in split_compound(word) if part not in stop_words()))
    return Forms(word, own, tuple(part for part in parts if part != own), grams_of(word), (word,))


def _forms_of_chain(word: str) -> Forms:
    """`ai-systeem` counts as `aisysteem` with the parts `ai` and `systeem`; `s-gravenhage` likewise."""
    pieces = word.split("-")
    joined = "".join(pieces)[:LONGEST_WORD]
    each = [forms(piece) for piece in pieces]
    parts = [one for form in each for one in form.stems]
    own = stem(joined)
    grams = tuple(dict.fromkeys(gram for form in each for gram in form.grams))
    return Forms(joined, own, tuple(part for part in dict.fromkeys(parts) if part != own), grams, (joined, *pieces))


def grams_of(word: str) -> tuple[str, ...]:
    """The four-letter grams in a word, its edges marked by `_`; a word of up to three letters is its own gram."""
    if len(word) < GRAM:
        return (word,)
    edged = f"_{word}_"
    return tuple([edged[at : at + GRAM] for at in range(len(edged) - GRAM + 1)])


def content_words(text: str, *, most: int = 10_000) -> list[str]:
    """The folded words of a text that are no stop words, in order, doubles included."""
    found: list[str] = []
    for token in tokens(text):
        if token.word not in stop_words():
            found.append(token.word)
            if len(found) == most:
                break
    return found


def every_word(text: str) -> str:
    """All folded words of a short text such as a title, stop words too, with spaces between them."""
    return " ".join(piece for token in tokens(text) for piece in forms(token.word).pieces)


class Analysed(NamedTuple):
    """A text ready for the index: three strings of space-separated terms."""

    stems: str
    grams: str
    words: str


@lru_cache(maxsize=30_000)
def _index_strings(raw: str) -> Analysed | None:
    form = forms(_chain(raw))
    if not form.stem:
        return None
    return Analysed(" ".join(form.stems), " ".join(form.grams), " ".join(form.pieces))


def analyse(text: str) -> Analysed:
    """Return the terms of a text for the index, in reading order, stop words left out."""
    each = [found for raw in _WORD.findall(text) if (found := _index_strings(raw[:LONGEST_CHAIN]))]
    return Analysed(
        " ".join([one.stems for one in each]),
        " ".join([one.grams for one in each]),
        " ".join([one.words for one in each]),
    )
