"""The great web: per party what every pilot wants from it and when, over all pilots that the viewer may see."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from heapq import nsmallest

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Coalesce

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
MOST_COUNTED = 5_000
"""Asks that are counted; of more than that the newest, and the page says so. So it costs the same with a million."""


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
    is_cut: bool = False
    """There are more asks than are counted."""


def web_of(rows: QuerySet[Stakeholder], viewer: Person | None, heirs: Heirs, *, after: str = "") -> Web:
    """A page of parties: those that most pilots need first, then who is needed soonest. Seven statements at most."""
    columns = ("pk", "initiative_id", "organisation_id", "compared", "due_on")
    found = list(rows.order_by("-pk").values_list(*columns)[: MOST_COUNTED + 1])
    groups: dict[str, _Group] = {}
    for pk, initiative, organisation, words, due_on in found[:MOST_COUNTED]:
        groups.setdefault(heirs.key(organisation, words), _Group()).add(pk, initiative, due_on or FAR)
    ranked = sorted(groups, key=lambda key: (-len(groups[key].pilots), groups[key].first, key))
    beyond = party_with(after, viewer, heirs) if after else None
    start = ranked.index(beyond.key) + 1 if beyond and beyond.key in groups else 0
    shown = ranked[start : start + PARTIES]
    asks = _asks([pk for key in shown for pk in groups[key].soonest()], viewer, heirs)
    named = _named(shown, asks, heirs)
    strands = [
        Strand(
            named[key],
            len(groups[key].pilots),
            None if groups[key].first == FAR else groups[key].first,
            asks.get(key, []),
        )
        for key in shown
        if key in named
    ]
    is_more = start + PARTIES < len(ranked)
    return Web(strands, strands[-1].party.code if is_more and strands else "", len(found) > MOST_COUNTED)


@dataclass
class _Group:
    """What is asked of one party."""

    pilots: set[int] = field(default_factory=set)
    asks: list[tuple[date, int]] = field(default_factory=list)

    def add(self, pk: int, initiative: int, due_on: date) -> None:
        self.pilots.add(initiative)
        self.asks.append((due_on, pk))

    @property
    def first(self) -> date:
        return min(self.asks)[0]

    def soonest(self) -> list[int]:
        return [pk for _day, pk in nsmallest(ASKS_BESIDE, self.asks)]


def _asks(ids: list[int], viewer: Person | None, heirs: Heirs) -> dict[str, list[Stakeholder]]:
    """By party: these asks, soonest first. One statement."""
    rows = Stakeholder.objects.visible_to(viewer).filter(pk__in=ids).select_related(
        "initiative", "organisation", "stage"
    )  # fmt: skip
    asks: dict[str, list[Stakeholder]] = {}
    for row in sorted(rows, key=lambda row: (row.due_on or FAR, row.pk)):
        asks.setdefault(heirs.key(row.organisation_id, row.compared), []).append(row)
    return asks


def _named(shown: Sequence[str], asks: dict[str, list[Stakeholder]], heirs: Heirs) -> dict[str, Party]:
    ids = {int(key[1:]) for key in shown if key.startswith(ORGANISATION)}
    named = {party.key: party for party in parties_of(ids, heirs).values()}
    for key, rows in asks.items():
        if key not in named:
            named[key] = Party(key, rows[0].name, rows[0].code)
    return named


def _wanted(party: Party, viewer: Person | None, heirs: Heirs) -> QuerySet[Stakeholder]:
    """What pilots want from this party and have not let go."""
    seen = Stakeholder.objects.visible_to(viewer).current().in_picture()  # type: ignore[attr-defined]
    return rows_of(party, seen, heirs)


def pilots_of(party: Party, viewer: Person | None, heirs: Heirs) -> int:
    """How many pilots want something from it, on whatever page they stand; `MOST_COUNTED` at most. One statement."""
    return _wanted(party, viewer, heirs).values("initiative").distinct()[:MOST_COUNTED].count()


def asks_of(party: Party, viewer: Person | None, heirs: Heirs, *, after: str = "", before: str = "") -> Page:
    """Everything that pilots want from this party and have not let go, soonest first. Two statements at most."""
    here = TeamRole.objects.filter(initiative=OuterRef("initiative"), person=OuterRef("owner"), person__is_active=True)
    mine = Stakeholder.objects.carried_by(viewer).filter(pk=OuterRef("pk"))
    rows = (
        _wanted(party, viewer, heirs)
        .select_related("initiative", "organisation", "stage", "owner")
        .annotate(rank=Coalesce(F("due_on"), Value(FAR)), owner_is_here=Exists(here), is_mine=Exists(mine))
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
    """Spaces and stages out of which one can choose: those of the newest asks one sees. Three statements."""
    seen = Stakeholder.objects.visible_to(viewer).current().order_by("-pk")  # type: ignore[attr-defined]
    columns = ("initiative__space_id", "initiative__programme_id", "stage_id")
    found = list(seen.values_list(*columns)[:MOST_COUNTED])
    here = {pk for space, programme, _stage in found for pk in (space, programme) if pk}
    spaces = Space.objects.visible_to(viewer).filter(pk__in=here).order_by("name", "id")[:MOST_CHOICES]
    known = Stage.objects.filter(pk__in={stage for _space, _programme, stage in found if stage})
    stages = known.order_by("slug", "track_id", "position").distinct("slug")[:MOST_CHOICES]
    return list(spaces), list(stages)
