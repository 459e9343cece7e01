"""What changed between two texts, word by word."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

_WORDS = re.compile(r"\s+|\w+|[^\w\s]")
MOST_WORDS = 6_000
"""Above this the comparison would cost more than it tells: the whole old and the whole new text are shown."""


@dataclass(frozen=True)
class Piece:
    """A stretch of text: `same`, `added` or `removed`."""

    kind: str
    text: str


def differences(before: str, after: str) -> list[Piece]:
    """The pieces from which both texts can be read: removed before added."""
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    if len(old) + len(new) > MOST_WORDS:
        return _pieces(("removed", before), ("added", after))
    found: list[Piece] = []
    for step, old_from, old_to, new_from, new_to in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if step == "equal":
            found += _pieces(("same", "".join(old[old_from:old_to])))
        else:
            found += _pieces(("removed", "".join(old[old_from:old_to])), ("added", "".join(new[new_from:new_to])))
    return found


def _pieces(*pairs: tuple[str, str]) -> list[Piece]:
    return [Piece(kind, text) for kind, text in pairs if text]
