"""Who may do what with people, organisations and memberships."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.account.models import EmailAddress
from django.utils.translation import gettext_lazy as _

from vliegwiel.activity.audience import NETWORK
from vliegwiel.core.answers import YES, Answer, no, when

from .journey import ContactWay, MembershipState
from .models import Invitation, Membership, Organisation, Person

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

OPERATORS_ONLY = _("Only the operators of this installation can do this.")
SIGN_IN = _("Sign in first.")


def is_operator(by: Person | None) -> bool:
    return by is not None and by.is_active and by.is_staff


def is_admin_of(by: Person | None, organisation: Organisation) -> bool:
    """An active member who keeps the page and the members of this organisation."""
    if by is None:
        return False
    return Membership.objects.active().filter(person=by, organisation=organisation, is_admin=True).exists()


def has_mail_of(person: Person, organisation: Organisation) -> bool:
    """One of the person's confirmed mail addresses is in a work-mail domain of the organisation."""
    confirmed = EmailAddress.objects.filter(user=person, verified=True).values_list("email", flat=True)
    domains = {domain.lower() for domain in organisation.mail_domains}
    return any(address.rpartition("@")[2].lower() in domains for address in confirmed)


def may_sign_up(by: Person | None, subject: None) -> Answer:
    """A visitor for herself, the command line (nobody), or an operator for someone else."""
    return when(by is None or is_operator(by), _("You already have an account."))


def may_edit_profile(by: Person | None, person: Person) -> Answer:
    return when(by is not None and by == person, _("You can only change your own profile."))


def may_see_contact(by: Person | None, person: Person) -> Answer:
    """A mail address or phone number is for members of the network, when this person wants to be reached that way.

    Who wants to be asked first shows neither here: what was asked and answered with yes stands on pages of upper rooms.
    """
    if by is not None and by == person:
        return YES
    if person.ask_first:
        return no(_("This person wants to be asked first."))
    if person.contact_way == ContactWay.HERE:
        return no(_("This person wants to be reached only here."))
    return when(by is not None and by.holds(NETWORK), _("Only members of the network see how to reach this person."))


def may_load_registers(by: Person | None, subject: None) -> Answer:
    """The command line (nobody signed in) or an operator. No page of a visitor leads here."""
    return when(by is None or is_operator(by), OPERATORS_ONLY)


def may_add_organisation(by: Person | None, subject: None) -> Answer:
    return when(by is None or is_operator(by), OPERATORS_ONLY)


def may_edit_facts(by: Person | None, organisation: Organisation) -> Answer:
    """Facts that decide what members see, or that come from a register: kind, name, codes, validity, mail domains."""
    return when(is_operator(by), OPERATORS_ONLY)


def may_edit_organisation(by: Person | None, organisation: Organisation) -> Answer:
    return _keeps(by, organisation, _("Only an administrator of this organisation can change this page."))


def may_ask_membership(by: Person | None, organisation: Organisation) -> Answer:
    return when(by is not None and by.is_active, SIGN_IN)


def may_confirm_by_mail(by: Person | None, membership: Membership) -> Answer:
    """A confirmed work-mail address makes a waiting request active, without anyone's approval."""
    if by is None or membership.person_id != by.pk:
        return no(_("You can only do this for yourself."))
    return when(
        has_mail_of(membership.person, membership.organisation),
        _("You have no confirmed mail address of this organisation."),
    )


def may_judge_membership(by: Person | None, membership: Membership) -> Answer:
    """Approve or decline: an administrator of that organisation, or an operator.

    Operators let themselves in only where nobody is yet: elsewhere they would open what is closed to them.
    """
    if by is not None and membership.person_id == by.pk:
        others = Membership.objects.active().filter(organisation=membership.organisation_id).exclude(person=by)
        if others.exists():
            return no(_("Someone else answers your own request: an administrator there, or another operator."))
    return _keeps(by, membership.organisation, _("Only an administrator of this organisation can answer this request."))


def may_make_admin(by: Person | None, membership: Membership) -> Answer:
    return _keeps(by, membership.organisation, _("Only an administrator of this organisation can appoint another."))


def may_end_membership(by: Person | None, membership: Membership) -> Answer:
    if by is not None and membership.person_id == by.pk:
        return YES
    return _keeps(by, membership.organisation, _("Only an administrator of this organisation can end a membership."))


def may_invite(by: Person | None, organisation: Organisation) -> Answer:
    return _keeps(by, organisation, _("Only an administrator of this organisation can invite people."))


def may_accept_invitation(by: Person | None, invitation: Invitation) -> Answer:
    return when(by is not None and by.is_active, SIGN_IN)


def may_withdraw_invitation(by: Person | None, invitation: Invitation) -> Answer:
    return when(
        by is not None and (invitation.sent_by_id == by.pk or by.is_staff),
        _("Only the sender can withdraw an invitation."),
    )


def may_mail_invitation(by: Person | None, invitation: Invitation) -> Answer:
    """Nobody: the job that mails it."""
    return when(by is None, OPERATORS_ONLY)


def may_approve_first_admins(by: Person | None) -> Answer:
    return when(is_operator(by), OPERATORS_ONLY)


def is_waiting(membership: Membership) -> bool:
    return membership.state == MembershipState.REQUESTED


def _keeps(by: Person | None, organisation: Organisation, otherwise: str | StrPromise) -> Answer:
    return when(is_operator(by) or is_admin_of(by, organisation), otherwise)
