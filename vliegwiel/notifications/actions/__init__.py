"""Everything that changes in this room."""

from .clearing import clear_old
from .following import follow, unfollow
from .mailing import begin_at_once, begin_digest, close_letter, take_back
from .reading import read, read_all
from .refusing import confirm_address, keep_refusal, takes_mail, try_again
from .telling import tell
from .wishing import stop, wish

__all__ = [
    "begin_at_once",
    "begin_digest",
    "clear_old",
    "close_letter",
    "confirm_address",
    "follow",
    "keep_refusal",
    "read",
    "read_all",
    "stop",
    "take_back",
    "takes_mail",
    "tell",
    "try_again",
    "unfollow",
    "wish",
]
