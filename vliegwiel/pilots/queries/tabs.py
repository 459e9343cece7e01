"""What stands on the pages of one initiative: check-ins, whose turn it is, and how it is anchored."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, Prefetch, Q, QuerySet

from vliegwiel.activity.audience import Viewer, lead_token
from vliegwiel.core.codes import is_code
from vliegwiel.initiatives.journey import Role
from vliegwiel.initiatives.models import Initiative, TeamRole
from vliegwiel.initiatives.queries.look import Here, Look
from vliegwiel.people.models import Person

from ..journey import LEVEL_ASKS, SILENT_AFTER, ItemKind, Level, Rooted
from ..models import Action, Anchoring, CheckIn, CheckInItem, Rhythm

CHECK_INS_ON_A_PAGE = 10


def reads_along(look: Look) -> bool:
    """The team, the leads of its space and those of the programme: for them the tabs are always there."""
    programme = look.initiative.programme_id
    return look.may_edit or (programme is not None and lead_token(programme) in look.tokens)


def check_ins_under(viewer: Viewer | None, here: Here) -> list[QuerySet]:
    return [CheckIn.objects.visible_to(viewer).filter(initiative=here)]


def anchoring_under(viewer: Viewer | None, here: Here) -> list[QuerySet]:
    return [Anchoring.objects.filter(initiative=here)]


@dataclass(frozen=True)
class Pulse:
    """The rhythm of a team as it is today."""

    rhythm: Rhythm | None
    team: list[TeamRole]
    last: CheckIn | None
    today: date

    @property
    def turn(self) -> Person | None:
        return turn_in(self.team, self.rhythm)

    @property
    def days_late(self) -> int:
        return max(0, (self.today - self.rhythm.next_on).days) if self.rhythm else 0

    @property
    def is_silent(self) -> bool:
        return self.rhythm is not None and is_silent(self.rhythm, self.today)


def is_silent(rhythm: Rhythm, today: date) -> bool:
    """Nothing was heard for a week after a check-in was due."""
    return rhythm.next_on + SILENT_AFTER < today


def pulse_of(initiative: Initiative, viewer: Any, *, today: date) -> Pulse:
    """Three statements."""
    rhythm = Rhythm.objects.filter(initiative=initiative).select_related("turn").first()
    last = CheckIn.objects.visible_to(viewer).filter(initiative=initiative).select_related("by").order_by("-id").first()
    return Pulse(rhythm, roles_of(initiative), last, today)


def roles_of(initiative: Initiative) -> list[TeamRole]:
    return list(TeamRole.objects.filter(initiative=initiative).select_related("person").order_by("id"))


def turn_of(initiative: Initiative, rhythm: Rhythm | None) -> Person | None:
    """Whose turn it is: who was chosen while still on the team, else the first project lead."""
    return turn_in(roles_of(initiative), rhythm)


def turn_in(roles: list[TeamRole], rhythm: Rhythm | None) -> Person | None:
    chosen = next((row.person for row in roles if rhythm and row.person_id == rhythm.turn_id), None)
    return chosen or next((row.person for row in roles if row.role == Role.LEAD and row.person.is_active), None)


def coming_due(today: date) -> QuerySet[Rhythm]:
    """Rhythms of standing initiatives whose day has come and that were not told of it yet."""
    not_told = Q(told_for=None) | Q(told_for__lt=F("next_on"))
    return Rhythm.objects.filter(not_told, next_on__lte=today, initiative__end="").order_by("id")


@dataclass(frozen=True)
class CheckIns:
    """Check-ins, newest first, each with its items and what is done about them."""

    rows: list[CheckIn]
    older: str
    """Code to go on from, else empty."""


def check_ins_of(look: Look, *, before: str = "") -> CheckIns:
    """As far as the viewer may see them. Four statements at most."""
    rows = CheckIn.objects.visible_to(look.viewer).filter(initiative=look.initiative)
    if before:
        edge = rows.filter(code=before).first() if is_code(before) else None
        rows = rows.filter(pk__lt=edge.pk) if edge else rows.none()
    shown = list(with_items(rows).order_by("-id")[: CHECK_INS_ON_A_PAGE + 1])
    more = len(shown) > CHECK_INS_ON_A_PAGE
    return CheckIns(shown[:CHECK_INS_ON_A_PAGE], shown[CHECK_INS_ON_A_PAGE - 1].code if more else "")


def with_items(rows: QuerySet[CheckIn]) -> QuerySet[CheckIn]:
    actions = Action.objects.select_related("owner")
    items = CheckInItem.objects.prefetch_related(Prefetch("action", queryset=actions))
    return rows.select_related("by").prefetch_related(Prefetch("items", queryset=items))


def items_by_kind(check_in: CheckIn) -> list[tuple[ItemKind, list[CheckInItem]]]:
    """Its items under each of the three questions; kinds without any are left out."""
    items = list(check_in.items.all())
    found = [(kind, [one for one in items if one.kind == kind]) for kind in ItemKind]
    return [(kind, some) for kind, some in found if some]


def latest(initiative: Initiative, viewer: Any) -> CheckIn | None:
    return with_items(CheckIn.objects.visible_to(viewer).filter(initiative=initiative)).order_by("-id").first()


@dataclass(frozen=True)
class Standing:
    """One level of anchoring: the question it answers, and how it stands now."""

    level: Level
    asks: Any
    now: Anchoring | None

    @property
    def state(self) -> Rooted:
        return Rooted(self.now.state) if self.now else Rooted.NOT_YET


def anchoring_of(initiative: Initiative, viewer: Any) -> list[Standing]:
    """The three levels as they are now. One statement."""
    rows = Anchoring.objects.visible_to(viewer).filter(initiative=initiative).select_related("by")
    now = {row.level: row for row in rows.order_by("level", "-id").distinct("level")}
    return [Standing(level, LEVEL_ASKS[level], now.get(level)) for level in Level]


def anchoring_before(initiative: Initiative, viewer: Any, *, most: int = 30) -> list[Anchoring]:
    """How it stood before, newest first."""
    return list(Anchoring.objects.visible_to(viewer).filter(initiative=initiative).select_related("by")[:most])
