"""Who belongs to which organisation, and the keys that this gives."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from vliegwiel.activity.audience import NETWORK, organisation_token
from vliegwiel.activity.door import Done, action
from vliegwiel.core.answers import Mistake

from .. import keys, rules
from ..checking import check
from ..journey import MembershipState, Verification
from ..models import Membership, Organisation, Person


@action("membership.requested", may=rules.may_ask_membership)
def request_membership(organisation: Organisation, *, by: Person, at: datetime, motivation: str = "") -> Done:
    """Ask to belong to the organisation: active at once with a confirmed work-mail address, else waiting for approval.

    Raises Mistake for a member, and for an organisation that no longer exists.
    """
    if not organisation.is_valid_on(at.date()):
        raise Mistake(**{"": _("This organisation no longer exists.")})
    membership = Membership.objects.filter(person=by, organisation=organisation).first()
    if membership and membership.is_active:
        raise Mistake(**{"": _("You are already a member of this organisation.")})
    membership = membership or Membership(person=by, organisation=organisation)
    membership.state, membership.since, membership.motivation = MembershipState.REQUESTED, at, motivation.strip()
    membership.verified_by, membership.is_admin = "", False
    check(membership, ["motivation"])
    membership.save()
    if rules.has_mail_of(by, organisation):
        activate(membership, Verification.MAIL_DOMAIN, at=at)
    return Done(result=membership, target=membership, facts=_facts(membership))


@action("membership.confirmed", may=rules.may_confirm_by_mail)
def confirm_membership(membership: Membership, *, by: Person, at: datetime) -> Done:
    """A waiting request becomes active, because the person has since confirmed a work-mail address."""
    _must_wait(membership)
    activate(membership, Verification.MAIL_DOMAIN, at=at)
    return Done(result=membership, facts=_facts(membership))


@action("membership.approved", may=rules.may_judge_membership)
def approve_membership(membership: Membership, *, by: Person, at: datetime, as_admin: bool = False) -> Done:
    """Let someone in who asked, perhaps as administrator. Raises Mistake when someone else answered first."""
    _must_wait(membership)
    activate(membership, Verification.APPROVAL, at=at, is_admin=as_admin)
    return Done(result=membership, facts=_facts(membership))


@action("membership.declined", may=rules.may_judge_membership)
def decline_membership(membership: Membership, *, by: Person, at: datetime) -> Done:
    """Not let someone in who asked; asking again stays possible. Raises Mistake when someone else answered first."""
    _must_wait(membership)
    membership.state, membership.since = MembershipState.ENDED, at
    membership.save(update_fields=["state", "since"])
    return Done(result=membership, facts=_facts(membership))


@action("membership.ended", may=rules.may_end_membership)
def end_membership(membership: Membership, *, by: Person, at: datetime) -> Done:
    """Leave, withdraw one's request, or be taken off the list: what the membership let the person see closes first."""
    keys.take(membership.person, because=membership)
    membership.state, membership.since, membership.is_admin = MembershipState.ENDED, at, False
    membership.save(update_fields=["state", "since", "is_admin"])
    return Done(result=membership, facts=_facts(membership))


@action("membership.admin_made", may=rules.may_make_admin)
def make_admin(membership: Membership, *, by: Person, at: datetime, is_admin: bool = True) -> Done:
    """Let a member approve and invite others, or no longer. Raises Mistake for someone who is not an active member."""
    if not membership.is_active:
        raise Mistake(**{"": _("Only a member can be an administrator.")})
    membership.is_admin = is_admin
    membership.save(update_fields=["is_admin"])
    return Done(result=membership, fields=["is_admin"], facts=_facts(membership) | {"is_admin": is_admin})


def activate(membership: Membership, how: Verification, *, at: datetime, is_admin: bool = False) -> Membership:
    """Make the membership active and give its keys: the organisation's, and the network's unless it sells."""
    membership.state, membership.verified_by, membership.since = MembershipState.ACTIVE, how, at
    membership.is_admin = membership.is_admin or is_admin
    membership.save()
    keys.give(membership.person, organisation_token(membership.organisation_id), because=membership)
    if not membership.organisation.is_seller:
        keys.give(membership.person, NETWORK, because=membership)
    return membership


def _must_wait(membership: Membership) -> None:
    if membership.is_active:
        raise Mistake(**{"": _("Someone has already approved this request.")})
    if not rules.is_waiting(membership):
        raise Mistake(**{"": _("This request is no longer open.")})


def _facts(membership: Membership) -> dict[str, int | str]:
    return {"organisation": membership.organisation_id, "person": membership.person_id, "state": str(membership.state)}
