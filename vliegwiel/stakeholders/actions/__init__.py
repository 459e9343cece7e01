"""Everything that changes in this room."""

from .conversations import prepare, tell
from .forgetting import forget
from .parties import add, assign, change, open_field, take_over

__all__ = ["add", "assign", "change", "forget", "open_field", "prepare", "take_over", "tell"]
