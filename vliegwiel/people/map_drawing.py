"""The map of the Netherlands, drawn on the server: one SVG path per municipality, coloured in steps.

A picture beside the facts, never instead of them: the page that shows it lists the same values in a table.
Borders: CBS / Kadaster, CC BY 4.0; every map says so. Made by ``scripts/draw_borders.py``.
"""

import json
from bisect import bisect_left
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from markupsafe import Markup, escape

from vliegwiel.core.folding import fold

BORDERS = Path(__file__).parent / "data" / "netherlands.json"
SOURCE = "Bron: CBS / Kadaster"  # required wherever the borders are shown; the same in every language
STEPS = 5  # colours, light to dark; step 0 is "nothing here"
AFTER_THE_MAP = "na-de-kaart"  # where the link that skips the map leads


@dataclass(frozen=True, slots=True)
class Place:
    """A municipality on the map; ``centre`` is a point inside it, in units of the viewBox."""

    code: str
    name: str
    path: str
    centre: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Step:
    """A colour of the legend: the class name, the values it stands for (both included), how many places have it."""

    css: str
    low: int
    high: int
    places: int

    @property
    def text(self) -> str:
        """The values as the legend writes them: 4 or 5–6."""
        return str(self.low) if self.low == self.high else f"{self.low}–{self.high}"


@dataclass(frozen=True, slots=True)
class Wording:
    """What the map says. ``place`` makes the words of one municipality from its name and value."""

    title: str
    description: str
    place: Callable[[str, int], str]
    skip: str


@cache
def places() -> dict[str, Place]:
    """All municipalities by CBS code, in the order of the alphabet (also the order of the Tab key)."""
    found = [Place(row["code"], row["name"], row["path"], tuple(row["centre"])) for row in _borders()["municipalities"]]
    return {place.code: place for place in sorted(found, key=lambda place: fold(place.name).removeprefix("'s-"))}


def steps(values: Mapping[str, int]) -> list[Step]:
    """The legend: at most five steps with about as many municipalities each. Empty when there is nothing to show."""
    shown = sorted(value for code, value in values.items() if value > 0 and code in places())
    tops = _tops(shown)
    legend, start = [], 0
    for number, top in enumerate(tops, start=1):
        end = start
        while end < len(shown) and shown[end] <= top:
            end += 1
        legend.append(Step(f"map-step-{number}", shown[start], top, end - start))
        start = end
    return legend


def draw(values: Mapping[str, int], links: Mapping[str, str], wording: Wording) -> Markup:
    """The map as a figure. Unknown codes are left out; a municipality with a value and no link is not focusable.

    ``values`` and ``links`` go by CBS code (GM0344). Values of zero and below are "nothing here".
    """
    tops = [step.high for step in steps(values)]
    empty, filled, some_link = [], [], False
    for code, place in places().items():
        value = values.get(code, 0)
        if value <= 0:
            empty.append(f'<path d="{place.path}"/>')
            continue
        shape = (
            f"<title>{escape(wording.place(place.name, value))}</title>"
            f'<path class="map-step-{bisect_left(tops, value) + 1}" d="{place.path}"/>'
        )
        link = links.get(code)
        some_link = some_link or bool(link)
        filled.append(f'<a href="{escape(link)}">{shape}</a>' if link else f'<g role="img">{shape}</g>')
    skip = f'<a class="map-skip" href="#{AFTER_THE_MAP}">{escape(wording.skip)}</a>' if some_link else ""
    return Markup(  # noqa: S704 - every word and address in it was escaped above or comes from our own file
        f'{skip}<figure class="map"><svg class="map-drawing" viewBox="0 0 {_borders()["width"]} {_borders()["height"]}"'
        f' role="group" aria-labelledby="map-title" aria-describedby="map-description">'
        f'<title id="map-title">{escape(wording.title)}</title>'
        f'<desc id="map-description">{escape(wording.description)}</desc>'
        f'<g class="map-empty" aria-hidden="true">{"".join(empty)}</g>'
        f'<g class="map-filled">{"".join(filled)}</g>'
        f'<path class="map-provinces" aria-hidden="true" d="{_borders()["provinces"]}"/></svg>'
        f'<figcaption class="map-source">{SOURCE}</figcaption></figure>'
        f'<div id="{AFTER_THE_MAP}" tabindex="-1"></div>'
    )


def _tops(shown: list[int]) -> list[int]:
    """The highest value of every step: quantiles, or every value its own step when there are few."""
    different = sorted(set(shown))
    if len(different) <= STEPS:
        return different
    tops = {shown[max(0, len(shown) * number // STEPS - 1)] for number in range(1, STEPS + 1)}
    return sorted(tops)


@cache
def _borders() -> dict:
    return json.loads(BORDERS.read_text(encoding="utf-8"))
