"""The web as one SVG, made on the server: a link per node, a line per tie. Works without script and by keyboard.

What a node is shows in its shape as well as in its colour. Only the largest have their name beside them; every other
name is the title of its link. Ties of one kind are one path: the script reads from it what is tied to what.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup, escape

from .graph import CONSIDERS, INITIATIVE, INTERESTED, ORGANISATION, REUSES, Graph, Key, Node
from .layout import SMALL, Place

WIDTH, HEIGHT, EDGE = 1000, 700, 46
LONGEST_STRETCH = 105.0
"""Units of the drawing for the length of a tie, at most: a small web is not blown up."""
MOST_LABELS = 14
FEW = 30
"""Nodes up to which those with a single tie have a name beside them too."""
LONGEST_LABEL = 26
LETTER, LINE = 7.2, 20
"""About how wide a letter and how high a line of a label is."""
AFTER_THE_WEB = "na-het-web"
"""Where the link that skips the web leads."""
_LINES = {REUSES: "web-reuse", CONSIDERS: "web-reuse", INTERESTED: "web-interest"}
Dot = tuple[int, int]
Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Wording:
    """What the drawing says. `node` makes the words of one node from its name, what it is and its number of ties."""

    title: str
    description: str
    node: Callable[[Node, int], str]
    skip: str


def draw(
    graph: Graph,
    nodes: Mapping[Key, Node],
    places: Mapping[Key, Place],
    link: Callable[[str], str],
    wording: Wording,
    *,
    marked: Sequence[Key] = (),
) -> Markup:
    """The figure. `link` makes the address of a code; `marked` nodes, and the ties along them, stand out."""
    dots = _fitted({key: places[key] for key in graph.nodes if key in nodes})
    shapes = []
    for key, dot in dots.items():
        node, ties = nodes[key], graph.degree(key)
        css = f"web-{key[0]} web-marked" if key in marked else f"web-{key[0]}"
        shapes.append(
            f'<a class="{css}" href="{escape(link(node.code))}"><title>{escape(wording.node(node, ties))}</title>'
            f"{_shape(key[0], dot, size(ties, len(dots)))}</a>"
        )
    return Markup(  # noqa: S704 - every word and address in it was escaped
        f'<a class="web-skip" href="#{AFTER_THE_WEB}">{escape(wording.skip)}</a>'
        f'<svg class="web-drawing" viewBox="0 0 {WIDTH} {HEIGHT}" role="group" aria-labelledby="web-title"'
        f' aria-describedby="web-description"><title id="web-title">{escape(wording.title)}</title>'
        f'<desc id="web-description">{escape(wording.description)}</desc>'
        f'<g aria-hidden="true">{_lines(graph, dots)}{_way(graph, marked, dots)}<path class="web-near-ties"/></g>'
        f'<g class="web-nodes">{"".join(shapes)}</g>'
        f'<g class="web-labels" aria-hidden="true">{_labels(graph, nodes, dots, marked)}</g>'
        f'<g class="web-near-labels" aria-hidden="true"></g></svg>'
    )


def size(ties: int, nodes: int) -> int:
    """Radius of a node: by its ties, and smaller where there are many nodes."""
    least, more = (6, 2.0) if nodes <= SMALL else (3, 1.2)
    return min(20, round(least + more * max(0, ties - 1) ** 0.5))


def _fitted(places: Mapping[Key, Place]) -> dict[Key, Dot]:
    """In whole units of the drawing, no two at the same place."""
    if not places:
        return {}
    across, down = zip(*places.values(), strict=True)
    wide = _scale(min(across), max(across), WIDTH)
    high = min(_scale(min(down), max(down), HEIGHT), wide * 1.2)
    wide = min(wide, high * 1.8)
    middle = ((min(across) + max(across)) / 2, (min(down) + max(down)) / 2)
    taken: set[Dot] = set()
    found = {}
    for key, (x, y) in places.items():
        dot = (round(WIDTH / 2 + (x - middle[0]) * wide), round(HEIGHT / 2 + (y - middle[1]) * high))
        while dot in taken:
            dot = (dot[0] + 3, dot[1] + 1)
        taken.add(dot)
        found[key] = dot
    return found


def _scale(low: float, high: float, room: int) -> float:
    return min(LONGEST_STRETCH, (room - 2 * EDGE) / max(high - low, 0.01))


def _shape(kind: str, dot: Dot, r: int) -> str:
    x, y = dot
    if kind == INITIATIVE:
        return f'<circle cx="{x}" cy="{y}" r="{r}"/>'
    if kind == ORGANISATION:
        return f'<rect x="{x - r}" y="{y - r}" width="{2 * r}" height="{2 * r}"/>'
    r += 2
    return f'<path d="M{x},{y - r}l{r},{r}l-{r},{r}l-{r}-{r}z"/>'


def _lines(graph: Graph, dots: Mapping[Key, Dot]) -> str:
    found: dict[str, list[str]] = {}
    for (one, other), tie in graph.ties.items():
        if one in dots and other in dots:
            found.setdefault(_LINES.get(tie.kind, "web-tie"), []).append(_line(dots[one], dots[other]))
    return "".join(f'<path class="web-line {css}" d="{"".join(lines)}"/>' for css, lines in sorted(found.items()))


def _line(one: Dot, other: Dot) -> str:
    return f"M{one[0]},{one[1]}L{other[0]},{other[1]}"


def _way(graph: Graph, marked: Sequence[Key], dots: Mapping[Key, Dot]) -> str:
    """The ties from one marked node to the next, where there are any."""
    tied = [pair for pair in pairwise(marked) if pair in graph.ties or pair[::-1] in graph.ties]
    lines = [_line(dots[one], dots[other]) for one, other in tied if one in dots and other in dots]
    return f'<path class="web-way" d="{"".join(lines)}"/>' if lines else ""


def _labels(graph: Graph, nodes: Mapping[Key, Node], dots: Mapping[Key, Dot], marked: Iterable[Key]) -> str:
    """Names of the marked and the largest nodes, where there is room for them."""
    wanted = [*marked, *(key for key in graph.nodes if key not in marked)]
    boxes: list[Box] = []
    found: list[str] = []
    for key in wanted:
        if len(found) >= MOST_LABELS:
            break
        is_large = graph.degree(key) > 1 or len(dots) <= FEW or key in marked
        if key not in dots or not is_large:
            continue
        (x, y), r, text = dots[key], size(graph.degree(key), len(dots)), _short(nodes[key].name)
        width = len(text) * LETTER
        middle = min(max(x, width / 2 + 4), WIDTH - width / 2 - 4)
        room = []
        for base in (y - r - 5, y + r + LINE - 4):
            box = (middle - width / 2, base - LINE + 4, middle + width / 2, base + 4)
            if box[1] > 0 and box[3] < HEIGHT and not any(_overlap(box, other) for other in boxes):
                room.append((_covered(box, dots), base, box))
        if not room or (min(room)[0] > 1 and len(dots) <= SMALL and key not in marked):
            continue
        _count, base, box = min(room)
        boxes.append(box)
        found.append(f'<text x="{round(middle)}" y="{base}">{escape(text)}</text>')
    return "".join(found)


def _covered(box: Box, dots: Mapping[Key, Dot]) -> int:
    return sum(box[0] < x < box[2] and box[1] < y < box[3] for x, y in dots.values())


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _short(name: str) -> str:
    return name if len(name) <= LONGEST_LABEL else f"{name[: LONGEST_LABEL - 1].rstrip()}…"
