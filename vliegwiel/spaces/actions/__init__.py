"""What people do with spaces."""

from .belonging import (
    approve,
    decline,
    invite,
    join,
    leave_space,
    make_lead,
    remove_member,
    request,
    step_down,
)
from .filing import add_file, remove_file
from .keeping import change_ring, edit_space, ensure_square, open_space, set_owners

__all__ = [
    "add_file",
    "approve",
    "change_ring",
    "decline",
    "edit_space",
    "ensure_square",
    "invite",
    "join",
    "leave_space",
    "make_lead",
    "open_space",
    "remove_file",
    "remove_member",
    "request",
    "set_owners",
    "step_down",
]
