"""Who may do what with their front page."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from vliegwiel.core.answers import Answer, no, when
from vliegwiel.people.models import Person
from vliegwiel.people.rules import SIGN_IN


def may_share_calendar(by: Person | None, person: Person) -> Answer:
    """Only one's own dates, at an address that oneself asked for."""
    if by is None:
        return no(SIGN_IN)
    return when(by == person, _("This is of someone else."))
