"""What the page of the overview needs to show its selection as a web."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vliegwiel.activity.audience import Viewer

from ..cards import short
from ..cursor import Cursor
from ..filters import Filters, Focus
from .bridges import Bridge, bridges
from .drawing import AFTER_THE_WEB, Wording, draw
from .gathering import MOST_INITIATIVES, MOST_NODES, Gathered, asked_for, gathered, kept_positions, named
from .graph import CONSIDERS, INITIATIVE, ORGANISATION, REUSES, Graph, Key, Node
from .layout import places_of
from .sentences import KINDS, Said, figure, said, summary, ties_in_words

ROWS = 40
"""Rows of the table on one page."""
MOST_NAMES, LONGEST_NAME = 3, 48
"""Names of what a node is tied to, in its row."""


@dataclass(frozen=True)
class Row:
    """A node in the table: how many ties, and some of what it is tied to."""

    node: Node
    kind: str
    ties: int
    names: str
    url: str


@dataclass(frozen=True)
class View:
    """The piece of the web that is shown, and the nodes that stand out in it."""

    graph: Graph
    marked: list[Key]
    path: list[Key]
    left_out: int = 0


def context(viewer: Viewer | None, filters: Filters, ids: list[int] | None) -> dict[str, Any]:
    """`ids`: what the words of the address gave, if any. Eight statements at most."""
    focus = filters.focus
    keys = asked_for(viewer, focus.codes)
    remarks = [
        _("There is nothing here that you can see with the code “%(code)s”.") % {"code": code}
        for code in focus.codes
        if code not in keys
    ]
    found = gathered(viewer, filters, ids, keys.values())
    view = _view(found.graph, focus, keys)
    nodes = named(viewer, {*view.graph.nodes, *keys.values()})
    graph = view.graph.among(key for key in view.graph.nodes if key in nodes)
    places = places_of(graph, kept_positions(graph.nodes))
    centre = _chosen(focus.node, keys, nodes)
    links = bridges(graph)
    return {
        "remarks": remarks + _too_many(found),
        "centre": centre,
        "centre_kind": KINDS[centre.key[0]] if centre else "",
        "is_alone": centre is not None and graph.degree(centre.key) == 0,
        "steps": _steps(filters) if centre else [],
        "whole_url": filters.focused(Focus()).query(),
        "drawing": draw(graph, nodes, places, _linker(filters), _wording(graph), marked=view.marked)
        if graph.nodes
        else "",
        "after_the_web": AFTER_THE_WEB,
        "facts": _facts(found, view, graph),
        "has_people": any(key[0] not in (INITIATIVE, ORGANISATION) for key in graph.nodes),
        "has_reuse": any(tie.kind in (REUSES, CONSIDERS) for tie in graph.ties.values()),
        "choices": _choices(graph, nodes, keys),
        "way": _way(focus, keys, nodes, found.graph, view.path),
        "bridges": [_bridge(one, nodes, filters) for one in links],
        **_table(graph, nodes, filters),
    }


def _chosen(code: str, keys: Mapping[str, Key], nodes: Mapping[Key, Node]) -> Node | None:
    return nodes.get(keys[code]) if code in keys else None


def _view(whole: Graph, focus: Focus, keys: Mapping[str, Key]) -> View:
    start, goal, centre = (keys.get(code) for code in (focus.start, focus.goal, focus.node))
    if start and goal:
        path = whole.path(start, goal) if start != goal else []
        wanted = whole.around(path or [start, goal], 1)
        return View(whole.among(wanted[:MOST_NODES]), path or [start, goal], path, max(0, len(wanted) - MOST_NODES))
    if centre:
        wanted = whole.around([centre], focus.steps)
        return View(whole.among(wanted[:MOST_NODES]), [centre], [], max(0, len(wanted) - MOST_NODES))
    return View(whole.among(whole.nodes[:MOST_NODES]), [], [], max(0, len(whole.nodes) - MOST_NODES))


def _too_many(found: Gathered) -> list[str]:
    if not found.is_cut:
        return []
    text = _("There are very many. The web looks at the ties of the newest %(count)s.")
    return [text % {"count": figure(MOST_INITIATIVES)}]


def _facts(found: Gathered, view: View, graph: Graph) -> list[str]:
    """The picture in sentences."""
    facts = [summary(graph)]
    if view.left_out:
        text = ngettext(
            "%(count)s with fewer ties is left out.", "%(count)s with fewer ties are left out.", view.left_out
        )
        facts.append(text % {"count": figure(view.left_out)})
    if found.alone and not view.marked:
        text = ngettext(
            "%(count)s initiative has no ties that you can see.",
            "%(count)s initiatives have no ties that you can see.",
            found.alone,
        )
        facts.append(text % {"count": figure(found.alone)})
    return facts


def _steps(filters: Filters) -> list[dict[str, Any]]:
    labels = {1: _("What it is tied to"), 2: _("One step further")}
    return [
        {
            "label": label,
            "url": filters.focused(replace(filters.focus, steps=steps)).query(),
            "current": filters.focus.steps == steps,
        }
        for steps, label in labels.items()
    ]


def _linker(filters: Filters) -> Any:
    """From the code of a node to the address of its neighbourhood. Codes need no escaping."""
    address = filters.focused(Focus(node="CODE")).query()
    return lambda code: address.replace("knoop=CODE", f"knoop={code}", 1)


def _wording(graph: Graph) -> Wording:
    return Wording(
        title=_("Web of relations"),
        description=_("%(summary)s The same is in the table.") % {"summary": summary(graph)},
        node=lambda node, ties: f"{node.name} ({ties_in_words(ties)})",
        skip=_("Skip the web"),
    )


def _choices(graph: Graph, nodes: Mapping[Key, Node], keys: Mapping[str, Key]) -> list[Node]:
    """Organisations between which a way can be asked."""
    shown = {key for key in (*graph.nodes, *keys.values()) if key[0] == ORGANISATION}
    return sorted((nodes[key] for key in shown if key in nodes), key=lambda node: (node.name.casefold(), node.key))


def _way(
    focus: Focus, keys: Mapping[str, Key], nodes: Mapping[Key, Node], whole: Graph, path: list[Key]
) -> dict[str, Any] | None:
    """The way from one to the other in words; a sentence when there is none."""
    start, goal = (_chosen(code, keys, nodes) for code in (focus.start, focus.goal))
    if not (start and goal):
        if (focus.start and not focus.goal) or (focus.goal and not focus.start):
            return {"sentence": _("Choose two organisations to see what ties them."), "steps": []}
        return None
    names = {"one": start.name, "other": goal.name}
    if start.key == goal.key:
        return {"sentence": _("You chose the same twice: %(one)s.") % names, "steps": []}
    if not path or any(key not in nodes for key in path):
        return {
            "sentence": _("There is no way from %(one)s to %(other)s by ties that you can see.") % names,
            "steps": [],
        }
    steps: list[Said] = said(whole, nodes, path)
    text = ngettext(
        "From %(one)s to %(other)s is %(count)s step:", "From %(one)s to %(other)s is %(count)s steps:", len(steps)
    )
    return {"sentence": text % {**names, "count": len(steps)}, "steps": steps}


def _bridge(bridge: Bridge, nodes: Mapping[Key, Node], filters: Filters) -> dict[str, str]:
    names = [nodes[key].name for key in bridge.groups[:3]]
    rest = len(bridge.groups) - len(names)
    groups = ", ".join(names) + (_(" and %(count)s more") % {"count": rest} if rest else "")
    return {
        "name": nodes[bridge.key].name,
        "kind": str(KINDS[bridge.key[0]]),
        "url": _linker(filters)(nodes[bridge.key].code),
        "reason": _("Links %(count)s groups that have no other ties here: those around %(groups)s.")
        % {"count": len(bridge.groups), "groups": groups},
    }


def _table(graph: Graph, nodes: Mapping[Key, Node], filters: Filters) -> dict[str, Any]:
    """A page of the nodes, those with most ties first."""
    cursor = filters.cursor or Cursor()
    start = max(0, cursor.place - ROWS) if cursor.is_back else cursor.place
    place = start if start < len(graph.nodes) else 0
    shown = graph.nodes[place : place + ROWS]
    link = _linker(filters)
    before, after = Cursor(is_back=True, place=place), Cursor(place=place + ROWS)
    return {
        "rows": [
            Row(nodes[key], str(KINDS[key[0]]), graph.degree(key), _names(graph, nodes, key), link(nodes[key].code))
            for key in shown
        ],
        "before_url": filters.at(before).query() if place else "",
        "after_url": filters.at(after).query() if place + ROWS < len(graph.nodes) else "",
    }


def _names(graph: Graph, nodes: Mapping[Key, Node], key: Key) -> str:
    near = sorted(graph.neighbours[key], key=lambda one: (-graph.degree(one), one))
    names = ", ".join(short(nodes[one].name, LONGEST_NAME) for one in near[:MOST_NAMES])
    rest = len(near) - MOST_NAMES
    return names + (_(" and %(count)s more") % {"count": rest} if rest > 0 else "")
