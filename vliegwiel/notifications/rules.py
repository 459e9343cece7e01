"""Who may do what with news: everyone with their own, and the platform with the rest."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from vliegwiel.activity.models import Activity
from vliegwiel.core.answers import YES, Answer, no, when
from vliegwiel.people.models import Person
from vliegwiel.people.rules import OPERATORS_ONLY, SIGN_IN, is_operator

from .models import Letter, RefusedAddress

BY_ITSELF = _("The platform does this by itself.")
NOT_YOURS = _("This is of someone else.")


def may_read(by: Person | None, person: Person) -> Answer:
    """One's own news; also how one wants to hear it."""
    if by is None:
        return no(SIGN_IN)
    return when(by == person, NOT_YOURS)


def may_wish(by: Person | None, person: Person) -> Answer:
    return may_read(by, person)


def may_stop(by: Person | None, person: Person) -> Answer:
    """Whoever holds the link of the mail: a mail program presses it without anyone being signed in."""
    return when(person.is_active, _("This account is not used any more."))


def may_tell(by: Person | None, activity: Activity) -> Answer:
    return when(by is None, BY_ITSELF)


def may_mail(by: Person | None, person: Person) -> Answer:
    return when(by is None, BY_ITSELF)


def may_close(by: Person | None, letter: Letter) -> Answer:
    return when(by is None, BY_ITSELF)


def may_keep_refusal(by: Person | None, person: Person) -> Answer:
    return when(by is None, BY_ITSELF)


def may_clear(by: Person | None, subject: None) -> Answer:
    return when(by is None, BY_ITSELF)


def may_try_again(by: Person | None, refused: RefusedAddress) -> Answer:
    if by is None:
        return no(SIGN_IN)
    return when(by.pk == refused.person_id, NOT_YOURS)


def may_confirm(by: Person | None, refused: RefusedAddress) -> Answer:
    """Whoever holds the link that was mailed to the address."""
    return YES


def may_see_refused(by: Person | None, subject: None = None) -> Answer:
    if by is None:
        return no(SIGN_IN)
    return when(is_operator(by), OPERATORS_ONLY)
