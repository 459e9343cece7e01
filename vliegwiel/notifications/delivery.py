"""Bringing letters: one mail at once, or the digests of an hour."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterable
from datetime import datetime

from vliegwiel.exchange.post import may_be_mailed
from vliegwiel.people.models import Person

from . import actions, letters
from .journey import MOST_IN_DIGEST, LetterState
from .models import Letter, Notification, RefusedAddress
from .postman import NotSent, Postman, Refused, Unsure
from .queries.digest import Round, batches, still_waiting
from .queries.inbox import told
from .subjects import named

log = logging.getLogger(__name__)
FOR_GOOD = 500


def refusals_of(people: Iterable[Person]) -> dict[int, RefusedAddress]:
    """What the address of each of them refused before. One statement."""
    emails = {person.pk: person.email.lower() for person in people}
    rows = RefusedAddress.objects.filter(person__in=emails)
    return {row.person_id: row for row in rows if row.email.lower() == emails[row.person_id]}


def takes_mail(person: Person, refused: RefusedAddress | None) -> bool:
    """Wants to be reached by mail, and the address does not refuse it."""
    return may_be_mailed(person) and not (refused and refused.is_stopped)


def mail_at_once(row: Notification) -> None:
    """Raises NotSent when the mail server is away: then it is tried again, because nothing was begun."""
    reader = row.person
    refused = refusals_of([reader]).get(reader.pk)
    if not takes_mail(reader, refused):
        return
    with letters.in_language_of(reader):
        news = told([row] if Notification.objects.visible_to(reader).filter(pk=row.pk).exists() else [], reader)
        letter = actions.begin_at_once(reader, by=None, notification=row) if news else None
        if letter is None:
            return
        mail = letters.at_once(letter, news[0], reader)
    with Postman() as postman:
        if _bring(postman, letter, mail, reader, refused) in ("away", "later"):
            raise NotSent


def send_digests(at: datetime) -> Counter[str]:
    """To everyone whose time it is; returns how many were sent, empty, refused, later, away or unsure.

    Stops when the mail server is away: whoever had none yet gets it in the next hour.
    """
    done: Counter[str] = Counter()
    now = Round.of(at)
    if now is None:
        return done
    with Postman() as postman:
        for people in batches(now):
            still = still_waiting(people, now.day) if now.is_weekly else {}
            refused = refusals_of(people)
            for person in people:
                word = _digest(postman, person, now, still.get(person.pk, []), refused.get(person.pk))
                done[word] += 1
                if done["away"]:
                    return done
    return done


def _digest(postman: Postman, person: Person, now: Round, still: list[int], refused: RefusedAddress | None) -> str:
    """One person: what waits goes in a letter first, is looked at as the reader may see it now, and then goes out."""
    if not takes_mail(person, refused):
        return "unwanted"
    letter = actions.begin_digest(person, by=None, now=now)
    if letter is None:
        return "had"
    with letters.in_language_of(person):
        rows = Notification.objects.visible_to(person).filter(letter=letter).select_related("activity").order_by("-id")
        found = list(rows[: MOST_IN_DIGEST + 1])
        news = told(found[:MOST_IN_DIGEST], person)
        more = rows.count() - MOST_IN_DIGEST if len(found) > MOST_IN_DIGEST else 0
        keys = [("initiatives.initiative", pk) for pk in still]
        waits = list(named(keys, person).values()) if keys else []
        if not news and not waits:
            actions.close_letter(letter, by=None, state=LetterState.EMPTY)
            return "empty"
        mail = letters.digest(letter, news, waits, more, person)
    return _bring(postman, letter, mail, person, refused)


def _bring(
    postman: Postman,
    letter: Letter,
    mail: letters.EmailMultiAlternatives,
    reader: Person,
    refused: RefusedAddress | None,
) -> str:
    try:
        postman.hand_over(mail)
    except NotSent as why:
        log.warning("the mail server took no mail: %s", why)
        actions.take_back(letter, by=None)
        return "away"
    except Refused as answer:
        actions.keep_refusal(reader, by=None, email=reader.email, status=answer.status, said=answer.said)
        if answer.status < FOR_GOOD:
            actions.take_back(letter, by=None)
            return "later"
        actions.close_letter(letter, by=None, state=LetterState.REFUSED)
        return "refused"
    except Unsure:
        return "unsure"
    actions.close_letter(letter, by=None, state=LetterState.SENT)
    if refused is not None:
        actions.takes_mail(reader, by=None, email=reader.email)
    return "sent"
