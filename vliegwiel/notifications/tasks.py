"""Jobs of this room: telling, mailing, and forgetting."""

from __future__ import annotations

import logging
from datetime import UTC, datetime

from django.utils import timezone
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from vliegwiel.activity.hearing import hears
from vliegwiel.activity.models import Activity

from . import actions, delivery
from .actions.telling import AT_ONCE_JOB
from .models import Notification
from .moments import next_moment
from .news import LISTENED

log = logging.getLogger(__name__)


@hears(*LISTENED)
@app.task(name="notifications.tell", retry=RetryStrategy(max_attempts=5, exponential_wait=4))
def tell(activity_id: int) -> None:
    """Write down who is told of a change. Doing it twice tells nobody twice."""
    activity = Activity.objects.filter(pk=activity_id).first()
    if activity is not None:
        actions.tell(activity, by=None)


@app.task(queue="mail", name=AT_ONCE_JOB, retry=RetryStrategy(max_attempts=8, exponential_wait=4))
def mail_at_once(notification_id: int) -> None:
    """Mail one piece of news, after the quiet hours; never twice, and not when it may no longer be seen."""
    row = Notification.objects.filter(pk=notification_id).select_related("person", "activity").first()
    if row is None or row.letter_id:
        return
    now = timezone.now()
    if (moment := next_moment(now, row.person)) > now:
        app.configure_task(AT_ONCE_JOB, queue="mail", schedule_at=moment).defer(notification_id=notification_id)
        return
    delivery.mail_at_once(row)


@app.periodic(cron="5 * * * *")
@app.task(queue="mail", queueing_lock="notifications.digest", lock="notifications.digest", name="notifications.digest")
def send_digests(timestamp: int) -> None:
    """Every hour: everyone whose time it is gets one mail. Interrupted, it goes on where it was.

    `timestamp`: the hour that it is for; a job that waited is done for the hour that it is now.
    """
    outcome = delivery.send_digests(max(timezone.now(), datetime.fromtimestamp(timestamp, UTC)))
    if outcome.total():
        log.info("digests: %s", ", ".join(f"{count} {word}" for word, count in sorted(outcome.items())))


@app.periodic(cron="20 2 * * *")
@app.task(queueing_lock="notifications.clear", name="notifications.clear")
def clear(timestamp: int) -> None:
    """Every night: news that is older than it is kept goes."""
    while actions.clear_old(None, by=None):
        continue
