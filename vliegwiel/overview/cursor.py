"""A place in a long list, as a word in the address: the next page goes on from there, however the list has changed.

It holds the code of a row and its moment, or how far down a ranking it stands. No sequential numbers, no texts: an
address is shared and logged, and must not say what its reader may not see.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from vliegwiel.core.codes import ALPHABET

# Fourteen digits reach the year 4253.
_ROW = re.compile(rf"([0-9a-f]{{1,14}})\.([{ALPHABET}]{{8}})")
_PLACE = re.compile(r"p([0-9]{1,5})")
_START = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


@dataclass(frozen=True)
class Cursor:
    """Go on after (or before) this row or place."""

    is_back: bool = False
    code: str = ""
    moment: datetime = _START
    place: int = 0
    """How many of the ranked answers came before; only when there is no code."""

    @property
    def pair(self) -> tuple[str, str]:
        """Parameter and value for the address."""
        if not self.code:
            return ("voor" if self.is_back else "na", f"p{self.place}")
        return ("voor" if self.is_back else "na", f"{(self.moment - _START) // _MICROSECOND:x}.{self.code}")


def cursor_from(after: str, before: str) -> Cursor | None:
    """The cursor that stands in the address; None when there is none, ValueError when it is none of ours."""
    value = after or before
    if not value:
        return None
    is_back = not after
    if found := _PLACE.fullmatch(value):
        return Cursor(is_back, place=int(found[1]))
    found = _ROW.fullmatch(value)
    if not found:
        raise ValueError(value)
    return Cursor(is_back, found[2], _START + int(found[1], 16) * _MICROSECOND)
