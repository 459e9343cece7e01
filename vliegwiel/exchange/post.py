"""What goes out by mail: queued in the transaction of the change, so that nothing is mailed that did not happen."""

from __future__ import annotations

from collections.abc import Iterable

from procrastinate.contrib.django import app

from vliegwiel.people.journey import ContactWay
from vliegwiel.people.models import Person

from .models import Connection, Proposal

MAIL_JOB = "exchange.mail"
INTRODUCED, ASKED, ANSWERED, LOOKING_BACK = "introduced", "asked", "answered", "looking_back"


def post(letter: str, about: Connection | Proposal, *, to: Iterable[Person]) -> None:
    """Queue this letter for each of them. Who wants to be reached only here, gets none: the page says it."""
    job = app.configure_task(MAIL_JOB, queueing_lock=None)
    for pk in sorted({one.pk for one in to if may_be_mailed(one)}):
        job.defer(letter=letter, about_id=about.pk, reader_id=pk)


def may_be_mailed(person: Person) -> bool:
    return person.has_usable_email() and person.contact_way != ContactWay.HERE
