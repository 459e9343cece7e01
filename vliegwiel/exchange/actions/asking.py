"""A question to a few people: asking, answering, passing on, thanking, sharing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _
from procrastinate.contrib.django import app

from vliegwiel.activity.audience import NETWORK, person_token
from vliegwiel.activity.door import Done, action
from vliegwiel.core.answers import Mistake
from vliegwiel.people.checking import check
from vliegwiel.people.models import Person

from .. import helping_letters as letters
from .. import helping_rules as rules
from ..journey import MOST_AT_ONCE, AskedState
from ..models import Asked, Question
from ..post import may_be_mailed
from ..queries.asking import places_taken, why_not_now

Reasons = Mapping[str, Any]
Chosen = Sequence[tuple[Person, Reasons]]
"""People, each with why they were chosen, as data."""

QUESTION_JOB, ANSWER_JOB = "exchange.mail_question", "exchange.mail_answer"
SAME_AGAIN = timedelta(minutes=30)
"""The same question again within this time is a form that was sent twice."""


@action("question.asked", may=rules.may_ask)
def ask(subject: None, *, by: Person, at: datetime, title: str, text: str, people: Chosen) -> Done:
    """Ask a few people. Raises Mistake(people=…) when one of them cannot be asked (any more); nobody is asked then."""
    question = Question(by=by, title=title, text=text, asked_at=at)
    check(question, ["title", "text"])
    if not title:
        raise Mistake(title=_("Write your question."))
    chosen = _held(people, by=by)
    again = Question.objects.filter(by=by, title=title, text=text, closed_at=None, asked_at__gt=at - SAME_AGAIN)
    if earlier := again.first():
        return Done(earlier, facts={"again": True})
    question.audience = [person_token(by.pk)]
    question.save(force_insert=True)
    _send(question, chosen, at=at)
    return Done(question, target=question, facts={"people": len(chosen)})


@action("question.asked_more", may=rules.may_ask_more)
def ask_more(question: Question, *, by: Person, at: datetime, people: Chosen) -> Done:
    """Ask others as well, up to five in all; who passed it on or is the wrong person does not count."""
    _send(question, _held(people, by=by), at=at)
    return Done(question, facts={"people": len(people)})


@action("question.passed_on", may=rules.may_pass_on)
def pass_on(asked: Asked, *, by: Person, at: datetime, to: Person, because: Reasons) -> Done:
    """Someone else knows more about it: they get the question, and the asker sees who."""
    if to.pk == asked.question.by_id:
        raise Mistake(people=_("This person asked the question."))
    _hold(asked.question)
    chosen = _held([(to, because)], by=by)
    _settle(asked, AskedState.PASSED_ON, at=at)
    _send(asked.question, chosen, at=at, passed_by=by)
    return Done(asked, target=asked.question, facts={"from": by.pk, "to": to.pk})


@action("question.answered", may=rules.may_answer)
def answer(
    asked: Asked, *, by: Person, at: datetime, text: str, shares_contact: bool = False, may_be_shared: bool = False
) -> Done:
    """Answer; the asker hears of it. How to reach the writer is shown only when they say so here."""
    if not text.strip():
        raise Mistake(answer=_("Write your answer."))
    asked.answer, asked.shares_contact, asked.may_be_shared = text, shares_contact, may_be_shared
    check(asked, ["answer"])
    _settle(asked, AskedState.ANSWERED, at=at)
    return Done(asked, target=asked.question, facts={"person": by.pk})


@action("question.declined", may=rules.may_answer)
def decline(asked: Asked, *, by: Person, at: datetime, text: str = "") -> Done:
    """Cannot help now: with or without a word about it."""
    asked.answer = text
    check(asked, ["answer"])
    _settle(asked, AskedState.DECLINED, at=at)
    return Done(asked, target=asked.question, facts={"person": by.pk})


@action("question.misdirected", may=rules.may_answer)
def not_me(asked: Asked, *, by: Person, at: datetime) -> Done:
    """The wrong person: knows nothing about this."""
    _settle(asked, AskedState.NOT_ME, at=at)
    return Done(asked, target=asked.question, facts={"person": by.pk})


@action("question.thanked", may=rules.may_thank)
def thank(question: Question, *, by: Person, at: datetime, thanks: str = "") -> Done:
    """Close it. Who has not answered yet need not any more; who did reads the thanks."""
    question.thanks, question.closed_at = thanks, at
    check(question, ["thanks"])
    question.save(update_fields=["thanks", "closed_at"])
    return Done(question)


@action("question.shared", may=rules.may_share)
def share(question: Question, *, by: Person, at: datetime, shared: bool = True) -> Done:
    """Let the network read the question, with the answers whose writers agreed; or no longer."""
    question.shared_at = at if shared else None
    without = [token for token in question.audience if token != NETWORK]
    question.audience = sorted([*without, NETWORK]) if shared else without
    question.save(update_fields=["shared_at", "audience"])
    return Done(question, facts={"shared": shared})


@action("question.mailed", may=rules.nobody, unlogged="the log holds that it was asked; this is the postman")
def mail_question(asked: Asked, *, by: None, at: datetime) -> bool:
    """Mail it once, when it still waits and may be mailed: True when it went out now."""
    waits = asked.is_waiting and not asked.question.closed_at
    if asked.mailed_at or not waits or not may_be_mailed(asked.person):
        return False
    letters.question(asked).send()
    asked.mailed_at = at
    asked.save(update_fields=["mailed_at"])
    return True


@action("answer.mailed", may=rules.nobody, unlogged="the log holds that it was answered; this is the postman")
def mail_answer(asked: Asked, *, by: None, at: datetime) -> bool:
    """Tell the asker once what someone did with the question."""
    if asked.told_at or asked.is_waiting or not may_be_mailed(asked.question.by):
        return False
    letters.answer(asked).send()
    asked.told_at = at
    asked.save(update_fields=["told_at"])
    return True


def _hold(question: Question) -> None:
    """Lock it, before the people, and see it as it is now: two of the asked may pass it on at once."""
    question.refresh_from_db(from_queryset=Question.objects.select_for_update(of=("self",), no_key=True))


def _held(people: Chosen, *, by: Person) -> list[tuple[Person, Reasons]]:
    """The chosen people as they are now, locked until the end: two who ask at once are counted one after the other."""
    because = {person.pk: dict(reasons) for person, reasons in people}
    if not because:
        raise Mistake(people=_("Choose at least one person."))
    if len(because) > MOST_AT_ONCE:
        raise Mistake(people=_("Choose at most %(most)d people.") % {"most": MOST_AT_ONCE})
    if by.pk in because:
        raise Mistake(people=_("You cannot ask yourself."))
    seen = Person.objects.visible_to(by).active().filter(pk__in=because)
    rows = list(seen.select_for_update(of=("self",), no_key=True).order_by("pk"))
    if len(rows) < len(because):
        raise Mistake(people=_("Someone whom you chose can no longer be asked. Choose again."))
    return [(person, because[person.pk]) for person in rows]


def _send(question: Question, chosen: Chosen, *, at: datetime, passed_by: Person | None = None) -> None:
    """Write who is asked and queue their mail. Raises Mistake when someone cannot be asked now."""
    have = set(question.asked.values_list("person", flat=True))
    for person, _because in chosen:
        if person.pk in have:
            raise Mistake(people=_("%(name)s was asked this already.") % {"name": person.name})
    if places_taken(question) + len(chosen) > MOST_AT_ONCE:
        raise Mistake(people=_("A question goes to at most %(most)d people.") % {"most": MOST_AT_ONCE})
    if cannot := why_not_now([person.pk for person, _because in chosen], at):
        first = next(person for person, _because in chosen if person.pk in cannot)
        raise Mistake(people=f"{first.name} {cannot[first.pk]}.")
    for person, because in chosen:
        row = Asked.objects.create(question=question, person=person, because=because, asked_at=at, passed_by=passed_by)
        app.configure_task(QUESTION_JOB, queue="mail").defer(asked_id=row.pk)
    question.audience = sorted({*question.audience, *(person_token(person.pk) for person, _because in chosen)})
    question.save(update_fields=["audience"])


def _settle(asked: Asked, state: AskedState, *, at: datetime) -> None:
    """Keep what someone did with the question, and tell the asker."""
    asked.state, asked.answered_at = state, at
    asked.save(update_fields=["state", "answered_at", "answer", "shares_contact", "may_be_shared"])
    app.configure_task(ANSWER_JOB, queue="mail").defer(asked_id=asked.pk)
