"""Where parties stand in the pictures: numbers for SVG, in units of its own. No database and no words."""

from __future__ import annotations

import math
import textwrap
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .journey import HIGHEST, LOWEST
from .models import Stakeholder

CELL = 76
"""Units of one step of influence or support."""
MARGIN = 14
SIDE = MARGIN * 2 + CELL * (HIGHEST - LOWEST + 1)
ROOM = (
    ((0, 0),),
    ((-18, -18), (18, 18), (18, -18), (-18, 18)),
    tuple((x, y) for y in (-24, 0, 24) for x in (-24, 0, 24)),
)
"""Where in its cell those that stand alike are drawn: one, up to four beside each other, or more that overlap."""
NAMED = 24
"""Letters of a name in a picture."""
WEB_SIDE, WEB_INNER, WEB_OUTER = 640, 150, 235


@dataclass(frozen=True)
class Mark:
    """A party in the quadrant, with an arrow to where one would like it."""

    number: int
    row: Stakeholder
    x: float
    y: float
    to_x: float
    to_y: float
    is_moving: bool


def quadrant(rows: Sequence[Stakeholder]) -> list[Mark]:
    """Support from left to right, influence from below upwards."""
    alike = Counter((row.support, row.influence) for row in rows)
    taken: Counter[tuple[int, int]] = Counter()
    marks = []
    for number, row in enumerate(rows, start=1):
        place = (row.support, row.influence)
        room = ROOM[0 if alike[place] == 1 else 1 if alike[place] <= len(ROOM[1]) else 2]
        dx, dy = room[taken[place] % len(room)]
        taken[place] += 1
        x, y = middle(row.support) + dx, SIDE - middle(row.influence) + dy
        end = middle(row.wished) + dx
        gap = 17 if end > x else -17  # the line begins at the edge of the mark
        marks.append(Mark(number, row, x, y, end, y, row.wished != row.support and abs(end - x) > abs(gap)))
    return marks


def middle(step: int) -> int:
    """The middle of a step, from the side."""
    return MARGIN + CELL * (step - LOWEST) + CELL // 2


@dataclass(frozen=True)
class Spoke:
    """Something at the end of a line from the middle."""

    number: int
    item: object
    x: float
    y: float
    anchor: str
    """Of the text beside it: start, end or middle."""
    text_x: float
    text_y: float
    width: float
    """Of the line."""


def web(items: Iterable[tuple[object, float]]) -> list[Spoke]:
    """Items in a circle around the middle, with the width of their lines; in two rings when there are many."""
    rows = list(items)
    spokes = []
    for position, (item, width) in enumerate(rows):
        angle = 2 * math.pi * position / max(len(rows), 1) - math.pi / 2
        radius = WEB_OUTER if len(rows) <= 14 or position % 2 else WEB_INNER
        x, y = _around(angle, radius)
        side = math.cos(angle)
        anchor = "middle" if abs(side) < 0.3 else "start" if side > 0 else "end"
        below = 30 if math.sin(angle) > 0 else -22
        text_x, text_y = (x, y + below) if anchor == "middle" else (x + (20 if side > 0 else -20), y + 5)
        spokes.append(Spoke(position + 1, item, x, y, anchor, round(text_x, 1), round(text_y, 1), width))
    return spokes


def _around(angle: float, radius: float) -> tuple[float, float]:
    return round(WEB_SIDE / 2 + radius * math.cos(angle), 1), round(WEB_SIDE / 2 + radius * math.sin(angle), 1)


def lines(text: str) -> list[str]:
    """A name in the middle, in a few short lines."""
    return textwrap.wrap(text, width=16, max_lines=4, placeholder="…", break_long_words=True) or [""]
