"""The query string of the overview as it was typed: split, cleaned, bounded. Whatever it holds, nothing fails here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qsl

from vliegwiel.core.fields import plain_line

MANY = ("soort", "fase", "thema", "regio", "organisatie", "initiatiefnemer", "ruimte", "status")
"""Filters that take several values: one of them is enough."""
YES = ("getoetst", "bouwstenen")
"""Filters that are on or off."""
ONCE = ("q", "sorteer", "beeld", "route", "knoop", "stappen", "van", "naar", "na", "voor")
FORMER = {"spoor": "route"}
"""Names that stood in addresses before; whoever kept such an address still gets there."""
LONGEST_ADDRESS = 20_000
"""Characters of the query string that are looked at."""
LONGEST_WORDS = 400
LONGEST_VALUE = 80
MOST_VALUES = 30
"""Values of one filter that are looked at."""


@dataclass(frozen=True)
class Typed:
    """What stands in the address, per parameter, without empty and double values."""

    values: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    strange: tuple[str, ...] = ()
    """Names of parameters that are unknown here."""
    was_cut: bool = False
    """It was longer than we look at."""

    def all(self, parameter: str) -> tuple[str, ...]:
        return self.values.get(parameter, ())

    def first(self, parameter: str) -> str:
        return next(iter(self.all(parameter)), "")


def typed(query: str) -> Typed:
    """Split the raw query string. Names that we do not know, and values beyond the limits, are left out and said."""
    text = query[:LONGEST_ADDRESS].encode("latin-1", "replace").decode("utf-8", "replace")
    found: dict[str, dict[str, None]] = {}
    strange: dict[str, None] = {}
    was_cut = len(query) > LONGEST_ADDRESS
    for written, raw in parse_qsl(text, errors="replace"):
        name, value = FORMER.get(written, written), plain_line(raw)
        if name not in (*MANY, *YES, *ONCE):
            strange[_short(plain_line(name))] = None
        elif value:
            longest = LONGEST_WORDS if name == "q" else LONGEST_VALUE
            was_cut |= name == "q" and len(value) > longest
            found.setdefault(name, {})[value[:longest].strip()] = None
    was_cut |= any(len(values) > MOST_VALUES for values in found.values())
    kept = {name: tuple(values)[:MOST_VALUES] for name, values in found.items()}
    return Typed(kept, tuple(name for name in strange if name)[:MOST_VALUES], was_cut)


def _short(text: str, longest: int = 40) -> str:
    return text if len(text) <= longest else f"{text[:longest]}…"
