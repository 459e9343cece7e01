"""What stands in the register more than once: clusters of entries that are probably the same, over all one may see."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from vliegwiel.activity.audience import Viewer
from vliegwiel.initiatives.journey import End
from vliegwiel.initiatives.models import Initiative, InitiativeQuerySet
from vliegwiel.people.models import Organisation

from ..duplicates import same_things, vectors_of_initiatives
from ..models import Bundle

LOOKED_AT = 50_000
"""Entries that are compared."""
PAGE = 25
MOST_IN_CLUSTER = 500


@dataclass(frozen=True)
class Cluster:
    """Entries that are probably the same thing."""

    ids: tuple[int, ...]
    title: str
    """The title that stands there most."""
    code: str
    """Of one of them, for the address."""
    bodies: int
    titles: int


@dataclass(frozen=True)
class Entry:
    """One of them, with the organisation it stands there for."""

    initiative: Initiative
    bodies: str


def clusters(viewer: Viewer | None, *, page: int = 1) -> tuple[list[Cluster], bool]:
    """One page of clusters, the largest first, and whether there are more. What is bundled already is left out."""
    found = sorted(_clusters(viewer), key=lambda one: (-len(one.ids), one.title))
    start = (page - 1) * PAGE
    return found[start : start + PAGE], len(found) > start + PAGE


def cluster_of(initiative: Initiative, viewer: Viewer | None) -> list[Entry]:
    """The entries of the cluster that this one is in."""
    ids = next((one.ids for one in _clusters(viewer) if initiative.pk in one.ids), ())
    return entries(_waiting(viewer).filter(pk__in=ids[:MOST_IN_CLUSTER]), viewer)


def entries_of(bundle: Bundle, viewer: Viewer | None) -> list[Entry]:
    """What of this bundle the viewer sees."""
    rows = Initiative.objects.visible_to(viewer).standing().filter(bundled__bundle=bundle)
    return entries(rows, viewer)


def entries(rows: InitiativeQuerySet, viewer: Viewer | None) -> list[Entry]:
    """With the names of their organisations: two statements."""
    found = list(rows.select_related("stage").order_by("title", "id")[:MOST_IN_CLUSTER])
    wanted = {pk for one in found for pk in one.initiator_ids}
    names = dict(Organisation.objects.visible_to(viewer).filter(pk__in=wanted).values_list("pk", "name"))
    return [
        Entry(one, ", ".join(names[pk] for pk in one.initiator_ids if pk in names) or one.source_organisation)
        for one in found
    ]


def _waiting(viewer: Viewer | None) -> InitiativeQuerySet:
    return Initiative.objects.visible_to(viewer).standing().exclude(end=End.MERGED).filter(bundled=None)


def _clusters(viewer: Viewer | None) -> list[Cluster]:
    rows = _waiting(viewer).order_by("id").values_list("pk", "code", "title", "initiator_ids", "source_organisation")
    known = {row[0]: row for row in rows[:LOOKED_AT]}
    same = same_things({pk: row[2] for pk, row in known.items()}, vectors_of_initiatives)
    return [_cluster([known[pk] for pk in ids]) for ids in same]


def _cluster(rows: Sequence[tuple]) -> Cluster:
    titles = [title for _pk, _code, title, _bodies, _source in rows]
    bodies = {body for row in rows for body in (row[3] or [row[4]]) if body}
    return Cluster(tuple(row[0] for row in rows), _most(titles), rows[0][1], len(bodies), len(set(titles)))


def _most(words: Iterable[str]) -> str:
    listed = list(words)
    return max(sorted(set(listed)), key=listed.count)
