"""What the pages of search and of suggestions read, in a constant number of statements."""

from .beside import Beside, Suggestion, beside_initiative, beside_text, dismissed
from .completions import completions
from .found import Found, Group, Shown, find
from .guesses import Help, help_with

__all__ = [
    "Beside",
    "Found",
    "Group",
    "Help",
    "Shown",
    "Suggestion",
    "beside_initiative",
    "beside_text",
    "completions",
    "dismissed",
    "find",
    "help_with",
]
