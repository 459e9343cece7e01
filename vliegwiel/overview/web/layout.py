"""Where the dots stand. Ties pull, dots push each other away (Fruchterman and Reingold 1991), everything drifts to the
middle. The same web gives the same picture: where a dot begins follows from what it is, never from chance.

A large web is laid out by a job, for what everyone sees, and kept. What has no place yet stands by what it is tied to.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from hashlib import blake2b

import numpy as np

from ..filters import Filters
from .gathering import MOST_NODES, gathered, kept_positions
from .graph import Graph, Key

SMALL = 150
"""Nodes up to which a request works out the whole picture itself: a few hundredths of a second."""
ROUNDS_SMALL, ROUNDS = 120, 250
GRAVITY = 1.0
CLOSEST = 0.01
Place = tuple[float, float]


def places_of(graph: Graph, kept: Mapping[Key, Place]) -> dict[Key, Place]:
    """A place for every node, within a request."""
    begun = beginnings(graph, kept)
    if len(begun) > SMALL:
        return begun
    return settled(graph, begun, rounds=ROUNDS_SMALL)


def new_places() -> dict[Key, Place]:
    """For the job: places for what has none yet in the web that everyone sees. Takes seconds when all is new."""
    graph = gathered(None, Filters(), None).graph
    graph = graph.among(graph.nodes[:MOST_NODES])
    kept = kept_positions(graph.nodes)
    new = [key for key in graph.nodes if key not in kept]
    if not new:
        return {}
    found = settled(graph, beginnings(graph, kept), rounds=ROUNDS, moving=new)
    return {key: found[key] for key in new}


def beginnings(graph: Graph, kept: Mapping[Key, Place]) -> dict[Key, Place]:
    """What has a place stands there; the rest near what it is tied to, or somewhere of its own."""
    found = {key: kept[key] for key in graph.nodes if key in kept}
    room = 1.6 * math.sqrt(len(graph.nodes) + 1)
    for key in graph.nodes:
        if key in found:
            continue
        angle, share = _own(key)
        near = [found[one] for one in graph.neighbours[key] if one in found]
        reach = room * math.sqrt(share)
        middle = (0.0, 0.0)
        if near:
            middle = (sum(x for x, _y in near) / len(near), sum(y for _x, y in near) / len(near))
            crowd = min(graph.degree(one) for one in graph.neighbours[key])
            reach = 0.6 + 0.35 * math.sqrt(crowd) * share
        found[key] = (middle[0] + reach * math.cos(angle), middle[1] + reach * math.sin(angle))
    return found


def settled(
    graph: Graph, begun: Mapping[Key, Place], *, rounds: int, moving: Sequence[Key] | None = None
) -> dict[Key, Place]:
    """Let ties pull and dots push for so many rounds, ever more gently. Only `moving` dots move; without it, all."""
    keys = list(begun)
    number = {key: place for place, key in enumerate(keys)}
    points = np.array([begun[key] for key in keys], dtype=np.float32).reshape(-1, 2)
    ends = np.array([(number[one], number[other]) for one, other in graph.ties], dtype=np.int64).reshape(-1, 2)
    free = np.arange(len(keys)) if moving is None else np.array([number[key] for key in moving], dtype=np.int64)
    warmth = 0.1 * math.sqrt(len(keys) + 1)
    for turn in range(rounds):
        force = _push(points, free) - GRAVITY * points[free]
        force += _pull(points, ends)[free]
        length = np.maximum(np.hypot(force[:, 0], force[:, 1]), CLOSEST)
        step = np.minimum(length, warmth * (1 - turn / rounds) + CLOSEST)
        points[free] += force * (step / length)[:, None]
    return {key: (float(x), float(y)) for key, (x, y) in zip(keys, points, strict=True)}


def _push(points: np.ndarray, free: np.ndarray) -> np.ndarray:
    """Every dot pushes every other, less when further away. By multiplying matrices: a third of the time."""
    squares = (points * points).sum(1)
    distance = squares[free, None] + squares[None, :] - 2 * (points[free] @ points.T)
    weight = 1 / np.maximum(distance, CLOSEST)
    return points[free] * weight.sum(1)[:, None] - weight @ points


def _pull(points: np.ndarray, ends: np.ndarray) -> np.ndarray:
    force = np.zeros_like(points)
    along = points[ends[:, 0]] - points[ends[:, 1]]
    along *= np.hypot(along[:, 0], along[:, 1])[:, None]
    np.add.at(force, ends[:, 0], -along)
    np.add.at(force, ends[:, 1], along)
    return force


def _own(key: Key) -> tuple[float, float]:
    """An angle, and a share between nought and one, that are of this node alone."""
    digest = blake2b(f"{key[0]}{key[1]}".encode(), digest_size=8).digest()
    return (
        int.from_bytes(digest[:4], "big") / 2**32 * math.tau,
        int.from_bytes(digest[4:], "big") / 2**32,
    )
