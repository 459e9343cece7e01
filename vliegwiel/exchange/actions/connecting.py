"""Bringing two people together: at once, or after whoever wants to be asked first has said yes."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from vliegwiel.activity.audience import organisation_token, person_token
from vliegwiel.activity.door import Done, action
from vliegwiel.core.answers import Mistake
from vliegwiel.people.models import Organisation, Person

from .. import post, rules
from ..models import Connection, Need, Offer, Proposal
from ..queries.carrying import Target, people_behind


def hold(listing: Need | Offer | None) -> None:
    """Lock it and see it as it is now. Raises Mistake when it has no place any more: two people press at once."""
    if listing is None:
        return
    rows: Any = type(listing).objects.select_for_update(of=("self",), no_key=True)
    listing.refresh_from_db(from_queryset=rows)
    if listing.places_left == 0:
        raise Mistake(**{"": _("All places were taken in the meantime. Nothing has changed for you.")})
    if not listing.is_open:
        raise Mistake(**{"": _("This was closed in the meantime. Nothing has changed for you.")})


def connect(
    *,
    one: Person,
    other: Person,
    at: datetime,
    need: Need | None = None,
    offer: Offer | None = None,
    organisation: Organisation | None = None,
    introduced_by: Person | None = None,
    proposal: Proposal | None = None,
    message: str = "",
    holds_place: bool = False,
) -> Connection:
    """Make the connection and queue the introduction to both. Called by actions, inside their transaction."""
    if holds_place:
        hold(need)
        hold(offer)
    connection = Connection(
        one=one, other=other, need=need, offer=offer, organisation=organisation, introduced_by=introduced_by,
        proposal=proposal, message=message, holds_place=holds_place, made_at=at,
        audience=readers(one, other, introduced_by, need=need, offer=offer),
    )  # fmt: skip
    try:
        with transaction.atomic():
            connection.save(force_insert=True)
    except IntegrityError as error:
        raise Mistake(**{"": _("You are connected about this already.")}) from error
    post.post(post.INTRODUCED, connection, to=[one, other])
    return connection


def readers(
    *people: Person | None, need: Need | None, offer: Offer | None, organisation: Organisation | None = None
) -> list[str]:
    """Tokens of who may see a proposal or connection: those whom it is about, and who keeps the need and the offer."""
    tokens = {person_token(one.pk) for one in people if one is not None}
    for listing in (need, offer):
        tokens |= set(listing.keepers) if listing is not None else set()
    if organisation is not None:
        tokens.add(organisation_token(organisation.pk))
    return sorted(tokens)


@action("job.taken", may=rules.may_take_job)
def take_job(need: Need, *, by: Person, at: datetime) -> Done:
    """Take a short job, at once. Raises Mistake when all places were taken meanwhile."""
    owner = someone_behind(need)
    connection = connect(one=by, other=owner, need=need, at=at, holds_place=True)
    return Done(connection, target=connection, facts={"need": need.pk})


@action("place.given_back", may=rules.may_give_back)
def give_back(connection: Connection, *, by: Person, at: datetime) -> Done:
    """The place is free again for another."""
    connection.ended_at = at
    connection.save(update_fields=["ended_at"])
    return Done(connection, fields=["ended_at"])


def someone_behind(thing: Target, *, besides: Person | None = None) -> Person:
    """Whom to introduce, other than oneself. Raises Mistake when nobody of it has an account."""
    found = [person for person in people_behind(thing) if person != besides]
    if not found:
        raise Mistake(**{"": _("Nobody of it has an account here yet, so there is no one to introduce you to.")})
    return found[0]
