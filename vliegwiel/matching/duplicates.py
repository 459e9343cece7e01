"""The same thing at many bodies: entries of a register brought together by title and by what their texts mean.

No entry is compared with every other. Entries with the same title (by its stems, in any order) are one group from the
start; a group is then compared only with larger ones that share a telling word of the title, and joins the one it is
most like. What joins is compared with the group that leads, never with others that joined, so that nothing drifts from
one subject to the next.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vliegwiel.activity.prepared import among

from . import search
from .asked import rarity
from .models import SearchDocument
from .words import content_words, forms

COVER = 0.6
"""Rarity of the shared stems of two titles against that of the title with least."""
NEAR = 0.91
"""Cosine of what the texts of both groups mean on average. Without vectors only equal titles are the same."""
TELLING = 2.0
"""Rarity among the titles from which a stem brings groups together."""
MOST_SAMPLED = 30
"""Entries of a group that stand for all of them."""
MOST_IN_BLOCK = 2_000
"""Groups that share a stem; a commoner stem brings nothing together."""

Vector = NDArray[np.float32]


def vectors_of_initiatives(ids: Sequence[int]) -> dict[int, Vector]:
    """The vectors of their whole texts, as far as this process has them: to compare, nothing is read out of them."""
    asking = search.reader().asking
    if asking is None or not len(asking.matrix):
        return {}
    these = among(ids, SearchDocument, "target_id")
    rows = SearchDocument.objects.filter(these, kind="initiative", deleted=False).order_by()
    pieces = ((target, asking.matrix.pieces(row)) for target, row in rows.values_list("target_id", "pk"))
    return {target: found[0].vector for target, found in pieces if found}


@dataclass(frozen=True, slots=True)
class _Group:
    stems: frozenset[str]
    ids: tuple[int, ...]
    vector: Vector | None


def same_things(
    titles: Mapping[int, str], vectors: Callable[[Sequence[int]], Mapping[int, Vector]] = lambda _ids: {}
) -> list[list[int]]:
    """Bring together the entries (id to title) that are probably the same thing: lists of ids, the largest first.

    `vectors`: the vectors of these entries, as far as there are any. The same entries always give the same answer.
    """
    groups = _groups(titles, vectors)
    counts: dict[str, int] = defaultdict(int)
    for group in groups:
        for stem in group.stems:
            counts[stem] += 1
    worth = {stem: rarity(count, len(groups)) for stem, count in counts.items()}
    blocks: dict[str, list[int]] = defaultdict(list)
    found: dict[int, list[int]] = {}
    for place, group in enumerate(groups):
        telling = [stem for stem in group.stems if worth[stem] >= TELLING and counts[stem] <= MOST_IN_BLOCK]
        leaders = sorted({leader for stem in telling for leader in blocks[stem]})
        best = max(((_likeness(group, groups[one], worth), -one) for one in leaders), default=(0.0, 0))
        if best[0] > 0:
            found[-best[1]] += group.ids
            continue
        found[place] = list(group.ids)
        for stem in telling:
            blocks[stem].append(place)
    return sorted((ids for ids in found.values() if len(ids) > 1), key=lambda ids: (-len(ids), ids[0]))


def _groups(titles: Mapping[int, str], vectors: Callable[[Sequence[int]], Mapping[int, Vector]]) -> list[_Group]:
    """Entries with the same title, the largest group first."""
    by_words: dict[frozenset[str], list[int]] = defaultdict(list)
    for one in sorted(titles):
        words = {forms(word).stem for word in content_words(titles[one])}
        if words:
            by_words[frozenset(words)].append(one)
    ordered = sorted(by_words.items(), key=lambda pair: (-len(pair[1]), pair[1][0]))
    known = vectors([one for _, ids in ordered for one in ids[:MOST_SAMPLED]])
    return [_Group(_stems(titles[ids[0]]), tuple(ids), _mean(ids[:MOST_SAMPLED], known)) for _, ids in ordered]


def _stems(title: str) -> frozenset[str]:
    """With the parts of compounds: anonimiseringstool and anonimiseren share a stem."""
    return frozenset(stem for word in content_words(title) for stem in forms(word).stems)


def _mean(ids: Collection[int], vectors: Mapping[int, Vector]) -> Vector | None:
    known = [vectors[one] for one in ids if one in vectors]
    if not known:
        return None
    mean = np.mean(known, axis=0)
    return mean / (np.linalg.norm(mean) or 1.0)


def _likeness(group: _Group, leader: _Group, worth: Mapping[str, float]) -> float:
    """How near two groups are in meaning, 0 when their titles or their texts are not the same thing."""
    if group.vector is None or leader.vector is None:
        return 0.0
    shared = sum(worth[stem] for stem in group.stems & leader.stems)
    least = min(sum(worth[stem] for stem in one.stems) for one in (group, leader))
    if shared < COVER * least:
        return 0.0
    near = float(group.vector @ leader.vector)
    return near if near >= NEAR else 0.0
