"""Letters: begun before the mail server is called, closed after it answered. So nobody gets the same mail twice."""

from __future__ import annotations

from datetime import datetime

from django.db import connection

from vliegwiel.activity.door import action
from vliegwiel.people.models import Person

from .. import rules
from ..journey import LetterState
from ..models import Letter, Notification
from ..queries.digest import Round

BEGIN = """
WITH begun AS (
    INSERT INTO notifications_letter (person_id, day, state, begun_at)
    VALUES (%(person)s, %(day)s, 'begun', %(at)s) ON CONFLICT DO NOTHING RETURNING id
), went AS (
    UPDATE notifications_notification SET letter_id = begun.id FROM begun
    WHERE person_id = %(person)s AND letter_id IS NULL
        AND (pace = 'daily' OR pace = 'weekly' AND notifications_notification.at < %(week)s)
)
SELECT id FROM begun
"""
CLOSE = """
UPDATE notifications_letter SET state = %(state)s, sent_at = %(sent_at)s
FROM set_config('synchronous_commit', 'off', true) WHERE id = %(letter)s
"""
"""Nobody waits for the disk: after a power cut a letter that went is in doubt, and is not sent again."""
POSTMAN = "the change that is told of is the event; this is the postman"


@action("digest.begun", may=rules.may_mail, unlogged=POSTMAN, locked=False)
def begin_digest(person: Person, *, by: None, at: datetime, now: Round) -> Letter | None:
    """Everything that waits and is due goes in one letter. None when one of this day was begun already."""
    with connection.cursor() as cursor:
        cursor.execute(BEGIN, {"person": person.pk, "day": now.day, "at": at, "week": now.week})
        found = cursor.fetchone()
    return Letter(pk=found[0], person=person, day=now.day, begun_at=at) if found else None


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
    with connection.cursor() as cursor:
        cursor.execute(CLOSE, {"letter": letter.pk, "state": state, "sent_at": sent_at})


@action("letter.taken_back", may=rules.may_close, unlogged=POSTMAN, locked=False)
def take_back(letter: Letter, *, by: None, at: datetime) -> None:
    """It certainly did not go: what was in it waits again."""
    letter.delete()
