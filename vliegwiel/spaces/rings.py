"""The one sentence about who sees what: from a ring to audience tokens, and to words."""

from __future__ import annotations

from collections.abc import Collection

from django.utils.translation import gettext as _

from vliegwiel.activity.audience import (
    NETWORK,
    PUBLIC,
    lead_token,
    organisation_token,
    space_token,
)

from .journey import Ring
from .models import Space


def owner_ids(space: Space) -> list[int]:
    return list(space.ownerships.order_by("organisation_id").values_list("organisation_id", flat=True))


def audience_of_space(space: Space) -> list[str]:
    """The tokens of the space's own page: its members always, and whoever its ring lets in."""
    return widened(space.ring, [space_token(space.pk), lead_token(space.pk)], organisations=owner_ids(space))


def widened(ring: str, team: Collection[str], *, organisations: Collection[int]) -> list[str]:
    """The tokens of something in this ring: `team` are the tokens of the people who carry it themselves."""
    if ring == Ring.PUBLIC:
        return [PUBLIC]
    tokens = set(team)
    if ring in (Ring.ORGANISATION, Ring.NETWORK):
        tokens |= {organisation_token(pk) for pk in organisations}
    if ring == Ring.NETWORK:
        tokens.add(NETWORK)
    return sorted(tokens)


def space_readers_in_words(ring: str, organisation_names: Collection[str]) -> str:
    """The same for a space itself: its members always see it."""
    if ring == Ring.PUBLIC:
        return _("Everyone can see this space, also without an account, and search engines too.")
    if ring == Ring.NETWORK:
        return _("Everyone with a confirmed account of a public body or partner can see this space, and its members.")
    if ring == Ring.ORGANISATION and organisation_names:
        return _("Everyone who works at %(names)s can see this space, and its members.") % {
            "names": ", ".join(organisation_names)
        }
    return _("Only the members of this space can see it.")


def readers_in_words(ring: str, organisation_names: Collection[str]) -> str:
    """A sentence that says who will be able to read something in this ring."""
    if ring == Ring.PUBLIC:
        return _("Everyone can read this, also without an account, and search engines too.")
    if ring == Ring.NETWORK:
        return _("Everyone with a confirmed account of a public body or partner can read this. Suppliers cannot.")
    if ring == Ring.ORGANISATION and organisation_names:
        return _("Everyone who works at %(names)s can read this.") % {"names": ", ".join(organisation_names)}
    return _("Only the people in the team and the leads of the space can read this.")
