"""A document in the passages that are read: its whole, and its pieces in groups of some sentences.

A long text blurs into one vector; a piece of it that meets a need is found by its own.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

WHOLE = "whole"
LONGEST_PASSAGE = 60
"""Words of a passage, unless one sentence is longer."""
FEWEST_WORDS = 4
"""A shorter piece says too little of its own."""
MOST_PASSAGES = 16
LONGEST_SENTENCE = 120
UNREAD_PIECES = frozenset({"source_organisation", "official_name", "abbreviation", "official_code"})
"""Names and codes: words find them."""
_SENTENCE = re.compile(r"(?<=[.!?…])\s+|\s*\n\s*")


class Passage(NamedTuple):
    """One text that gets a vector, and the piece it comes from."""

    name: str
    text: str


def passages(kind: str, title: str, pieces: Sequence[tuple[str, str]]) -> list[Passage]:
    """The passages of a document, the whole first; none for what only has a name, such as most organisations."""
    said = [(name, text) for name, text in pieces if name not in UNREAD_PIECES and text.strip()]
    if not said and kind in ("organisation", "person"):
        return []
    whole = Passage(WHOLE, "\n".join([title, *(text for _, text in said)]))
    parts = [Passage(name, group) for name, text in said for group in _groups(text)]
    if len(parts) < 2:
        return [whole]
    return [whole, *(part for part in parts if len(part.text.split()) >= FEWEST_WORDS)][:MOST_PASSAGES]


def _groups(text: str) -> Iterator[str]:
    """Sentences together as long as they are no more than 60 words."""
    group: list[str] = []
    for sentence in _sentences(text):
        words = sentence.split()
        if group and len(group) + len(words) > LONGEST_PASSAGE:
            yield " ".join(group)
            group = []
        group += words
    if group:
        yield " ".join(group)


def _sentences(text: str) -> Iterator[str]:
    for sentence in _SENTENCE.split(text):
        words = sentence.split()
        for at in range(0, len(words), LONGEST_SENTENCE):
            yield " ".join(words[at : at + LONGEST_SENTENCE])
