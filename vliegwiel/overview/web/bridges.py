"""Who links groups that otherwise have no ties: without them the web falls apart at that place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from .graph import INITIATIVE, ORGANISATION, Graph, Key

MOST = 6
"""Bridges that are shown."""
LOOKED_AT = 12
"""Nodes at which the groups themselves are looked up."""


@dataclass(frozen=True)
class Bridge:
    """A person or organisation, and of each group that it links the organisation with most ties."""

    key: Key
    groups: list[Key]
    organisations: int
    """How many organisations would be cut off from the largest group."""


def bridges(graph: Graph) -> list[Bridge]:
    """Those that link most organisations. A group counts when another organisation is in it."""
    found = []
    cuts = [key for key in cut_points(graph) if key[0] != INITIATIVE]
    for key in sorted(cuts, key=lambda key: (-graph.degree(key), key))[:LOOKED_AT]:
        groups = [[one for one in part if one[0] == ORGANISATION] for part in graph.parts_without(key)]
        groups = sorted((group for group in groups if group), key=lambda group: (-len(group), group))
        if len(groups) > 1:
            best = [min(group, key=lambda one: (-graph.degree(one), one)) for group in groups]
            found.append(Bridge(key, best, sum(map(len, groups[1:]))))
    return sorted(found, key=lambda one: (-one.organisations, -len(one.groups), one.key))[:MOST]


def cut_points(graph: Graph) -> set[Key]:
    """Nodes without which their part of the web falls apart (Hopcroft and Tarjan), without recursion."""
    number: dict[Key, int] = {}
    low: dict[Key, int] = {}
    cuts: set[Key] = set()
    for root in graph.nodes:
        if root in number:
            continue
        number[root] = low[root] = len(number)
        line: list[tuple[Key, Key | None, Iterator[Key]]] = [(root, None, iter(graph.neighbours[root]))]
        branches = 0
        while line:
            key, parent, rest = line[-1]
            near = next(rest, None)
            if near is None:
                line.pop()
                if parent is not None and parent != root:
                    low[parent] = min(low[parent], low[key])
                    if low[key] >= number[parent]:
                        cuts.add(parent)
                branches += parent == root
            elif near not in number:
                number[near] = low[near] = len(number)
                line.append((near, key, iter(graph.neighbours[near])))
            elif near != parent:
                low[key] = min(low[key], number[near])
        if branches > 1:
            cuts.add(root)
    return cuts
