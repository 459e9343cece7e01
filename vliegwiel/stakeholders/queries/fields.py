"""The parties of one initiative: which of them, in which order, and what of them is drawn."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, Count, Exists, F, IntegerField, OuterRef, QuerySet, Value, When
from django.db.models.functions import Coalesce, Lower, NullIf

from vliegwiel.activity.audience import Viewer, ids_in
from vliegwiel.initiatives.models import Stage, TeamRole
from vliegwiel.initiatives.queries.look import Here, Look
from vliegwiel.people.paging import Page, page_of

from ..journey import MOST_DRAWN, Level, Status
from ..models import PlayingField, Stakeholder

PAGE = 50
LEVELS = {"bestuur": Level.GOVERNANCE, "organisatie": Level.ORGANISATION, "informatie": Level.INFORMATION}
STATUSES = {
    "gepland": Status.PLANNED, "in-gesprek": Status.TALKING, "afgesproken": Status.AGREED, "klaar": Status.DONE,
    "vervallen": Status.DROPPED,
}  # fmt: skip
LOOKS = ("tabel", "kwadrant", "banen", "web")
FAR = date(9999, 12, 31)
"""Where what has no date comes in an order by date."""
_RANKED = {
    "level": Case(*(When(level=one, then=Value(rank)) for rank, one in enumerate(Level)), output_field=IntegerField()),
    "status": Case(*(When(status=one, then=Value(rank)) for rank, one in enumerate(Status)),
                   output_field=IntegerField()),
}  # fmt: skip
ORDERS: dict[str, Any] = {
    "naam": Lower(Coalesce(F("organisation__sort_name"), NullIf(F("name"), Value("")))),
    "niveau": _RANKED["level"],
    "invloed": -F("influence"),
    "steun": F("support"),
    "wanneer": Coalesce(F("due_on"), Value(FAR)),
    "status": _RANKED["status"],
}
"""Per word in the address: smallest first. Much influence first, little support first: there the work is."""


def reads_along(look: Look) -> bool:
    """For whom the tab is always there: who carries it, and the leads of its space and programme."""
    leads = {look.initiative.space_id, look.initiative.programme_id}
    return look.may_edit or not leads.isdisjoint(ids_in(look.viewer, "lead"))


def rows_under(viewer: Viewer | None, here: Here) -> list[QuerySet]:
    """Others have it when they may read a party."""
    return [Stakeholder.objects.visible_to(viewer).filter(initiative=here)]


@dataclass(frozen=True)
class Choice:
    """What of the field is looked at, as it stands in the address."""

    look: str = "tabel"
    level: str = ""
    status: str = ""
    stage: str = ""
    order: str = "wanneer"

    @classmethod
    def of(cls, asked: Mapping[str, str]) -> Choice:
        """Words that mean nothing are left out."""
        level, status, stage = asked.get("niveau", ""), asked.get("status", ""), asked.get("fase", "")
        look, order = asked.get("beeld", ""), asked.get("op", "")
        return cls(
            look if look in LOOKS else "tabel",
            level if level in LEVELS else "",
            status if status in STATUSES else "",
            stage[:40] if stage.isprintable() else "",
            order if order in ORDERS else "wanneer",
        )

    def words(self, **other: str) -> dict[str, str]:
        """The words for an address, with some of them otherwise; what is usual is left out."""
        now = {
            "beeld": "" if self.look == "tabel" else self.look, "niveau": self.level, "status": self.status,
            "fase": self.stage, "op": "" if self.order == "wanneer" else self.order,
        }  # fmt: skip
        return {word: value for word, value in (now | other).items() if value}

    @property
    def is_narrowed(self) -> bool:
        return bool(self.level or self.status or self.stage)


def parties(look: Look) -> QuerySet[Stakeholder]:
    """Those of this initiative that the viewer may read, and whether who does it is still on the team."""
    here = TeamRole.objects.filter(initiative=OuterRef("initiative"), person=OuterRef("owner"), person__is_active=True)
    rows = Stakeholder.objects.visible_to(look.viewer).filter(initiative=look.initiative)
    return rows.select_related("organisation", "stage", "owner", "initiative").annotate(owner_is_here=Exists(here))


def chosen(look: Look, choice: Choice) -> QuerySet[Stakeholder]:
    """What was asked for; without a status everything that is not dropped."""
    rows = parties(look)
    rows = rows.filter(status=STATUSES[choice.status]) if choice.status else rows.in_picture()  # type: ignore[attr-defined]
    if choice.level:
        rows = rows.filter(level=LEVELS[choice.level])
    return rows.filter(stage__slug=choice.stage) if choice.stage else rows


def page_of_parties(rows: QuerySet[Stakeholder], choice: Choice, *, after: str = "", before: str = "") -> Page:
    """A page of the table. Two statements at most."""
    return page_of(rows.annotate(rank=ORDERS[choice.order]), ("rank", "id"), after=after, before=before, size=PAGE)


def drawn(rows: QuerySet[Stakeholder]) -> list[Stakeholder]:
    """The parties with most influence, as many as a picture can hold. One statement."""
    return list(rows.order_by("-influence", "support", "id")[:MOST_DRAWN])


def counts_of(rows: QuerySet[Stakeholder]) -> dict[str, int]:
    """How many per level. One statement."""
    return dict(rows.order_by().values_list("level").annotate(n=Count("pk")))


def stages_of(look: Look) -> list[Stage]:
    return list(Stage.objects.filter(track=look.initiative.track_id).order_by("position"))


def ring_of(look: Look) -> str:
    """Who reads the field: its ring, or the one that it begins with."""
    rows = PlayingField.objects.visible_to(look.viewer).filter(initiative=look.initiative)
    return rows.values_list("ring", flat=True).first() or PlayingField().ring
