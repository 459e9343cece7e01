"""The structured filters of the overview, as they were understood; and addresses with one filter more or less.

Several values of one filter: one of them is enough. Different filters: all of them must hold.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

from .cursor import Cursor

FACET_OF = {
    "soort": "kind",
    "fase": "stage",
    "thema": "theme",
    "regio": "region",
    "organisatie": "organisation",
    "initiatiefnemer": "initiator",
    "ruimte": "space",
    "status": "end",
    "getoetst": "checked",
    "bouwstenen": "parts",
}
"""Parameter in the address: facet in the tallies."""

LIST, MAP, BOARD, WEB = LOOKS = ("lijst", "kaart", "bord", "web")
NEWEST, BY_TITLE, OLDEST = SORTS = ("nieuw", "titel", "oud")
BEST = "best"
"""The sort when words are asked for and no other sort was chosen; not a word of the address."""


@dataclass(frozen=True)
class Choice:
    """One value of a filter: its word in the address, what it is called, and its values in the database, as text."""

    value: str
    label: str
    keys: tuple[str, ...]


@dataclass(frozen=True)
class Focus:
    """What one looks at in the web: what is around one node, or the way between two organisations. All by code."""

    node: str = ""
    steps: int = 1
    """How far around the node: one or two."""
    start: str = ""
    goal: str = ""

    @property
    def codes(self) -> list[str]:
        return list(dict.fromkeys(code for code in (self.node, self.start, self.goal) if code))

    @property
    def pairs(self) -> list[tuple[str, str]]:
        steps = str(self.steps) if self.node and self.steps > 1 else ""
        return [("knoop", self.node), ("stappen", steps), ("van", self.start), ("naar", self.goal)]


@dataclass(frozen=True)
class Filters:
    """One view of the overview. Immutable; `with_…` and `without_…` give another one."""

    words: str = ""
    chosen: Mapping[str, tuple[Choice, ...]] = field(default_factory=dict)
    """Per parameter the choices that are on; parameters without any are absent."""
    sort: str = ""
    look: str = LIST
    track: str = ""
    focus: Focus = Focus()
    cursor: Cursor | None = None

    @property
    def order(self) -> str:
        """One of SORTS, or BEST."""
        return self.sort or (BEST if self.words else NEWEST)

    @property
    def is_filtered(self) -> bool:
        return bool(self.words or self.chosen)

    def keys(self, parameter: str) -> tuple[str, ...]:
        return tuple(key for choice in self.chosen.get(parameter, ()) for key in choice.keys)

    def has(self, parameter: str, value: str) -> bool:
        return any(choice.value == value for choice in self.chosen.get(parameter, ()))

    def with_choice(self, parameter: str, choice: Choice) -> Filters:
        """The same with this choice on, from the first page."""
        if self.has(parameter, choice.value):
            return replace(self, cursor=None)
        chosen = {**self.chosen, parameter: (*self.chosen.get(parameter, ()), choice)}
        return replace(self, chosen=chosen, cursor=None)

    def without_choice(self, parameter: str, value: str) -> Filters:
        """The same with this choice off, from the first page."""
        rest = tuple(choice for choice in self.chosen.get(parameter, ()) if choice.value != value)
        chosen = {name: choices for name, choices in self.chosen.items() if name != parameter}
        return replace(self, chosen=chosen | ({parameter: rest} if rest else {}), cursor=None)

    def without_words(self) -> Filters:
        return replace(self, words="", cursor=None)

    def cleared(self) -> Filters:
        """Nothing filtered; the view and the sort stay."""
        return Filters(sort=self.sort, look=self.look, track=self.track)

    def shown_as(self, look: str) -> Filters:
        return replace(self, look=look, cursor=None)

    def on_track(self, track: str) -> Filters:
        return replace(self, track=track, look=BOARD, cursor=None)

    def focused(self, focus: Focus) -> Filters:
        return replace(self, focus=focus, look=WEB, cursor=None)

    def at(self, cursor: Cursor | None) -> Filters:
        return replace(self, cursor=cursor)

    def pairs(self, *, without: tuple[str, ...] = ()) -> list[tuple[str, str]]:
        """Parameters and values, always in the same order: one view has one address."""
        found = [("q", self.words)]
        found += [(name, choice.value) for name in FACET_OF for choice in self.chosen.get(name, ())]
        found += [("sorteer", self.sort), ("beeld", self.look if self.look != LIST else "")]
        found += [("route", self.track if self.look == BOARD else "")]
        found += self.focus.pairs if self.look == WEB else []
        found += [self.cursor.pair] if self.cursor else []
        return [(name, value) for name, value in found if value and name not in without]

    def query(self, *, without: tuple[str, ...] = ()) -> str:
        """`?…`, or `?` when nothing is asked: a link that stays on this page and drops what is in its address."""
        return f"?{urlencode(self.pairs(without=without))}"
