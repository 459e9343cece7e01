"""What can be found by search. Each room declares its own things once, in its module `searchable`.

From a declaration follow the triggers that keep the search table (`matching.triggers`), the groups and counts on the
search page, the suggestions while one types, and the last check that the viewer may see what was found.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


@dataclass(frozen=True)
class Findable:
    """One kind of thing. SQL is over a row called `{row}`; it stands in triggers, so it may read that row only."""

    kind: str
    """Its word in the search table, at most 14 letters."""
    word: str
    """Its word in addresses: `?in=bouwstenen`."""
    label: str | StrPromise
    """What a group of them is called."""
    model: str
    """`room.Model`; it has a `code`, and a manager with `visible_to`."""
    title: str
    texts: Mapping[str, str]
    """Name and SQL of each piece: a text is matched piece by piece. Empty ones are left out."""
    columns: tuple[str, ...]
    """Every column that the SQL reads: a change of one of these is followed."""
    address: Callable[[str, str], str]
    """From the code and the title to the address of its page."""
    rank: int = 50
    """Groups with a lower number come first."""
    audience: str = "{row}.audience"
    gone: str = "false"
    """When it is not to be found, though it is there."""


FINDABLES: dict[str, Findable] = {}
"""By kind, in the order in which the groups are shown."""


def declare(*things: Findable) -> None:
    """Let these be found. Called once, when the module `searchable` of a room is read."""
    for thing in things:
        assert len(thing.kind) <= 14, thing.kind
        FINDABLES[thing.kind] = thing
    ordered = sorted(FINDABLES.values(), key=lambda one: one.rank)
    FINDABLES.clear()
    FINDABLES.update((one.kind, one) for one in ordered)


def named_in_address(word: str) -> str:
    """The kind for a word of the address, or for the word of the search table; empty when there is none."""
    return next((one.kind for one in FINDABLES.values() if word in (one.word, one.kind)), "")
