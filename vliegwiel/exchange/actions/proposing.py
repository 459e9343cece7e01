"""Asking: to take part, to help, to make use of an offer, to be introduced; and inviting."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from vliegwiel.activity.door import Done, action
from vliegwiel.core.answers import Mistake
from vliegwiel.people.models import Organisation, Person

from .. import post, rules
from ..journey import Asking
from ..models import Connection, Need, Offer, Proposal
from ..queries.carrying import people_behind
from .connecting import connect, hold, readers


def propose(asking: str, *, by: Person, one: Person, at: datetime, asked: list[Person], **fields: object) -> Proposal:
    """Keep the question and queue it for those who are asked. Called by actions, inside their transaction."""
    need, offer = fields.get("need"), fields.get("offer")
    invited = fields.get("organisation") if asking == Asking.INVITATION else None
    proposal = Proposal(asking=asking, by=by, one=one, made_at=at, **fields)
    proposal.audience = readers(by, one, proposal.other, need=need, offer=offer, organisation=invited)  # type: ignore[arg-type]
    try:
        with transaction.atomic():
            proposal.save(force_insert=True)
    except IntegrityError as error:
        raise Mistake(**{"": _("This has been asked already, and waits for an answer.")}) from error
    post.post(post.ASKED, proposal, to=asked)
    return proposal


@action("place.asked", may=rules.may_join, locked=False)
def ask_to_join(
    need: Need, *, by: Person, at: datetime, organisation: Organisation | None = None, message: str = ""
) -> Done:
    """Ask a place: for an organisation of one's own where organisations take part, else for oneself."""
    if rules.is_for_organisations(need) != (organisation is not None):
        raise Mistake(organisation=_("Choose for which organisation you ask this."))
    hold(need)
    if organisation is not None and need.connections.filter(organisation=organisation, ended_at=None).exists():
        raise Mistake(organisation=_("This organisation takes part already."))
    asking = Asking.JOIN if organisation is not None else Asking.HELP
    proposal = propose(
        asking, by=by, one=by, at=at, asked=people_behind(need),
        need=need, organisation=organisation, message=message, one_agreed=True, holds_place=True,
    )  # fmt: skip
    return Done(proposal, target=proposal, facts={"need": need.pk, "asking": asking})


@action("offer.asked", may=rules.may_ask, locked=False)
def ask_for_offer(offer: Offer, *, by: Person, at: datetime, message: str = "") -> Done:
    """Ask to make use of an offer."""
    hold(offer)
    proposal = propose(
        Asking.USE, by=by, one=by, at=at, asked=people_behind(offer),
        offer=offer, message=message, one_agreed=True, holds_place=True,
    )  # fmt: skip
    return Done(proposal, target=proposal, facts={"offer": offer.pk})


@action("organisation.asked", may=rules.may_invite, locked=False)
def invite(need: Need, *, by: Person, at: datetime, organisation: Organisation, message: str = "") -> Done:
    """Invite an organisation to take part; anyone who works there can answer."""
    if rules.is_of(by, organisation) or need.organisation_id == organisation.pk:
        raise Mistake(organisation=_("This is your own organisation."))
    hold(need)
    if need.connections.filter(organisation=organisation, ended_at=None).exists():
        raise Mistake(organisation=_("This organisation takes part already."))
    asked = people_behind(organisation)
    if not asked:
        raise Mistake(organisation=_("Nobody of this organisation has an account here yet."))
    proposal = propose(
        Asking.INVITATION, by=by, one=by, at=at, asked=asked,
        need=need, organisation=organisation, message=message, one_agreed=True, holds_place=True,
    )  # fmt: skip
    return Done(proposal, target=proposal, facts={"need": need.pk, "organisation": organisation.pk})


@action("introduction.made", may=rules.may_introduce, locked=False)
def introduce(one: Person, *, by: Person, at: datetime, other: Person, message: str, need: Need | None = None) -> Done:
    """Bring two others together. Who wants to be asked first is asked; when both are fine it is done at once."""
    if len({one.pk, other.pk, by.pk}) < 3:
        raise Mistake(other=_("Choose two different people, other than yourself."))
    made = meet(one, other, by=by, at=at, message=message, need=need)
    return Done(made, target=made, facts={"at_once": isinstance(made, Connection)})


def meet(
    one: Person,
    other: Person,
    *,
    by: Person,
    at: datetime,
    message: str = "",
    need: Need | None = None,
    offer: Offer | None = None,
    holds_place: bool = False,
) -> Connection | Proposal:
    """Connect the two at once, or ask whoever wants to be asked first. Called by actions, in their transaction."""
    asked = [person for person in (one, other) if person.ask_first and person.pk != by.pk]
    if holds_place:
        hold(need)
        hold(offer)
    if asked:
        return propose(
            Asking.INTRODUCTION, by=by, one=one, at=at, asked=asked, other=other,
            one_agreed=one not in asked, other_agreed=other not in asked,
            need=need, offer=offer, message=message, holds_place=holds_place,
        )  # fmt: skip
    introduced_by = by if by.pk not in (one.pk, other.pk) else None
    return connect(
        one=one, other=other, at=at, need=need, offer=offer,
        introduced_by=introduced_by, message=message, holds_place=holds_place,
    )  # fmt: skip
