"""Nodes and ties, and what follows from them: neighbourhoods and shortest paths. No database here."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

INITIATIVE, ORGANISATION, PERSON = "i", "o", "p"
Key = tuple[str, int]
"""What a node is, and its id."""
INITIATED, TAKES_PART, INTERESTED, REUSES, CONSIDERS, WORKS_ON, CONNECTED = (
    "initiated", "takes_part", "interested", "reuses", "considers", "works_on", "connected",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Node:
    """As it is shown."""

    key: Key
    code: str
    name: str
    url: str


@dataclass(frozen=True, slots=True)
class Tie:
    """`one` does something with `other`: an organisation takes part in an initiative."""

    one: Key
    other: Key
    kind: str


class Graph:
    """Ties between nodes. Everything comes in one order, so that the same facts give the same picture."""

    def __init__(self, ties: Iterable[Tie], nodes: Iterable[Key] = ()) -> None:
        self.ties: dict[tuple[Key, Key], Tie] = {}
        for tie in ties:
            if (tie.other, tie.one) not in self.ties:
                self.ties.setdefault((tie.one, tie.other), tie)
        self._alone = tuple(nodes)

    @cached_property
    def neighbours(self) -> dict[Key, list[Key]]:
        found: dict[Key, list[Key]] = defaultdict(list)
        for one, other in self.ties:
            found[one].append(other)
            found[other].append(one)
        return {key: sorted(near) for key, near in found.items()} | {key: [] for key in self._alone if key not in found}

    @cached_property
    def nodes(self) -> list[Key]:
        """Those with most ties first."""
        return sorted(self.neighbours, key=lambda key: (-len(self.neighbours[key]), key))

    def degree(self, key: Key) -> int:
        return len(self.neighbours.get(key, ()))

    def tie(self, one: Key, other: Key) -> Tie:
        return self.ties.get((one, other)) or self.ties[(other, one)]

    def among(self, kept: Iterable[Key]) -> Graph:
        """Only these nodes, and the ties between them."""
        inside = set(kept)
        ties = [tie for (one, other), tie in self.ties.items() if one in inside and other in inside]
        return Graph(ties, sorted(inside))

    def around(self, start: Iterable[Key], steps: int) -> list[Key]:
        """These nodes and what is at most so many ties away, the nearest first."""
        found = dict.fromkeys(start, 0)
        line = deque(found)
        while line:
            key = line.popleft()
            if found[key] < steps:
                for near in sorted(self.neighbours.get(key, ()), key=lambda one: (-self.degree(one), one)):
                    if near not in found:
                        found[near] = found[key] + 1
                        line.append(near)
        return list(found)

    def path(self, start: Key, goal: Key) -> list[Key]:
        """A shortest way from one to the other; empty when there is none."""
        came: dict[Key, Key] = {start: start}
        line = deque([start])
        while line and goal not in came:
            key = line.popleft()
            for near in self.neighbours.get(key, ()):
                if near not in came:
                    came[near] = key
                    line.append(near)
        if goal not in came:
            return []
        found = [goal]
        while found[-1] != start:
            found.append(came[found[-1]])
        return found[::-1]

    def parts_without(self, key: Key) -> list[list[Key]]:
        """The groups into which its neighbours fall apart when this node is gone."""
        seen, parts = {key}, []
        for start in self.neighbours.get(key, ()):
            if start in seen:
                continue
            part, line = [start], deque([start])
            seen.add(start)
            while line:
                for near in self.neighbours[line.popleft()]:
                    if near not in seen:
                        seen.add(near)
                        part.append(near)
                        line.append(near)
            parts.append(part)
        return parts
