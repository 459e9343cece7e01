"""What people did, gathered from the rooms below; and their expertise as others see it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, datetime, time
from typing import NamedTuple

from django.db.models import Max, Min, QuerySet
from django.utils import timezone

from vliegwiel.activity.audience import Viewer
from vliegwiel.activity.models import Activity
from vliegwiel.initiatives.models import Initiative, Part, TeamRole, Update, UserCheck
from vliegwiel.people.models import Person

from ..journey import AskedState, Source
from ..models import Asked, Expertise, Helper

PART_ADDED = "part.added"


class Deed(NamedTuple):
    """What someone did and where: the key of one line of expertise."""

    person: int
    source: str
    initiative: int | None = None
    role: str = ""
    question: int | None = None


Span = tuple[datetime, datetime | None]
"""From when, and the last time; None for a role that goes on."""


def deeds_of(people: Collection[int]) -> dict[Deed, Span]:
    """Everything that these people did that counts as expertise. Five statements."""
    found: dict[Deed, Span] = {}
    for role in TeamRole.objects.filter(person__in=people).order_by("id"):
        found[Deed(role.person_id, Source.ROLE, role.initiative_id, role.role)] = (role.since, None)
    checks = UserCheck.objects.filter(by__in=people).order_by().values_list("by", "initiative")
    for by, initiative, first, last in checks.annotate(first=Min("done_on"), last=Max("done_on")):
        found[Deed(by, Source.CHECK, initiative)] = (_moment(first), _moment(last))
    news = Update.objects.filter(by__in=people).order_by().values_list("by", "initiative")
    for by, initiative, first, last in news.annotate(first=Min("at"), last=Max("at")):
        found[Deed(by, Source.NEWS, initiative)] = (first, last)
    for by, initiative, first, last in _makers(people):
        found[Deed(by, Source.PART, initiative)] = (first, last)
    shared = Asked.objects.filter(
        person__in=people, state=AskedState.ANSWERED, may_be_shared=True, question__shared_at__isnull=False
    )
    for person, question, at in shared.values_list("person", "question", "answered_at"):
        if at is not None:
            found[Deed(person, Source.ANSWER, question=question)] = (at, at)
    return found


def _makers(people: Collection[int]) -> Iterable[tuple[int, int, datetime, datetime]]:
    """Who made parts where: a part itself does not hold its maker, the log does."""
    made = Activity.objects.filter(by__in=people, kind=PART_ADDED).order_by()
    rows = made.values_list("by", "target_id").annotate(first=Min("at"), last=Max("at"))
    return rows.filter(target_id__in=Part.objects.order_by().values("initiative"))  # type: ignore[return-value]


def _moment(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(12)))


def people_behind(initiative: int) -> set[int]:
    """Everyone whose expertise may change with this initiative: on the team now, or there before."""
    team = TeamRole.objects.filter(initiative=initiative).values_list("person", flat=True)
    known = Expertise.objects.filter(initiative=initiative).values_list("person", flat=True)
    return {*team, *known}


def own_expertise(person: Person) -> QuerySet[Expertise]:
    """Every line about oneself, hidden ones too, newest first; what one may no longer see oneself is left out."""
    own = Expertise.objects.filter(person=person).select_related("initiative", "question")
    seen = Initiative.objects.visible_to(person).standing().order_by()
    return (own.filter(initiative=None) | own.filter(initiative__in=seen)).order_by("-since", "-id")


def expertise_of(person: Person, viewer: Viewer | None) -> QuerySet[Expertise]:
    """What this viewer may know of what someone did, newest first."""
    seen = Expertise.objects.visible_to(viewer).filter(person=person)
    return seen.select_related("initiative", "question").order_by("-since", "-id")


def helper_of(person: Person) -> Helper:
    """How this person wants to help; the defaults for who never said."""
    return Helper.objects.filter(person=person).first() or Helper(person=person)


def people_in(activity: Activity) -> set[int]:
    """Whose expertise a change may concern: who did it, who it names, and who is behind its initiative or question."""
    named = {activity.by_id, activity.facts.get("person")}
    if activity.target_type == "initiatives.initiative":
        named |= people_behind(activity.target_id)
    if activity.target_type == "exchange.question":
        named |= set(Asked.objects.filter(question=activity.target_id).values_list("person", flat=True))
    return {pk for pk in named if isinstance(pk, int)}


def everyone_with_deeds() -> list[int]:
    """Everyone who is on a team, wrote, checked or made something, or has expertise that may have to go."""
    made = Activity.objects.filter(kind=PART_ADDED, by__isnull=False).values_list("by", flat=True)
    sources = (
        TeamRole.objects.values_list("person", flat=True),
        UserCheck.objects.filter(by__isnull=False).values_list("by", flat=True),
        Update.objects.filter(by__isnull=False).values_list("by", flat=True),
        Expertise.objects.values_list("person", flat=True),
        made,
    )
    return sorted({pk for rows in sources for pk in rows.order_by().distinct() if pk is not None})


def own_line(person: Person, code: str) -> QuerySet[Expertise]:
    """One line about oneself."""
    return Expertise.objects.filter(person=person, code=code)
