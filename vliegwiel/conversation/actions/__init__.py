"""Everything that changes a conversation."""

from .moderating import appeal, decide, hide, keep, report
from .talking import change, find_helpful, not_find_helpful, place, withdraw

__all__ = [
    "appeal",
    "change",
    "decide",
    "find_helpful",
    "hide",
    "keep",
    "not_find_helpful",
    "place",
    "report",
    "withdraw",
]
