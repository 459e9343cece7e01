"""Programmes to report to, and requests to do so."""

from __future__ import annotations

from django.db.models import QuerySet

from vliegwiel.core.codes import ALPHABET
from vliegwiel.initiatives.models import Initiative
from vliegwiel.people.models import Person
from vliegwiel.spaces.journey import SpaceRole
from vliegwiel.spaces.models import Space, SpaceMembership

from ..models import Programme, ReportRequest

MOST_FOUND = 10


def programmes_for(viewer: Person | None) -> QuerySet[Programme]:
    """Programmes that one can see, by name."""
    return Programme.objects.visible_to(viewer).select_related("space").order_by("space__name", "id")


def requests_of(initiative: Initiative, viewer: Person | None) -> list[ReportRequest]:
    """Which programmes ask this initiative to report; to be answered."""
    rows = ReportRequest.objects.visible_to(viewer).open().filter(initiative=initiative)
    return list(rows.select_related("programme__space", "by")[:20])


def leads_of(space: Space, viewer: Person | None) -> list[Person]:
    """Who will read along, as far as their profile can be seen."""
    rows = SpaceMembership.objects.visible_to(viewer).active().filter(space=space, role=SpaceRole.LEAD)
    return [row.person for row in rows.select_related("person").order_by("since", "id")[:20]]


def initiatives_called(words: str, viewer: Person | None) -> list[Initiative]:
    """By the address of its page, its code, or words of its title."""
    if not words:
        return []
    seen = Initiative.objects.visible_to(viewer).standing().filter(end="")
    code = next((piece for piece in words.split("/") if len(piece) == 8 and set(piece) <= set(ALPHABET)), "")
    found = list(seen.filter(code=code)) if code else []
    return found or list(seen.filter(title__icontains=words).order_by("title", "id")[:MOST_FOUND])


def reporting_to(programme: Programme, viewer: Person | None) -> list[Initiative]:
    """What reports to it, by title; the first hundred."""
    rows = Initiative.objects.visible_to(viewer).filter(programme=programme.space_id).standing()
    return list(rows.order_by("title", "id")[:100])


def asked_by(programme: Programme, viewer: Person | None) -> list[ReportRequest]:
    """What it asked, and is not answered yet."""
    rows = ReportRequest.objects.visible_to(viewer).open().filter(programme=programme)
    return list(rows.select_related("initiative").order_by("-id")[:100])
