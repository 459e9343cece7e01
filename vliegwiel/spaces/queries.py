"""Reading spaces, always as someone, in a constant number of statements."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.db.models import Q, QuerySet

from vliegwiel.core.folding import clean
from vliegwiel.files.models import Attachment
from vliegwiel.files.queries import files_of
from vliegwiel.people.models import Organisation, Person

from .journey import MemberState, Module, SpaceRole
from .models import Space, SpaceMembership
from .rings import space_readers_in_words

PAGE = 24
"""Spaces or members on one page."""
LONGEST_QUESTION = 200
"""Characters of a search for a name that are looked at."""


@dataclass(frozen=True)
class Page:
    """Rows of a list, and the codes with which the pages before and after it start; empty when there are none."""

    rows: list
    before: str = ""
    after: str = ""


def page_of_spaces(
    viewer: Person | None, *, words: str = "", mine: bool = False, after: str = "", before: str = ""
) -> Page:
    """Spaces that this viewer may see, by name; `words` must all be in the name. Three statements at most."""
    seen = Space.objects.visible_to(viewer)
    found = seen
    for word in clean(words[:LONGEST_QUESTION]).split():
        found = found.filter(name__icontains=word)
    if mine and viewer is not None:
        found = found.filter(memberships__person=viewer, memberships__state=MemberState.ACTIVE)
    edge = seen.filter(code=clean(after or before)[:8]).first() if after or before else None
    page = _page(found, ("name", "id"), (edge.name, edge.pk) if edge else None, backwards=bool(before and not after))
    spaces = page.rows
    owners = _owners_of([space.pk for space in spaces])
    for space in spaces:
        space.owner_names = owners.get(space.pk, [])
    return Page(
        spaces,
        before=spaces[0].code if page.before else "",
        after=spaces[-1].code if page.after else "",
    )


def _page(rows: QuerySet, order: tuple[str, ...], edge: tuple | None, *, backwards: bool) -> Page:
    """The PAGE rows after (or before) the edge. `before` and `after` say only whether there are more."""
    if edge:
        rows = rows.filter(_beyond(order, edge, "lt" if backwards else "gt"))
    found = list(rows.order_by(*(f"-{name}" if backwards else name for name in order))[: PAGE + 1])
    more, found = "more" if len(found) > PAGE else "", found[:PAGE]
    if backwards:
        return Page(found[::-1], before=more, after="more" if found else "")
    return Page(found, before="more" if edge and found else "", after=more)


def _beyond(order: tuple[str, ...], edge: tuple, comparison: str) -> Q:
    """(a, b) > (x, y), column by column."""
    beyond, same = Q(pk__in=[]), Q()
    for name, value in zip(order, edge, strict=True):
        beyond |= same & Q(**{f"{name}__{comparison}": value})
        same &= Q(**{name: value})
    return beyond


def _owners_of(space_ids: list[int]) -> dict[int, list[str]]:
    names: dict[int, list[str]] = {}
    rows = Organisation.objects.filter(spaces__in=space_ids).order_by("sort_name", "id")
    for space_id, name in rows.values_list("spaces__id", "name"):
        names.setdefault(space_id, []).append(name)
    return names


@dataclass(frozen=True)
class SpaceFacts:
    """What the page of a space shows beside its own columns."""

    owners: list[Organisation]
    leads: list[SpaceMembership]
    members: int
    """Those whom this viewer may see."""
    mine: SpaceMembership | None
    files: list[Attachment] = field(default_factory=list)

    def readers(self, ring: str) -> str:
        return space_readers_in_words(ring, [owner.name for owner in self.owners])


def facts_of(space: Space, viewer: Person | None, *, most_files: int = 5) -> SpaceFacts:
    """At most five statements."""
    seen = SpaceMembership.objects.visible_to(viewer).filter(space=space)
    active = seen.filter(state=MemberState.ACTIVE)
    return SpaceFacts(
        owners=owners_of(space),
        leads=list(active.filter(role=SpaceRole.LEAD).select_related("person").order_by("since", "id")),
        members=active.count(),
        mine=seen.filter(person=viewer).first() if viewer else None,
        files=files_of(space, viewer, most=most_files) if space.has(Module.FILES) else [],
    )


def owners_of(space: Space) -> list[Organisation]:
    return list(space.owners.order_by("sort_name", "id"))


def requests_for(space: Space, viewer: Person | None) -> list[SpaceMembership]:
    """Who waits for an answer, longest first; leads see all, others only themselves."""
    waiting = SpaceMembership.objects.visible_to(viewer).filter(space=space, state=MemberState.REQUESTED)
    return list(waiting.select_related("person").order_by("since", "id")[:100])


def page_of_members(space: Space, viewer: Person | None, *, words: str = "", after: str = "", before: str = "") -> Page:
    """Members whose profile this viewer may see, by surname. Two statements at most."""
    seen = SpaceMembership.objects.visible_to(viewer).filter(space=space, state=MemberState.ACTIVE)
    seen = seen.select_related("person")
    found = seen
    for word in clean(words[:LONGEST_QUESTION]).split():
        found = found.filter(Q(person__given_name__icontains=word) | Q(person__family_name__icontains=word))
    edge = seen.filter(person__code=clean(after or before)[:8]).first() if after or before else None
    by_name = ("person__family_name", "person__given_name", "id")
    at = edge and (edge.person.family_name, edge.person.given_name, edge.pk)
    page = _page(found, by_name, at, backwards=bool(before and not after))
    return Page(
        page.rows,
        before=page.rows[0].person.code if page.before else "",
        after=page.rows[-1].person.code if page.after else "",
    )


def organisations_of(person: Person) -> QuerySet[Organisation]:
    """Where this person works, confirmed."""
    return Organisation.objects.filter(memberships__person=person, memberships__state=MemberState.ACTIVE)


def organisations_to_choose(person: Person, space: Space | None = None) -> QuerySet[Organisation]:
    """Which organisations this person can tick as owner: one's own, and those that own the space now."""
    own = Q(memberships__person=person, memberships__state=MemberState.ACTIVE)
    if space is not None:
        own |= Q(ownerships__space=space)
    return Organisation.objects.filter(pk__in=Organisation.objects.filter(own).values("pk"))
