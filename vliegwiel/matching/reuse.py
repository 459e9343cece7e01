"""Can be reused here: what of others meets a need, a problem or a stage of an initiative.

Every piece of mine that asks for something (the problem, what is needed, how it is done) is held against the parts and
methods of others, in one direction: from a need to what may answer it. The piece that fits best is part of the reason.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise

from django.db.models import Count, Exists, OuterRef, Q

from vliegwiel.activity.audience import Viewer, tokens_of
from vliegwiel.initiatives.journey import End, Kind
from vliegwiel.initiatives.models import Initiative, Part

from . import reasons, search
from .calibration import REUSE, Likeness
from .directions import REUSE as DIRECTION
from .documents import Found
from .engine import Reader
from .models import SearchDocument
from .resemblance import features, is_enough, measured, telling_words
from .texts import Texts

MOST_SHOWN = 5
COMPARED = 20
KINDS = ("part", "initiative")
FEWEST_SHARED = 1
"""Telling words that both hold, unless the meaning is very near."""
NEAR = 0.875
"""A cosine from a need to an answer from which meaning alone carries it."""
FEW = 20
"""With fewer things that could be reused, only a surer one is said."""

Thing = tuple[str, int]
"""Its kind, and its id."""


@dataclass(frozen=True, slots=True)
class Fit:
    """Something of others and how well it answers; `piece` is the text of mine that it answers."""

    document: SearchDocument
    chance: float
    piece: str
    shared: tuple[str, ...]

    @property
    def likeness(self) -> Likeness | None:
        """Never called the same: it is an answer."""
        if self.chance < REUSE.shown:
            return None
        return Likeness.VERY_SIMILAR if self.chance >= REUSE.same else Likeness.MAYBE_USEFUL


@dataclass(frozen=True)
class Reusable:
    """A part or a method of others, with the reasons as sentences."""

    thing: Part | Initiative
    likeness: Likeness
    piece: str
    shared: tuple[str, ...]
    reasons: list[str] = field(default_factory=list)

    @property
    def is_part(self) -> bool:
        return isinstance(self.thing, Part)


def reusable_here(
    texts: Texts, viewer: Viewer | None, *, without: Collection[Thing] = (), of: Initiative | None = None
) -> list[Reusable]:
    """Parts and methods of others that may help here, at most five, none when none is good enough.

    `without`: these things, by kind and id, are left out. `of`: the initiative the texts are of; its own are no answer.
    """
    asked = {"problem": texts.problem, "solution": texts.solution} if texts.problem or texts.solution else {}
    found = answers(asked | {"": texts.whole} if not texts.problem else asked, viewer, KINDS, without=without)
    things = _things(found, viewer, of)
    shown = [one for one in found if (one.document.kind, one.document.target_id) in things and one.likeness]
    return [_reusable(one, things[one.document.kind, one.document.target_id]) for one in shown[:MOST_SHOWN]]


def answers(
    asked: Mapping[str, str], viewer: Viewer | None, kinds: Collection[str], *, without: Collection[Thing] = ()
) -> list[Fit]:
    """What of these kinds answers any of these texts (by name), best first; only what is good enough."""
    reader, tokens = search.reader(), tokens_of(viewer)
    lookups = {
        name: reader.similar("", text, tokens, COMPARED, kinds, direction=DIRECTION)
        for name, text in asked.items()
        if is_enough(text)
    }
    ids = {one for found in lookups.values() for one in found.ids}
    rows = SearchDocument.objects.visible_to(viewer).filter(deleted=False).in_bulk(list(ids))
    left_out = set(without)
    best: dict[int, Fit] = {}
    for name, found in lookups.items():
        for fit in _fits(name, asked[name], found, rows, reader):
            known = best.get(fit.document.pk)
            if (fit.document.kind, fit.document.target_id) not in left_out and (not known or known.chance < fit.chance):
                best[fit.document.pk] = fit
    return sorted(best.values(), key=lambda one: (-one.chance, one.document.pk))


def _fits(name: str, text: str, found: Found, rows: Mapping[int, SearchDocument], reader: Reader) -> Iterator[Fit]:
    """The answers to one text that are good enough."""
    own, rarity = features(text), reader.rarities()
    hits = [hit for hit in found if hit.id in rows]
    leads = [one.score - two.score for one, two in pairwise(hits)] + [0.0]
    for hit, lead in zip(hits, leads, strict=False):
        row = rows[hit.id]
        other = f"{row.title}\n{row.text}"
        measures = replace(measured(own, features(other), rarity), meaning=hit.meaning, lead=min(lead, 0.3))
        chance = REUSE.chance(measures)
        least = REUSE.same if len(rows) < FEW else REUSE.shown
        if chance < least:
            continue
        shared = telling_words(text, other, rarity)
        if len(shared) >= FEWEST_SHARED or hit.meaning >= NEAR:
            yield Fit(row, chance, name, shared)


def _things(found: list[Fit], viewer: Viewer | None, of: Initiative | None) -> dict[Thing, Part | Initiative]:
    """The things themselves, as far as the viewer sees them: parts of what stands, and methods. Two statements."""
    parts = Part.objects.visible_to(viewer).filter(pk__in=_ids(found, "part"))
    standing = Initiative.objects.standing().exclude(end=End.MERGED).filter(pk=OuterRef("initiative"))
    methods = Initiative.objects.visible_to(viewer).standing().filter(kind=Kind.METHOD)
    seen = Q(reuses__initiative__in=Initiative.objects.visible_to(viewer))
    parts = parts.filter(Exists(standing)).select_related("initiative").annotate(users=Count("reuses", filter=seen))
    if of is not None:
        parts, methods = parts.exclude(initiative=of), methods.exclude(pk=of.pk)
    rows = [
        *parts.order_by(),
        *methods.filter(pk__in=_ids(found, "initiative")).exclude(end=End.MERGED).select_related("stage").order_by(),
    ]
    return {("part" if isinstance(row, Part) else "initiative", row.pk): row for row in rows}


def _ids(found: list[Fit], kind: str) -> list[int]:
    return [one.document.target_id for one in found if one.document.kind == kind]


def _reusable(fit: Fit, thing: Part | Initiative) -> Reusable:
    likeness = fit.likeness or Likeness.MAYBE_USEFUL
    told = [reasons.of_fit(fit.piece, fit.shared), *reasons.of_users(getattr(thing, "users", 0))]
    return Reusable(thing, likeness, fit.piece, fit.shared, told)
