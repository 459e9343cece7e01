"""From filters to the web: what this viewer may see of initiatives, organisations and people, and their ties.

A constant number of statements: at most eight. A tie is there only when both its ends may be seen.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from django.db.models import Q, Value
from django.urls import reverse

from vliegwiel.activity.audience import Viewer, tokens_of
from vliegwiel.activity.prepared import among
from vliegwiel.core.codes import slug_of
from vliegwiel.exchange.models import Connection
from vliegwiel.initiatives.journey import Part as PartOf
from vliegwiel.initiatives.journey import ReuseState
from vliegwiel.initiatives.models import Initiative, Participation, Reuse, TeamRole
from vliegwiel.people.journey import OrganisationKind
from vliegwiel.people.models import Organisation, Person

from ..filters import NEWEST, Filters
from ..models import Position
from ..paging import ORDERS
from ..selection import selected
from . import graph as words
from .graph import INITIATIVE, ORGANISATION, PERSON, Graph, Key, Node, Tie

MOST_NODES = 2_000
"""Nodes that are drawn: the best connected."""
MOST_INITIATIVES = 5_000
"""Initiatives of which ties are looked up: the newest, and those of whatever is asked for by its code."""
MOST_CONNECTIONS = 5_000
_TIE_OF_PART: dict[str, str] = {
    PartOf.INITIATOR: words.INITIATED, PartOf.PARTICIPANT: words.TAKES_PART, PartOf.INTERESTED: words.INTERESTED
}  # fmt: skip
_TIE_OF_REUSE: dict[str, str] = {ReuseState.USES: words.REUSES, ReuseState.CONSIDERS: words.CONSIDERS}
_CARRIERS = ("initiative_id", "organisation_id", "person_id")
_KIND_OF_CARRIER = dict(zip(_CARRIERS, (INITIATIVE, ORGANISATION, PERSON), strict=True))


@dataclass
class Gathered:
    """The web of a selection, and how many of its initiatives have no tie at all."""

    graph: Graph
    initiatives: int
    """How many were looked at."""
    is_cut: bool
    """There are more initiatives than were looked at."""

    @property
    def alone(self) -> int:
        return self.initiatives - sum(kind == INITIATIVE for kind, _pk in self.graph.neighbours)


def asked_for(viewer: Viewer | None, codes: Iterable[str]) -> dict[str, Key]:
    """What the codes of the address stand for, as far as this viewer sees it. One statement, none without codes."""
    wanted = list(codes)
    if not wanted:
        return {}
    rows = Initiative.objects.visible_to(viewer).standing().filter(code__in=wanted).order_by()
    bodies, people = Organisation.objects.visible_to(viewer), Person.objects.visible_to(viewer).active()
    others = [
        seen.filter(code__in=wanted).order_by().values_list(Value(kind), "pk", "code")
        for kind, seen in ((ORGANISATION, bodies), (PERSON, people))
    ]
    found = rows.values_list(Value(INITIATIVE), "pk", "code").union(*others, all=True)
    return {code: (kind, pk) for kind, pk, code in found}


def gathered(viewer: Viewer | None, filters: Filters, found: list[int] | None, near: Iterable[Key] = ()) -> Gathered:
    """The ties of the selection; those of `near` surely among them. Five statements."""
    ids = _initiatives(viewer, filters, found, list(near))
    is_cut, ids = len(ids) > MOST_INITIATIVES, ids[:MOST_INITIATIVES]
    ties = [*_parts(ids), *_reuses(ids), *_roles(viewer, ids)]
    inside = {INITIATIVE: set(ids)}
    for tie in ties:
        inside.setdefault(tie.one[0], set()).add(tie.one[1])
    ties += [
        tie
        for tie in _connections(viewer)
        if not filters.is_filtered or any(pk in inside.get(kind, ()) for kind, pk in (tie.one, tie.other))
    ]
    seen = set(ids)
    ties = [tie for tie in ties if all(kind != INITIATIVE or pk in seen for kind, pk in (tie.one, tie.other))]
    return Gathered(Graph(ties), len(ids), is_cut)


def _initiatives(viewer: Viewer | None, filters: Filters, found: list[int] | None, near: list[Key]) -> list[int]:
    """Ids: those of what is asked for first, then the newest."""
    rows = selected(viewer, filters, found)
    newest = rows.order_by(*ORDERS[NEWEST]).values_list("pk", flat=True)[: MOST_INITIATIVES + 1]
    if not near:
        return list(newest)
    ids = {kind: [pk for one, pk in near if one == kind] for kind in (INITIATIVE, ORGANISATION, PERSON)}
    of_people = TeamRole.objects.filter(person__in=Person.objects.visible_to(viewer).filter(pk__in=ids[PERSON]))
    asked = rows.filter(
        Q(organisation_ids__overlap=ids[ORGANISATION])
        | Q(pk__in=ids[INITIATIVE])
        | Q(pk__in=of_people.order_by().values("initiative"))
    ).order_by(*ORDERS[NEWEST])
    first = asked.values_list("pk", Value(0))[: MOST_INITIATIVES // 2]
    rest = rows.order_by(*ORDERS[NEWEST]).values_list("pk", Value(1))[: MOST_INITIATIVES + 1]
    both = sorted(first.union(rest, all=True), key=lambda row: (row[1], -row[0]))
    return list(dict.fromkeys(pk for pk, _place in both))


def _parts(ids: list[int]) -> Iterator[Tie]:
    rows = Participation.objects.filter(among(ids, Participation, "initiative_id")).order_by()
    for initiative, organisation, part in rows.values_list("initiative_id", "organisation_id", "part"):
        yield Tie((ORGANISATION, organisation), (INITIATIVE, initiative), _TIE_OF_PART[part])


def _reuses(ids: list[int]) -> Iterator[Tie]:
    rows = Reuse.objects.filter(among(ids, Reuse, "initiative_id"), state__in=_TIE_OF_REUSE).order_by("-state", "id")
    for initiative, origin, state in rows.values_list("initiative_id", "part__initiative_id", "state"):
        if initiative != origin:
            yield Tie((INITIATIVE, initiative), (INITIATIVE, origin), _TIE_OF_REUSE[state])


def _roles(viewer: Viewer | None, ids: list[int]) -> Iterator[Tie]:
    """People on teams, as far as one may see who they are."""
    people = Person.objects.visible_to(viewer).active()
    rows = TeamRole.objects.filter(among(ids, TeamRole, "initiative_id"), person__in=people).order_by()
    for initiative, person in rows.values_list("initiative_id", "person_id").distinct():
        yield Tie((PERSON, person), (INITIATIVE, initiative), words.WORKS_ON)


def _connections(viewer: Viewer | None) -> Iterator[Tie]:
    """Two who were brought together, and what the need and the offer were of, as far as one sees them."""
    people = Person.objects.visible_to(viewer).active()
    rows = Connection.objects.visible_to(viewer).filter(ended_at=None, one__in=people, other__in=people)
    columns = [f"{side}__{name}" for side in ("need", "offer") for name in ("audience", *_CARRIERS)]
    mine = set(tokens_of(viewer))
    for row in rows.order_by("-made_at", "-id").values("one_id", "other_id", "organisation_id", *columns)[
        :MOST_CONNECTIONS
    ]:
        yield Tie((PERSON, row["one_id"]), (PERSON, row["other_id"]), words.CONNECTED)
        ends = [end for side in ("need", "offer") if (end := _carrier(row, side, mine))]
        if row["organisation_id"]:
            ends.append((ORGANISATION, row["organisation_id"]))
        for one, other in pairwise(ends):
            if one != other and PERSON not in (one[0], other[0]):
                yield Tie(one, other, words.CONNECTED)


def _carrier(row: dict[str, Any], side: str, mine: set[str]) -> Key | None:
    if not mine & set(row[f"{side}__audience"] or ()):
        return None
    filled = ((_KIND_OF_CARRIER[name], row[f"{side}__{name}"]) for name in _CARRIERS)
    return next((end for end in filled if end[1]), None)


def named(viewer: Viewer | None, keys: Iterable[Key]) -> dict[Key, Node]:
    """What is shown of these nodes, in one statement; once more only those that the viewer sees."""
    ids: dict[str, list[int]] = {INITIATIVE: [], ORGANISATION: [], PERSON: []}
    for kind, pk in keys:
        ids[kind].append(pk)
    initiatives = Initiative.objects.visible_to(viewer).filter(among(ids[INITIATIVE], Initiative)).order_by()
    bodies = Organisation.objects.visible_to(viewer).filter(among(ids[ORGANISATION], Organisation)).order_by()
    people = Person.objects.visible_to(viewer).active().filter(among(ids[PERSON], Person)).order_by()
    rows = initiatives.values_list(Value(INITIATIVE), "pk", "code", "slug", "title", "kind").union(
        bodies.values_list(Value(ORGANISATION), "pk", "code", "official_name", "name", "kind"),
        people.values_list(Value(PERSON), "pk", "code", "given_name", "infix", "family_name"),
        all=True,
    )
    return {(kind, pk): _node((kind, pk), code, texts) for kind, pk, code, *texts in rows}


def _node(key: Key, code: str, texts: list[str]) -> Node:
    (kind, _pk), (first, second, third) = key, texts
    if kind == INITIATIVE:
        return Node(key, code, second, reverse("initiatives:initiative", args=[code, first]))
    if kind == ORGANISATION:
        name = first or second if third == OrganisationKind.PROVINCE else second
        return Node(key, code, name, reverse("people:organisation", args=[code, slug_of(second)]))
    name = " ".join(part for part in (first, second, third) if part)
    return Node(key, code, name, reverse("people:person", args=[code]))


def kept_positions(keys: Iterable[Key]) -> dict[Key, tuple[float, float]]:
    """The places that the job gave, in one statement."""
    wanted = set(keys)
    sides = Q()
    for kind in (INITIATIVE, ORGANISATION, PERSON):
        sides |= Q(kind=kind, target_id__in=[pk for one, pk in wanted if one == kind])
    rows = Position.objects.filter(sides).values_list("kind", "target_id", "x", "y")
    return {(kind, pk): (x, y) for kind, pk, x, y in rows}
