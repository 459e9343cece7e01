"""People found by words and by filters, with the reasons; a constant number of statements."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from vliegwiel.activity.audience import Viewer
from vliegwiel.core.codes import is_code
from vliegwiel.exchange.models import Expertise, Helper
from vliegwiel.exchange.queries.asking import why_not_now
from vliegwiel.exchange.queries.reasons import Reason, because_of, deed_in_words
from vliegwiel.initiatives.journey import Role
from vliegwiel.initiatives.models import Initiative
from vliegwiel.people.models import Membership, Organisation, Person, Region
from vliegwiel.people.queries import BY_NAME, with_organisations

from ..experts import Helps, Seen, who_can_help, who_joins_in
from ..joining import Joins, who_joins
from ..wanted import Wanted

SHOWN = 24
MOST_CHOSEN = 20
FEW_REASONS = 2


@dataclass(frozen=True)
class Found:
    """Someone on the page."""

    person: Person
    organisations: list[Organisation]
    reasons: list[Reason]
    availability: str
    why_not: str
    """Why this person cannot be asked now; empty when they can."""


def who_knows(wanted: Wanted, viewer: Viewer | None, *, without: Collection[int] = ()) -> list[Found]:
    """Best first for words; by name for filters only."""
    me = {viewer.pk} if isinstance(viewer, Person) else set()
    people = people_wanted(wanted, viewer).exclude(pk__in={*without, *me})
    if wanted.words:
        among = people if wanted.is_filtered else None
        helps = who_can_help(wanted.words, viewer, limit=SHOWN, among=among, without={*without, *me})
    elif wanted.is_filtered:
        helps = with_deeds(list(people.order_by(*BY_NAME)[:SHOWN]), viewer)
    else:
        helps = []
    return _shown(helps)


def around(initiative: Initiative, viewer: Viewer | None, *, limit: int) -> tuple[list[Found], list[Joins]]:
    """People and organisations that would join this initiative: they know about it, and worked with who leads it."""
    text = "\n".join([initiative.title, initiative.question, initiative.summary, initiative.goal])
    team = list(initiative.team.select_related("person").order_by("id"))
    without = {row.person_id for row in team} | ({viewer.pk} if isinstance(viewer, Person) else set())
    seen = Seen(viewer)
    if lead := next((row.person for row in team if row.role == Role.LEAD), None):
        people = who_joins_in(text, viewer, starter=lead, without=without, limit=limit, ground=seen)
    else:
        people = who_can_help(text, viewer, without=without, limit=limit)
    starter = Organisation.objects.filter(pk__in=initiative.initiator_ids).order_by("pk").first()
    joins = who_joins(text, viewer, starter=starter, without=initiative.organisation_ids, limit=limit, seen=seen)
    return _shown(people), joins


def people_wanted(wanted: Wanted, viewer: Viewer | None) -> QuerySet[Person]:
    """Those whom the filters leave, among those whom this viewer sees."""
    people = Person.objects.visible_to(viewer).active()
    if wanted.talent:
        known = Expertise.objects.visible_to(viewer).filter(person=OuterRef("pk"), subject__icontains=wanted.talent)
        pieces = Q(Exists(known)) | Q(talents__icontains=wanted.talent)
        people = people.filter(pieces)
    places = Membership.objects.active().filter(person=OuterRef("pk"))
    if wanted.organisation:
        named = Q(organisation__code=wanted.organisation) | Q(organisation__name__icontains=wanted.organisation)
        people = people.filter(Exists(places.filter(named)))
    if wanted.region:
        people = people.filter(Exists(places.filter(organisation__regions__code=wanted.region)))
    if wanted.is_free:
        today = timezone.localdate()
        busy = Helper.objects.filter(person=OuterRef("pk"))
        people = people.filter(~Exists(busy.filter(Q(is_askable=False) | Q(paused_until__gte=today))))
    return people


def with_deeds(people: Sequence[Person], viewer: Viewer | None) -> list[Helps]:
    """People without a question, each with the newest of what they did. One statement."""
    lines: dict[int, list[Expertise]] = {person.pk: [] for person in people}
    seen = Expertise.objects.visible_to(viewer).filter(person__in=people).select_related("initiative", "question")
    for line in seen.order_by("-since", "-id")[: SHOWN * 20]:
        if len(lines[line.person_id]) < FEW_REASONS:
            lines[line.person_id].append(line)
    return [
        Helps(person, 0.0, [deed_in_words(line) for line in lines[person.pk]], lines[person.pk]) for person in people
    ]


def _shown(helps: Sequence[Helps]) -> list[Found]:
    people = [one.person for one in helps]
    places = {person.pk: organisations for person, organisations in with_organisations(people)}
    ids = [person.pk for person in people]
    wishes = {helper.person_id: helper for helper in Helper.objects.filter(person__in=ids)}
    cannot = why_not_now(ids, timezone.now(), wishes)
    return [
        Found(
            one.person,
            places[one.person.pk],
            one.reasons,
            wishes[one.person.pk].availability if one.person.pk in wishes else "",
            cannot.get(one.person.pk, ""),
        )
        for one in helps
    ]


def choices(wanted: Wanted) -> dict[str, Any]:
    """What the filters offer."""
    rows = Region.objects.filter(kind="province").order_by("name").values_list("code", "name")
    return {"regions": [{"value": code, "label": name, "checked": code == wanted.region} for code, name in rows]}


def chosen(codes: Sequence[str], viewer: Viewer | None) -> list[Person]:
    """The people with these codes, as far as one sees them, in the order in which they were chosen."""
    codes = list(dict.fromkeys(code for code in codes[:MOST_CHOSEN] if is_code(code)))
    rows = {person.code: person for person in Person.objects.visible_to(viewer).active().filter(code__in=codes)}
    return [rows[code] for code in codes if code in rows]


def with_reasons(people: Sequence[Person], text: str, viewer: Viewer | None) -> list[tuple[Person, dict[str, list]]]:
    """Each with why they were chosen, as data to keep."""
    if not people:
        return []
    among = Person.objects.visible_to(viewer).filter(pk__in=[person.pk for person in people])
    found = {one.person.pk: one for one in who_can_help(text, viewer, limit=len(people), among=among)}
    return [(person, _because(found.get(person.pk))) for person in people]


def _because(helps: Helps | None) -> dict[str, list]:
    return because_of(helps.lines, helps.words) if helps else {}
