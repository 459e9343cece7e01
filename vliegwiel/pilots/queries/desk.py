"""The programme desk: what waits for someone, overdue first, in a constant number of statements."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from vliegwiel.activity.audience import tokens_of
from vliegwiel.core.codes import is_code
from vliegwiel.people.models import Person
from vliegwiel.people.paging import Page, page_of
from vliegwiel.spaces.models import Space

from ..journey import OPEN, ActionState, ItemKind
from ..models import Action

PAGE = 50
IN_A_COLUMN = 25
LEADS = "lead:"
STATES = {"nieuw": ActionState.NEW, "opgepakt": ActionState.TAKEN_UP, "wacht": ActionState.WAITING}
DONE = "klaar"
KINDS = {"vraag": ItemKind.QUESTION, "knelpunt": ItemKind.BOTTLENECK}


def desk_ids(person: Person | None) -> list[int]:
    """The spaces that someone leads: reading them from the keys costs no statement."""
    tokens = [] if person is None else person.tokens
    return [int(token.removeprefix(LEADS)) for token in tokens if token.startswith(LEADS)]


@dataclass(frozen=True)
class Choice:
    """What of the desk is looked at, as it stands in the address."""

    state: str = ""
    kind: str = ""
    desk: str = ""
    mine: bool = False
    late: bool = False

    @classmethod
    def of(cls, asked: Mapping[str, str]) -> Choice:
        """Words that mean nothing are left out."""
        state, kind, desk = asked.get("staat", ""), asked.get("soort", ""), asked.get("programma", "")
        return cls(
            state if state in STATES or state == DONE else "",
            kind if kind in KINDS else "",
            desk if is_code(desk) else "",
            asked.get("van") == "mij",
            asked.get("te-laat") == "ja",
        )

    def words(self, **other: str) -> dict[str, str]:
        """The words for an address, with some of them otherwise; empty ones are left out."""
        now = {"staat": self.state, "soort": self.kind, "programma": self.desk}
        now |= {"van": "mij" if self.mine else "", "te-laat": "ja" if self.late else ""}
        return {word: value for word, value in (now | other).items() if value}


def on_desk_of(person: Person | None) -> QuerySet[Action]:
    """Everything on the desks that someone leads, and what was handed on to them; each matter once."""
    seen = Action.objects.visible_to(person).on_its_own()
    return seen.filter(Q(desk_id__in=desk_ids(person)) | Q(owner=person))


def chosen(person: Person | None, choice: Choice, *, today: date) -> QuerySet[Action]:
    """What was chosen, whatever its state."""
    rows = on_desk_of(person)
    if choice.kind:
        rows = rows.filter(kind=KINDS[choice.kind])
    if choice.desk:
        rows = rows.filter(desk__code=choice.desk)
    if choice.mine:
        rows = rows.filter(owner=person)
    return rows.filter(due_on__lt=today).exclude(state=ActionState.DONE) if choice.late else rows


def for_lines(rows: QuerySet[Action]) -> QuerySet[Action]:
    """With what one line shows."""
    merged = Action.objects.filter(merged_into=OuterRef("pk")).order_by()
    counted = merged.values("merged_into").annotate(n=Count("pk")).values("n")
    return rows.select_related("item", "initiative", "owner", "desk").annotate(
        others=Coalesce(Subquery(counted, output_field=IntegerField()), 0)
    )


def page_of_desk(rows: QuerySet[Action], choice: Choice, *, after: str = "", before: str = "") -> Page:
    """What is open, overdue first; or what is done, the latest first. Two statements at most."""
    if choice.state == DONE:
        return _done(rows.filter(state=ActionState.DONE), after=after)
    states = [STATES[choice.state]] if choice.state else OPEN
    return page_of(for_lines(rows.filter(state__in=states)), ("due_on", "id"), after=after, before=before, size=PAGE)


def _done(rows: QuerySet[Action], *, after: str) -> Page:
    edge = rows.filter(code=after).first() if is_code(after) else None
    if edge:
        rows = rows.filter(Q(changed_at=edge.changed_at, pk__lt=edge.pk) | Q(changed_at__lt=edge.changed_at))
    found = list(for_lines(rows).order_by("-changed_at", "-id")[: PAGE + 1])
    return Page(found[:PAGE], "", found[PAGE - 1].code if len(found) > PAGE else "")


@dataclass(frozen=True)
class Column:
    state: ActionState
    count: int
    rows: list[Action]


def board_of(rows: QuerySet[Action], counted: Mapping[str, int]) -> list[Column]:
    """A column per state; the first of each. One statement per column."""
    return [
        Column(
            state,
            counted.get(state, 0),
            list(
                for_lines(rows.filter(state=state)).order_by(
                    *(("-changed_at", "-id") if state == ActionState.DONE else ("due_on", "id"))
                )[:IN_A_COLUMN]
            ),
        )
        for state in ActionState
    ]


def counts_of(rows: QuerySet[Action], *, today: date) -> dict[str, int]:
    """How many per state, and under `late` how many open ones are overdue. One statement."""
    late = Count("pk", filter=Q(due_on__lt=today) & ~Q(state=ActionState.DONE))
    found = rows.order_by().values("state").annotate(n=Count("pk"), late=late)
    counted = {row["state"]: row["n"] for row in found}
    return counted | {"late": sum(row["late"] for row in found)}


def desks_of(person: Person | None) -> list[Space]:
    """The spaces whose desk this is, with the programme that they are, if they are one."""
    spaces = Space.objects.visible_to(person).filter(pk__in=desk_ids(person)).select_related("programme")
    return list(spaces.order_by("name", "id"))


def out_of_reach(initiative_id: int) -> list[Action]:
    """Open actions of this initiative whose owner can no longer read them."""
    rows = Action.objects.open().filter(initiative_id=initiative_id, owner__isnull=False).select_related("owner")
    return [one for one in rows if one.owner and set(one.audience).isdisjoint(tokens_of(one.owner))]
