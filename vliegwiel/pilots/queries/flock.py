"""Over all pilots of one's desks: who is silent, where the team has gaps, which stages last long."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Exists, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from vliegwiel.initiatives.journey import Role
from vliegwiel.initiatives.models import Initiative, TeamRole, Track
from vliegwiel.people.models import Person
from vliegwiel.people.paging import Page, page_of

from ..journey import LONG_IN_STAGE, OPEN, SILENT_AFTER
from ..models import Action
from .desk import desk_ids
from .tabs import is_silent

PAGE = 50


@dataclass(frozen=True)
class Flock:
    """The pilots that report to someone, as a question to the database, and the ways to look at them."""

    rows: QuerySet[Initiative]
    today: date
    now: datetime
    tracks: list[Track]

    def silent(self) -> QuerySet[Initiative]:
        return self.rows.filter(rhythm__next_on__lt=self.today - SILENT_AFTER)

    def with_gaps(self) -> QuerySet[Initiative]:
        """A role that their track expects is filled by nobody."""
        gaps = Q(pk__in=[])
        for track in self.tracks:
            for role in track.expected_roles:
                filled = TeamRole.objects.filter(initiative=OuterRef("pk"), role=role)
                gaps |= Q(track=track) & ~Q(Exists(filled))
        return self.rows.filter(gaps)

    def long_in_stage(self) -> QuerySet[Initiative]:
        return self.rows.filter(stage_since__lt=self.now - LONG_IN_STAGE)

    def counts(self) -> dict[str, int]:
        """One statement each."""
        found = {"stil": self.silent(), "gaten": self.with_gaps(), "lang": self.long_in_stage()}
        return {word: rows.count() for word, rows in found.items()}


def flock_of(person: Person | None, *, now: datetime, today: date) -> Flock:
    """Those that report to a programme of one's own, and followed ones in a space of one's own. One statement."""
    ids = desk_ids(person)
    rows = Initiative.objects.visible_to(person).filter(end="", rhythm__isnull=False)
    rows = rows.filter(Q(programme_id__in=ids) | Q(programme=None, space_id__in=ids))
    return Flock(rows, today, now, list(Track.objects.visible_to(person).exclude(expected_roles=[])))


@dataclass(frozen=True)
class Line:
    """One pilot as the programme manager sees it."""

    initiative: Initiative
    leads: list[Person]
    gaps: list[str]
    is_silent: bool
    is_long: bool
    today: date

    @property
    def days_in_stage(self) -> int:
        return (self.today - self.initiative.stage_since.date()).days


def page_of_flock(flock: Flock, look: str = "", *, after: str = "", before: str = "") -> tuple[Page, list[Line]]:
    """The longest waiting for a check-in first. Three statements at most."""
    ways = {"stil": flock.silent, "gaten": flock.with_gaps, "lang": flock.long_in_stage}
    rows = ways[look]() if look in ways else flock.rows
    waiting = Action.objects.filter(initiative=OuterRef("pk"), state__in=OPEN).order_by()
    counted = waiting.values("initiative").annotate(n=Count("pk")).values("n")
    rows = rows.select_related("rhythm", "stage", "track", "space").annotate(
        waiting=Coalesce(Subquery(counted, output_field=IntegerField()), 0)
    )
    page = page_of(rows, ("rhythm__next_on", "id"), after=after, before=before, size=PAGE)
    return page, _lines(page.rows, flock)


def _lines(rows: list[Initiative], flock: Flock) -> list[Line]:
    team: dict[int, list[TeamRole]] = {}
    for role in TeamRole.objects.filter(initiative__in=rows).select_related("person").order_by("id"):
        team.setdefault(role.initiative_id, []).append(role)
    return [_line(row, team.get(row.pk, []), flock) for row in rows]


def _line(row: Initiative, team: list[TeamRole], flock: Flock) -> Line:
    filled = {one.role for one in team}
    missing = [role for role in row.track.expected_roles if role in Role.values and role not in filled]
    return Line(
        initiative=row,
        leads=[one.person for one in team if one.role == Role.LEAD],
        gaps=[str(Role(role).label) for role in missing],
        is_silent=is_silent(row.rhythm, flock.today),
        is_long=row.stage_since < flock.now - LONG_IN_STAGE,
        today=flock.today,
    )
