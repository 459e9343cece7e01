"""Scores of an answered task, with 95 % bootstrap intervals over its queries.

    ndcg@10    linear gain, discounted by log2 of the rank
    recall@10  share of the wanted documents in the first ten; where more than ten are wanted, ten count as all
    mrr@10     1 / rank of the first wanted document, 0 beyond rank ten

Of the decision to show: precision (shown first and wanted, of all shown), recall (queries with a counterpart that are
shown it first) and false alarms (queries without a counterpart that are shown anything).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from .sets import Query, Task

DEPTH = 10
SAMPLES = 1_000
SEED = 20240601
RANKED = ("ndcg@10", "recall@10", "mrr@10")
DECIDED = ("precision", "recall", "false_alarms")

Ranking = Sequence[tuple[str, float]]
"""Documents with their scores, best first."""
Interval = tuple[float, float, float]
"""A figure, and the lower and upper end of its 95 % interval."""


class First(NamedTuple):
    """What one query was shown first: whether anything, and whether that was right; `wanted`: it has a counterpart."""

    shown: bool
    right: bool
    wanted: bool


def in_order(scores: Mapping[str, float], query: Query) -> list[tuple[str, float]]:
    """Best first, ties by document, so that no answer wins by the order it was found in; without the excluded."""
    kept = [(document, score) for document, score in scores.items() if document not in query.excluded]
    return sorted(kept, key=lambda pair: (-pair[1], pair[0]))


def ranked(task: Task, rankings: Mapping[str, Ranking]) -> dict[str, Interval]:
    """The ranking figures over the queries that have an answer."""
    asked = [query.id for query in task.queries if query.id in task.wanted]
    rows = [figures(rankings.get(one, ()), task.wanted[one]) for one in asked]
    return dict(zip(RANKED, _intervals(np.array(rows)), strict=True))


def figures(ranking: Ranking, wanted: Mapping[str, float]) -> list[float]:
    """nDCG, recall and reciprocal rank at ten of one query."""
    gains = [wanted.get(document, 0.0) for document, _ in ranking[:DEPTH]]
    ideal = sorted(wanted.values(), reverse=True)[:DEPTH]
    hits = [rank for rank, gain in enumerate(gains, 1) if gain]
    return [_discounted(gains) / _discounted(ideal), len(hits) / min(len(wanted), DEPTH), 1 / hits[0] if hits else 0.0]


def decided(task: Task, shown: Mapping[str, Ranking]) -> dict[str, Interval]:
    """The figures of the decision; `shown`: what the program found good enough to show, best first."""
    firsts = []
    for query in task.queries:
        best, wanted = shown.get(query.id, ())[:1], task.wanted.get(query.id, {})
        firsts.append(First(bool(best), bool(best) and best[0][0] in wanted, bool(wanted)))
    rows = np.array(firsts, dtype=float)
    draws = np.stack([_decision(rows[pick]) for pick in _picks(len(rows))])
    low, high = np.percentile(draws, [2.5, 97.5], axis=0)
    return {name: _interval(*row) for name, *row in zip(DECIDED, _decision(rows), low, high, strict=True)}


def _decision(rows: np.ndarray) -> np.ndarray:
    shown, right, wanted = rows.T
    with_one, without = wanted.sum(), len(rows) - wanted.sum()
    alarms = (shown * (1 - wanted)).sum()
    return np.array([right.sum() / (shown.sum() or 1), right.sum() / (with_one or 1), alarms / (without or 1)])


def _discounted(gains: Sequence[float]) -> float:
    return float(sum(gain / np.log2(rank + 1) for rank, gain in enumerate(gains, 1)))


def _picks(size: int) -> np.ndarray:
    return np.random.default_rng(SEED).integers(0, size, size=(SAMPLES, size))


def _intervals(rows: np.ndarray) -> list[Interval]:
    draws = np.stack([rows[pick].mean(axis=0) for pick in _picks(len(rows))])
    low, high = np.percentile(draws, [2.5, 97.5], axis=0)
    return [_interval(*row) for row in zip(rows.mean(axis=0), low, high, strict=True)]


def _interval(value: float, low: float, high: float) -> Interval:
    return float(value), float(low), float(high)
