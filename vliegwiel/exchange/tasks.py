"""Jobs of this room: the mail, and what happens by itself as time passes."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils import timezone
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from vliegwiel.activity.hearing import hears
from vliegwiel.activity.models import Activity
from vliegwiel.initiatives.journey import MergerState
from vliegwiel.initiatives.models import Merger
from vliegwiel.people.models import Person

from . import actions, letters, post
from .journey import DAYS_TO_ANSWER, WEEKS_UNTIL_ASKED, State
from .models import Connection, Need, Offer, Proposal

LETTERS: dict[str, tuple[Any, Any]] = {
    post.INTRODUCED: (Connection, letters.introduction),
    post.ASKED: (Proposal, letters.question),
    post.ANSWERED: (Proposal, letters.answer),
    post.LOOKING_BACK: (Connection, letters.looking_back),
}
AT_ONCE = 500
"""What a nightly job takes up at most; the rest comes the next night."""


@app.task(queue="mail", name=post.MAIL_JOB, retry=RetryStrategy(max_attempts=8, exponential_wait=4))
def mail(letter: str, about_id: int, reader_id: int) -> None:
    """Mail one letter to one person, unless what it is about is gone or the preference changed in the meantime.

    Sent again by a job that was interrupted, it has the same Message-ID.
    """
    model, write = LETTERS[letter]
    about, reader = model.objects.filter(pk=about_id).first(), Person.objects.filter(pk=reader_id).first()
    if about is None or reader is None or not post.may_be_mailed(reader):
        return
    if letter == post.ASKED and not about.is_waiting:
        return
    with letters.in_language_of(reader):
        write(about, reader).send()


@app.periodic(cron="15 3 * * *")
@app.task(queueing_lock="exchange.lapse", name="exchange.lapse")
def let_lapse(timestamp: int) -> None:
    """What nobody answered for thirty days, and what passed its last day."""
    now = timezone.now()
    overdue = Proposal.objects.waiting().filter(made_at__lt=now - timedelta(days=DAYS_TO_ANSWER))
    for proposal in overdue.order_by("id")[:AT_ONCE]:
        actions.lapse(proposal, by=None)
    for model, lapse in ((Need, actions.lapse_need), (Offer, actions.lapse_offer)):
        past = model.objects.filter(state__in=[State.OPEN, State.FULL], ends_on__lt=timezone.localdate(now))
        for listing in past.order_by("id")[:AT_ONCE]:
            lapse(listing, by=None)


@app.periodic(cron="30 7 * * *")
@app.task(queueing_lock="exchange.ask_outcomes", name="exchange.ask_outcomes")
def ask_outcomes(timestamp: int) -> None:
    """Six weeks after they met, both are asked what came of it."""
    before = timezone.now() - timedelta(weeks=WEEKS_UNTIL_ASKED)
    for connection in Connection.objects.filter(asked_at=None, made_at__lt=before).order_by("id")[:AT_ONCE]:
        actions.ask_outcome(connection, by=None)


from . import coffee_tasks, helping_tasks  # noqa: E402, F401  # jobs are looked for in this file only


@hears("merger.agreed", "merger.undone")
@app.task(name="exchange.follow_merger", retry=RetryStrategy(max_attempts=5, exponential_wait=4))
def follow_merger(activity_id: int) -> None:
    """What is looked for and offered goes where the initiative went. Doing it twice changes nothing."""
    activity = Activity.objects.filter(pk=activity_id).first()
    if activity is None:
        return
    pair = {"initiative": activity.target_id, "into": activity.facts["into"]}
    merger = Merger.objects.filter(**pair).order_by("-pk").first()
    if merger is not None and merger.state == MergerState.DONE:
        actions.come_along(merger, by=None)
    elif merger is not None and merger.state == MergerState.UNDONE:
        actions.go_back(merger, by=None)
