"""A number in an address, whatever someone wrote there."""

from __future__ import annotations

from collections.abc import Mapping

LONGEST = 18


def number_in(given: Mapping[str, str], name: str) -> int:
    """0 when there is none."""
    word = given.get(name, "")
    return int(word) if word.isascii() and word.isdecimal() and len(word) <= LONGEST else 0
