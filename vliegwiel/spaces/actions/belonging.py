"""Who is in a space. Every action locks the space first, so that it never loses its last lead."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from vliegwiel.activity.audience import lead_token, space_token
from vliegwiel.activity.door import Done, action
from vliegwiel.core.answers import Mistake
from vliegwiel.people import invitations, keys
from vliegwiel.people.models import Invitation, Person

from .. import rules
from ..journey import MemberState, SpaceRole
from ..models import Space, SpaceMembership


def let_in(space: Space, person: Person, *, at: datetime, role: str = SpaceRole.MEMBER) -> SpaceMembership:
    """Part of other actions: the person is in, with the keys of this role. A lead who is let in stays a lead."""
    membership, _new = SpaceMembership.objects.get_or_create(
        space=space, person=person, defaults={"role": role, "since": at}
    )
    membership.person = person
    if membership.state != MemberState.ACTIVE:
        membership.state, membership.role, membership.since = MemberState.ACTIVE, role, at
    elif role == SpaceRole.LEAD:
        membership.role = role
    membership.save()
    _rewrite_keys(membership)
    return membership


def _rewrite_keys(membership: SpaceMembership) -> None:
    person = membership.person
    keys.take(person, because=membership)
    if membership.state == MemberState.ACTIVE:
        keys.give(person, space_token(membership.space_id), because=membership)
        if membership.role == SpaceRole.LEAD:
            keys.give(person, lead_token(membership.space_id), because=membership)
    person.refresh_from_db(fields=["tokens"])  # whoever goes on with this person looks with the right keys


def _end(membership: SpaceMembership, *, at: datetime) -> None:
    membership.state, membership.role, membership.since = MemberState.ENDED, SpaceRole.MEMBER, at
    membership.save()
    _rewrite_keys(membership)


def _membership(space: Space, member: Person, *, state: str, otherwise: str) -> SpaceMembership:
    found = SpaceMembership.objects.filter(space=space, person=member, state=state).first()
    if found is None:
        raise Mistake(member=otherwise)
    found.person = member
    return found


@action("space_member.joined", may=rules.may_join)
def join(space: Space, *, by: Person, at: datetime) -> Done:
    """Become a member at once, where that is open."""
    return Done(result=let_in(space, by, at=at))


@action("space_membership.requested", may=rules.may_request)
def request(space: Space, *, by: Person, at: datetime, motivation: str = "") -> Done:
    """Ask the leads to become a member."""
    motivation = motivation.strip()
    limit = SpaceMembership._meta.get_field("motivation").max_length
    assert limit is not None
    if len(motivation) > limit:
        raise Mistake(motivation=_("Tell it in at most %(limit)s characters.") % {"limit": limit})
    membership, _new = SpaceMembership.objects.update_or_create(
        space=space,
        person=by,
        defaults={"state": MemberState.REQUESTED, "role": SpaceRole.MEMBER, "motivation": motivation, "since": at},
    )
    return Done(result=membership)


@action("space_member.approved", may=rules.may_decide_membership)
def approve(space: Space, *, by: Person, at: datetime, member: Person) -> Done:
    """Say yes to who asked."""
    _asked(space, member)
    return Done(result=let_in(space, member, at=at), facts={"person": member.pk})


@action("space_membership.declined", may=rules.may_decide_membership)
def decline(space: Space, *, by: Person, at: datetime, member: Person) -> Done:
    """Say no to who asked; they may ask again."""
    membership = _asked(space, member)
    _end(membership, at=at)
    return Done(result=membership, facts={"person": member.pk})


def _asked(space: Space, member: Person) -> SpaceMembership:
    return _membership(
        space, member, state=MemberState.REQUESTED, otherwise=_("This request was answered or withdrawn already.")
    )


@action("space_invitation.sent", may=rules.may_decide_membership)
def invite(
    space: Space, *, by: Person, at: datetime, email: str, role: str = SpaceRole.MEMBER, message: str = ""
) -> Done:
    """Invite someone by mail, with or without an account. Raises Mistake(email=…, message=…, role=…)."""
    if role not in SpaceRole.values:
        raise Mistake(role=_("Choose member or lead."))
    invitation = invitations.make(space, by=by, at=at, email=email, role=role, message=message)
    return Done(result=invitation, facts={"role": role})


def admit_invited(space: Space, *, invitation: Invitation, person: Person, at: datetime) -> None:
    """Part of accepting an invitation, an action of `people`: the person is in, in the role they were invited to."""
    space = Space.objects.select_for_update().get(pk=space.pk)
    let_in(space, person, at=at, role=invitation.role or SpaceRole.MEMBER)


@action("space_member.left", may=rules.may_leave)
def leave_space(space: Space, *, by: Person, at: datetime) -> Done:
    """Stop being a member."""
    membership = _active(space, by)
    _end(membership, at=at)
    return Done(result=membership)


@action("space_member.removed", may=rules.may_decide_membership)
def remove_member(space: Space, *, by: Person, at: datetime, member: Person) -> Done:
    """Take someone out of the space. A lead steps down before leaving, and is not removed."""
    membership = _active(space, member)
    if membership.role == SpaceRole.LEAD:
        raise Mistake(member=_("This person is a lead. A lead steps down first."))
    _end(membership, at=at)
    return Done(result=membership, facts={"person": member.pk})


@action("space_lead.made", may=rules.may_decide_membership)
def make_lead(space: Space, *, by: Person, at: datetime, member: Person) -> Done:
    """A member becomes a lead, beside the others."""
    _active(space, member)
    return Done(result=let_in(space, member, at=at, role=SpaceRole.LEAD), facts={"person": member.pk})


@action("space_lead.stepped_down", may=rules.may_step_down)
def step_down(space: Space, *, by: Person, at: datetime) -> Done:
    """A lead becomes an ordinary member; another lead stays."""
    membership = _active(space, by)
    membership.role = SpaceRole.MEMBER
    membership.save()
    _rewrite_keys(membership)
    return Done(result=membership)


def _active(space: Space, member: Person) -> SpaceMembership:
    return _membership(
        space, member, state=MemberState.ACTIVE, otherwise=_("This person is not a member of the space any more.")
    )
