"""Everything that changes people, organisations, memberships and invitations."""

from .accounts import choose_language, sign_up, update_profile
from .inviting import accept_invitation, invite, mail_invitation, withdraw_invitation
from .memberships import (
    approve_membership,
    confirm_membership,
    decline_membership,
    end_membership,
    make_admin,
    request_membership,
)
from .organisations import add_organisation, edit_organisation
from .register import load_registers

__all__ = [
    "accept_invitation",
    "add_organisation",
    "approve_membership",
    "choose_language",
    "confirm_membership",
    "decline_membership",
    "edit_organisation",
    "end_membership",
    "invite",
    "load_registers",
    "mail_invitation",
    "make_admin",
    "request_membership",
    "sign_up",
    "update_profile",
    "withdraw_invitation",
]
