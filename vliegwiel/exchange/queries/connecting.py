"""Proposals and connections, as whoever looks may see them."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from vliegwiel.activity.audience import tokens_of
from vliegwiel.people.models import Person

from ..models import Connection, Listed, Need, Proposal

PEOPLE = ("by", "one", "other")
ABOUT = ("need__initiative", "offer__initiative", "organisation")
MOST = 100


def proposals_of(viewer: Person | None) -> list[Proposal]:
    """What waits for an answer, of others and of this viewer, the oldest first."""
    rows = Proposal.objects.visible_to(viewer).waiting().select_related(*PEOPLE, *ABOUT)
    return list(rows.order_by("made_at", "id")[:MOST])


def proposals_about(listing: Listed, viewer: Person | None) -> list[Proposal]:
    """What waits for an answer about one need or offer."""
    rows = Proposal.objects.visible_to(viewer).waiting().filter(**_about(listing))
    return list(rows.select_related(*PEOPLE, *ABOUT).order_by("made_at", "id")[:MOST])


def connections_of(viewer: Person, *, most: int = MOST) -> list[Connection]:
    """Whom this person met here, the latest first."""
    rows = Connection.objects.visible_to(viewer).filter(one=viewer) | Connection.objects.visible_to(viewer).filter(
        other=viewer
    )
    return list(rows.select_related("one", "other", *ABOUT).prefetch_related("outcomes").order_by("-made_at")[:most])


def connections_about(listing: Listed, viewer: Person | None) -> list[Connection]:
    """Who takes part, helps or uses it, for those who may see that."""
    rows = Connection.objects.visible_to(viewer).filter(ended_at=None, **_about(listing))
    return list(rows.select_related("one", "other", "organisation").order_by("made_at", "id")[:MOST])


def _about(listing: Listed) -> dict[str, Listed]:
    return {"need" if isinstance(listing, Need) else "offer": listing}


def with_something_seen(viewer: Person | None) -> QuerySet[Connection]:
    """Connections about what this viewer may see to be looked for and offered: to count, not to say who they are of."""
    tokens = tokens_of(viewer)
    return Connection.objects.filter(Q(need__audience__overlap=tokens) | Q(offer__audience__overlap=tokens)).order_by()
