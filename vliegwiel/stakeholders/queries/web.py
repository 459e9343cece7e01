"""The great web: per party what every pilot wants from it and when, over all pilots that the viewer may see."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Exists, F, Min, OuterRef, Q, QuerySet, Value, Window
from django.db.models.functions import Coalesce, RowNumber

from vliegwiel.core.codes import is_code
from vliegwiel.initiatives.models import Stage, TeamRole
from vliegwiel.people.models import Person
from vliegwiel.people.paging import Page, page_of
from vliegwiel.spaces.models import Space

from ..journey import OPEN
from ..models import Conversation, Stakeholder
from .fields import FAR, LEVELS, STATUSES
from .parties import ORGANISATION, Heirs, Party, parties_of, party_with, rows_of

PARTIES = 50
ASKS_BESIDE = 5
"""Asks that stand beside a party in the list; its own page has them all."""
ASKS = 100
PERIODS = {"maand": 31, "kwartaal": 92, "halfjaar": 183}
"""Days from today."""
LATE, NO_DATE = "te-laat", "geen"
MOST_CHOICES = 50


@dataclass(frozen=True)
class Choice:
    """What of the web is looked at, as it stands in the address."""

    space: str = ""
    level: str = ""
    stage: str = ""
    period: str = ""
    status: str = ""

    @classmethod
    def of(cls, asked: Mapping[str, str]) -> Choice:
        """Words that mean nothing are left out."""
        space, level, stage = asked.get("ruimte", ""), asked.get("niveau", ""), asked.get("fase", "")
        period, status = asked.get("periode", ""), asked.get("status", "")
        return cls(
            space if is_code(space) else "",
            level if level in LEVELS else "",
            stage[:40] if stage.isprintable() else "",
            period if period in (*PERIODS, LATE, NO_DATE) else "",
            status if status in STATUSES else "",
        )

    def words(self, **other: str) -> dict[str, str]:
        now = {"ruimte": self.space, "niveau": self.level, "fase": self.stage, "periode": self.period,
               "status": self.status}  # fmt: skip
        return {word: value for word, value in (now | other).items() if value}


def chosen(viewer: Person | None, choice: Choice, *, today: date) -> QuerySet[Stakeholder]:
    """The asks that were asked for; without a status those that are still open."""
    rows = Stakeholder.objects.visible_to(viewer).current()  # type: ignore[attr-defined]
    rows = rows.filter(status__in=[STATUSES[choice.status]] if choice.status else OPEN)
    if choice.space:
        rows = rows.filter(Q(initiative__space__code=choice.space) | Q(initiative__programme__code=choice.space))
    if choice.level:
        rows = rows.filter(level=LEVELS[choice.level])
    if choice.stage:
        rows = rows.filter(stage__slug=choice.stage)
    if choice.period in PERIODS:
        rows = rows.filter(due_on__gte=today, due_on__lte=today + timedelta(days=PERIODS[choice.period]))
    elif choice.period == LATE:
        rows = rows.filter(due_on__lt=today)
    elif choice.period == NO_DATE:
        rows = rows.filter(due_on=None)
    return rows


@dataclass(frozen=True)
class Strand:
    """A party with what the pilots want from it."""

    party: Party
    pilots: int
    first_on: date | None
    asks: list[Stakeholder]

    @property
    def more(self) -> int:
        return max(0, self.pilots - len(self.asks))


@dataclass(frozen=True)
class Web:
    strands: list[Strand]
    after: str
    """Code of the party to go on from, else empty."""


def web_of(rows: QuerySet[Stakeholder], viewer: Person | None, heirs: Heirs, *, after: str = "") -> Web:
    """A page of parties: those that most pilots need first, then who is needed soonest. Eight statements at most."""
    rows = rows.annotate(party=heirs.key())
    groups = rows.order_by().values("party").annotate(
        pilots=Count("initiative", distinct=True), first=Coalesce(Min("due_on"), Value(FAR)), sample=Min("pk")
    )  # fmt: skip
    groups = _beyond(groups, after, viewer, heirs)
    found = list(groups.order_by("-pilots", "first", "party")[: PARTIES + 1])
    shown = found[:PARTIES]
    asks = _first_asks(rows, [group["party"] for group in shown])
    named = _named(shown, asks, heirs)
    strands = [
        Strand(
            named[group["party"]],
            group["pilots"],
            None if group["first"] == FAR else group["first"],
            asks.get(group["party"], []),
        )
        for group in shown
        if group["party"] in named
    ]
    return Web(strands, strands[-1].party.code if len(found) > PARTIES and strands else "")


def _beyond(groups: QuerySet, after: str, viewer: Person | None, heirs: Heirs) -> QuerySet:
    """Those after the party with this code; all when it is not there (any more)."""
    party = party_with(after, viewer, heirs) if after else None
    edge = next(iter(groups.filter(party=party.key)), None) if party else None
    if edge is None:
        return groups
    same = Q(pilots=edge["pilots"])
    later = Q(first__gt=edge["first"]) | Q(first=edge["first"], party__gt=edge["party"])
    return groups.filter(Q(pilots__lt=edge["pilots"]) | (same & later))


def _first_asks(rows: QuerySet[Stakeholder], keys: list[str]) -> dict[str, list[Stakeholder]]:
    number = Window(
        RowNumber(), partition_by=[F("party")], order_by=[Coalesce(F("due_on"), Value(FAR)).asc(), F("id").asc()]
    )
    few: QuerySet[Any] = rows.annotate(number=number)
    found = few.filter(party__in=keys, number__lte=ASKS_BESIDE)
    asks: dict[str, list[Stakeholder]] = {}
    for row in found.select_related("initiative", "organisation", "stage").order_by("number", "id"):
        asks.setdefault(row.party, []).append(row)
    return asks


def _named(shown: Sequence[Mapping[str, Any]], asks: dict[str, list[Stakeholder]], heirs: Heirs) -> dict[str, Party]:
    ids = {int(group["party"][1:]) for group in shown if group["party"].startswith(ORGANISATION)}
    named = {party.key: party for party in parties_of(ids, heirs).values()}
    for key, rows in asks.items():
        if key not in named:
            named[key] = Party(key, rows[0].name, rows[0].code)
    return named


def asks_of(party: Party, viewer: Person | None, heirs: Heirs, *, after: str = "", before: str = "") -> Page:
    """Everything that pilots want from this party and have not let go, soonest first. Two statements at most."""
    here = TeamRole.objects.filter(initiative=OuterRef("initiative"), person=OuterRef("owner"), person__is_active=True)
    mine = Stakeholder.objects.carried_by(viewer).filter(pk=OuterRef("pk"))
    seen = Stakeholder.objects.visible_to(viewer).current().in_picture()  # type: ignore[attr-defined]
    rows = rows_of(party, seen, heirs)
    rows = rows.select_related("initiative", "organisation", "stage", "owner").annotate(
        rank=Coalesce(F("due_on"), Value(FAR)), owner_is_here=Exists(here), is_mine=Exists(mine)
    )
    return page_of(rows, ("rank", "id"), after=after, before=before, size=ASKS)


def conversations_with(party: Party, viewer: Person | None, heirs: Heirs) -> list[Conversation]:
    """Talks with this party that the viewer may know of, the latest first. One statement."""
    rows = Conversation.objects.visible_to(viewer).select_related("by")
    if party.organisation is not None:
        rows = rows.filter(organisation_id__in=heirs.before(party.organisation.pk))
    else:
        rows = rows.filter(organisation=None, compared=party.key[1:])
    return list(rows.order_by("-on", "-id")[:20])


def own_conversations(viewer: Person | None) -> list[Conversation]:
    """Those that someone prepared, the latest first. One statement."""
    return list(Conversation.objects.visible_to(viewer).filter(by=viewer).order_by("-on", "-id")[:10])


def choices(viewer: Person | None) -> tuple[list[Space], list[Stage]]:
    """Spaces and stages out of which one can choose: those of asks that the viewer sees. Two statements."""
    seen = Stakeholder.objects.visible_to(viewer).current()  # type: ignore[attr-defined]
    here = Q(pk__in=seen.values("initiative__space")) | Q(pk__in=seen.values("initiative__programme"))
    spaces = Space.objects.visible_to(viewer).filter(here).order_by("name", "id")[:MOST_CHOICES]
    stages = Stage.objects.filter(pk__in=seen.values("stage")).order_by("slug", "track_id", "position")
    return list(spaces), list(stages.distinct("slug")[:MOST_CHOICES])
