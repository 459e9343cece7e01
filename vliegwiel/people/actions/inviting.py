"""Inviting people by mail, and accepting."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Model
from django.utils.translation import gettext as _

from vliegwiel.activity.door import Done, action
from vliegwiel.core.answers import Mistake

from .. import invitations, letters, rules
from ..journey import Verification
from ..models import Invitation, Membership, Organisation, Person
from .memberships import activate

ROLES = ("member", "admin")


@action("invitation.sent", may=rules.may_invite)
def invite(
    organisation: Organisation, *, by: Person, at: datetime, email: str, role: str = "member", message: str = ""
) -> Done:
    """Invite someone by mail to be a member or an administrator of the organisation."""
    if role not in ROLES:
        raise Mistake(role=_("Choose member or administrator."))
    invitation = invitations.make(organisation, by=by, at=at, email=email, role=role, message=message)
    return Done(result=invitation, target=invitation, facts={"organisation": organisation.pk, "role": role})


@action("invitation.accepted", may=rules.may_accept_invitation)
def accept_invitation(invitation: Invitation, *, by: Person, at: datetime) -> Done:
    """Accept: the room of the target does what was asked. Raises Mistake when the invitation is no longer open."""
    if closed := invitations.why_closed(invitation, at):
        raise Mistake(**{"": closed})
    target = invitations.target_of(invitation)
    assert target is not None
    kind = invitations.KINDS[target._meta.label_lower]
    kind.accept(target, invitation=invitation, person=by, at=at)
    invitation.accepted_at, invitation.accepted_by = at, by
    invitation.save(update_fields=["accepted_at", "accepted_by"])
    return Done(result=target, facts={"target": target._meta.label_lower, "id": target.pk, "role": invitation.role})


@action("invitation.withdrawn", may=rules.may_withdraw_invitation)
def withdraw_invitation(invitation: Invitation, *, by: Person, at: datetime) -> Done:
    """The link in the mail no longer works. Raises Mistake when it was accepted in the meantime."""
    if closed := invitations.why_closed(invitation, at):
        raise Mistake(**{"": closed})
    invitation.withdrawn_at = at
    invitation.save(update_fields=["withdrawn_at"])
    return Done(result=invitation)


@action(
    "invitation.mailed", may=rules.may_mail_invitation, unlogged="the log holds that it was sent; this is the postman"
)
def mail_invitation(invitation: Invitation, *, by: None, at: datetime) -> bool:
    """Mail an open invitation, once: True when it went out now. The row is locked until the mail server has it."""
    if invitation.mailed_at or invitations.why_closed(invitation, at):
        return False
    letters.invitation(invitation).send()
    invitation.mailed_at = at
    invitation.save(update_fields=["mailed_at"])
    return True


def join_organisation(target: Organisation, *, invitation: Invitation, person: Person, at: datetime) -> None:
    """What accepting does for an organisation: an active membership."""
    membership = Membership.objects.filter(person=person, organisation=target).first()
    membership = membership or Membership(person=person, organisation=target)
    how = Verification(membership.verified_by) if membership.is_active else Verification.INVITATION
    since = membership.since if membership.is_active else at
    activate(membership, how, at=since, is_admin=invitation.role == "admin")


def what_is_asked(target: Model, role: str) -> str:
    """The invitation to an organisation in words."""
    if role == "admin":
        return _("to become an administrator of %(organisation)s") % {"organisation": target}
    return _("to become a member of %(organisation)s") % {"organisation": target}
