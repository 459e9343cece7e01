"""My work: everything that waits for someone, over all rooms and spaces, in one statement."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import BigIntegerField, Case, CharField, F, IntegerField, Q, QuerySet, TextField, Value, When
from django.db.models.functions import Cast, Coalesce
from django.utils.translation import gettext as _

from vliegwiel.core.codes import slug_of
from vliegwiel.people.models import Person

from .sources import SOURCES, Source, address_of

ON_A_PAGE = 30
LONGEST_TITLE = 160
LATE, IN_TIME = 0, 1
Place = tuple[int, date, int, int]
"""Where something stands in the list: late or not, day, source, id."""


@dataclass(frozen=True)
class Waiting:
    """One thing that waits."""

    source: Source
    order: int
    pk: int
    day: date
    title: str
    key: str
    is_late: bool

    @property
    def address(self) -> str:
        return address_of(self.source, self.key, slug_of(self.title))

    @property
    def place(self) -> str:
        """As it stands in the address of the next page."""
        return f"{LATE if self.is_late else IN_TIME}.{self.day.isoformat()}.{self.order}.{self.pk}"


@dataclass(frozen=True)
class WorkPage:
    rows: list[Waiting]
    next: str


def work_of(me: Person, *, today: date, after: str = "") -> WorkPage:
    """Overdue first, then by day. One statement, whatever there is and however much."""
    edge = place_in(after)
    parts = [
        _part(source, order, me, today, edge).order_by("late", "waits_on", "pk")[: ON_A_PAGE + 1]
        for order, source in enumerate(SOURCES)
    ]
    rows = parts[0].union(*parts[1:], all=True).order_by("late", "waits_on", "source", "row")
    found = list(_read(rows[: ON_A_PAGE + 1], today))
    return WorkPage(found[:ON_A_PAGE], found[ON_A_PAGE - 1].place if len(found) > ON_A_PAGE else "")


def dated_work_of(me: Person, *, today: date, most: int) -> list[Waiting]:
    """What has a last day, for a calendar. One statement."""
    parts = [
        _part(source, order, me, today, None).order_by("waits_on", "pk")[:most]
        for order, source in enumerate(SOURCES)
        if source.has_deadline
    ]
    rows = parts[0].union(*parts[1:], all=True).order_by("waits_on", "source", "row")
    return list(_read(rows[:most], today))


def _part(source: Source, order: int, me: Person, today: date, edge: Place | None) -> QuerySet:
    late = (
        Case(When(day__lt=today, then=Value(LATE)), default=Value(IN_TIME)) if source.has_deadline else Value(IN_TIME)
    )
    rows = source.waits(me, today).annotate(
        late=Cast(late, IntegerField()), waits_on=F("day"), source=Value(order, IntegerField()),
        row=Cast("pk", BigIntegerField()),
    )  # fmt: skip
    if edge is not None:
        rows = rows.filter(_beyond(edge, order))
    return rows.values_list(
        "late", "waits_on", "source", "row",
        Cast(Coalesce("title", Value("")), TextField()), Cast(Coalesce("key", Value("")), CharField()),
    )  # fmt: skip


def _beyond(edge: Place, order: int) -> Q:
    """What stands after this place in the list; within one source the place among sources is known."""
    late, day, source, pk = edge
    further = Q(late__gt=late) | Q(late=late, day__gt=day)
    if order > source:
        return further | Q(late=late, day=day)
    return further | Q(late=late, day=day, pk__gt=pk) if order == source else further


def _read(rows: Iterable[tuple], today: date) -> Iterable[Waiting]:
    for late, day, order, pk, title, key in rows:
        line = " ".join(title.split())
        short = line if len(line) <= LONGEST_TITLE else f"{line[:LONGEST_TITLE].rstrip()}…"
        yield Waiting(SOURCES[order], order, pk, day, short or _("Without a title yet"), key, late == LATE)


def place_in(word: str) -> Place | None:
    """The place that an address names; None for anything else."""
    late, _dot, rest = word.partition(".")
    day, _dot, rest = rest.partition(".")
    order, _dot, pk = rest.partition(".")
    numbers = (late, order, pk)
    if not all(one.isascii() and one.isdecimal() and len(one) <= 18 for one in numbers):
        return None
    try:
        return int(late), date.fromisoformat(day), int(order), int(pk)
    except ValueError:
        return None
