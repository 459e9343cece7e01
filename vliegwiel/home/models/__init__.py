"""What of someone's front page is kept: the address of their calendar."""

from .calendar import CalendarAddress

__all__ = ["CalendarAddress"]
