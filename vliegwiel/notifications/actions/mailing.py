"""Letters: begun before the mail server is called, closed after it answered. So nobody gets the same mail twice."""

from __future__ import annotations

from datetime import datetime

from vliegwiel.activity.door import action
from vliegwiel.people.models import Person

from .. import rules
from ..journey import LetterState
from ..models import Letter, Notification
from ..queries.digest import Round

POSTMAN = "the change that is told of is the event; this is the postman"


@action("digest.begun", may=rules.may_mail, unlogged=POSTMAN, locked=False)
def begin_digest(person: Person, *, by: None, at: datetime, now: Round) -> Letter | None:
    """Everything that waits and is due goes in one letter. None when one of this day was begun already."""
    letter, is_new = Letter.objects.get_or_create(person=person, day=now.day, defaults={"begun_at": at})
    if not is_new:
        return None
    Notification.objects.filter(now.due, person=person, letter=None).update(letter=letter)
    return letter


@action("mail.begun", may=rules.may_mail, unlogged=POSTMAN, locked=False)
def begin_at_once(person: Person, *, by: None, at: datetime, notification: Notification) -> Letter | None:
    """A letter about one thing. None when it was begun already."""
    letter, is_new = Letter.objects.get_or_create(about=notification.pk, defaults={"person": person, "begun_at": at})
    if not is_new:
        return None
    Notification.objects.filter(pk=notification.pk).update(letter=letter)
    return letter


@action("letter.closed", may=rules.may_close, unlogged=POSTMAN, locked=False)
def close_letter(letter: Letter, *, by: None, at: datetime, state: str) -> None:
    """The mail server has it, or wants it for nobody."""
    sent_at = at if state == LetterState.SENT else None
    Letter.objects.filter(pk=letter.pk).update(state=state, sent_at=sent_at)


@action("letter.taken_back", may=rules.may_close, unlogged=POSTMAN, locked=False)
def take_back(letter: Letter, *, by: None, at: datetime) -> None:
    """It certainly did not go: what was in it waits again."""
    letter.delete()
