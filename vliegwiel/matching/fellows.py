"""Fellow organisations for a need: those that did something like it, or reused something of it; reasons as data.

Only what whoever placed the need may see counts. An organisation of another kind than those that started it is no
fellow; about as large and the same region are reasons beside another, not by themselves.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from vliegwiel.activity.audience import tokens_of
from vliegwiel.exchange.actions import Found
from vliegwiel.exchange.models import Need
from vliegwiel.initiatives.journey import End, ReuseState
from vliegwiel.initiatives.models import Initiative, Participation, Reuse
from vliegwiel.people.journey import SELLING_KINDS, OrganisationKind
from vliegwiel.people.models import Organisation, Person

from .joining import size_class
from .queries.alike import alike

SHOWN = 5
MOST_ALIKE = 200
"""Initiatives with the same theme that are looked at, the newest."""
VERY_ALIKE, SAME_THEME, REUSED, SAME_REGION, SAME_SIZE, ONE_MORE = 3.0, 1.0, 2.5, 1.0, 0.5, 0.2
ENOUGH = 2.0
"""One telling reason, or a weak one with another beside it."""


@dataclass
class Grounds:
    """Why an organisation would take part: initiatives, with how much each tells."""

    took_part_in: dict[int, float] = field(default_factory=dict)
    reused_from: set[int] = field(default_factory=set)


def fellows_for(need: Need, viewer: Person, *, limit: int = SHOWN) -> list[Found]:
    """Organisations that would likely take part, best first; none when none is likely."""
    own = need.initiative
    near = _alike(need, viewer)
    grounds: dict[int, Grounds] = defaultdict(Grounds)
    for organisation, initiative in _participations(viewer, near):
        grounds[organisation].took_part_in[initiative] = near[initiative]
    for organisation, initiative in _reuses(viewer, [*near, *([own.pk] if own else [])]):
        grounds[organisation].reused_from.add(initiative)
    starters = _starters(need)
    rows = Organisation.objects.visible_to(viewer).filter(pk__in=grounds).exclude(pk__in=_already(need))
    found = []
    for row in rows.exclude(kind__in=SELLING_KINDS).order_by("sort_name", "id").prefetch_related("regions"):
        score, reasons = _judged(row, grounds[row.pk], need, starters)
        if score >= ENOUGH:
            found.append((score, Found(row, reasons)))
    return [one for _score, one in sorted(found, key=lambda pair: -pair[0])[:limit]]


def _alike(need: Need, viewer: Person) -> dict[int, float]:
    """Initiatives of others on the same subject, with how much that tells."""
    own = need.initiative
    title, text = (own.title, f"{own.question}\n{own.summary}") if own else (need.title, need.text)
    themes = sorted({*need.themes.values_list("pk", flat=True), *(own.theme_ids if own else [])})
    mine = [own.pk] if own else []
    others = Initiative.objects.visible_to(viewer).standing().exclude(end=End.MERGED).exclude(pk__in=mine)
    same = others.filter(theme_ids__overlap=themes).order_by("-changed_at", "-pk")[:MOST_ALIKE] if themes else []
    near = {one.pk: SAME_THEME for one in same}
    return near | {one.initiative.pk: VERY_ALIKE for one in alike(title, text, viewer, without=mine)}


def _participations(viewer: Person, near: dict[int, float]) -> list[tuple[int, int]]:
    seen = Initiative.objects.visible_to(viewer).filter(pk__in=near)
    return list(Participation.objects.filter(initiative__in=seen).values_list("organisation_id", "initiative_id"))


def _reuses(viewer: Person, initiatives: list[int]) -> list[tuple[int, int]]:
    """Organisations of initiatives that reuse a part of these, with what they reuse from; both seen by the viewer."""
    tokens = tokens_of(viewer)
    rows = Reuse.objects.filter(
        part__initiative__in=initiatives, part__audience__overlap=tokens, initiative__audience__overlap=tokens
    ).exclude(state=ReuseState.DECLINED)
    found = rows.values_list("initiative__initiator_ids", "part__initiative_id")
    return [(organisation, initiative) for initiators, initiative in found for organisation in initiators]


def _starters(need: Need) -> list[Organisation]:
    """The organisations of the need itself: those that started it, or that placed it."""
    ids = need.initiative.initiator_ids if need.initiative else [need.organisation_id]
    return list(Organisation.objects.filter(pk__in=[pk for pk in ids if pk]).prefetch_related("regions"))


def _already(need: Need) -> set[int]:
    """Those that take part, were asked, or placed it."""
    own = need.initiative.organisation_ids if need.initiative else [need.organisation_id]
    joined = need.connections.filter(ended_at=None).values_list("organisation_id", flat=True)
    asked = need.proposals.values_list("organisation_id", flat=True)
    return {pk for pk in (*own, *joined, *asked) if pk}


def _judged(
    row: Organisation, ground: Grounds, need: Need, starters: list[Organisation]
) -> tuple[float, dict[str, object]]:
    kinds = {one.kind for one in starters}
    if OrganisationKind.MUNICIPALITY in kinds and row.kind not in kinds:
        return 0.0, {}
    wanted = {need.region_id} if need.region_id else {pk for one in starters for pk in _regions(one)}
    regions = sorted(wanted & _regions(row))
    size = size_class(row)
    is_as_large = size is not None and size in {size_class(one) for one in starters}
    took_part = sorted(ground.took_part_in, key=lambda pk: -ground.took_part_in[pk])
    score = max(ground.took_part_in.values(), default=0.0) + ONE_MORE * len(took_part)
    score += REUSED * bool(ground.reused_from) + SAME_REGION * bool(regions) + SAME_SIZE * is_as_large
    reasons = {
        "took_part_in": took_part[:3],
        "reused_from": sorted(ground.reused_from)[:3],
        "regions": regions[:2],
        "same_size": is_as_large,
    }
    return score, {name: value for name, value in reasons.items() if value}


def _regions(row: Organisation) -> set[int]:
    return {region.pk for region in row.regions.all()}  # type: ignore[attr-defined]
