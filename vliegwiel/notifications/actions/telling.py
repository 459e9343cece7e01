"""Writing down who is told of a change."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import BigIntegerField, CharField, DateTimeField, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from procrastinate.contrib.django import app

from vliegwiel.activity.audience import PUBLIC
from vliegwiel.activity.door import action
from vliegwiel.activity.models import Activity
from vliegwiel.people.models import Person

from .. import rules
from ..journey import LONG_AGO, USUAL_PACE, Pace
from ..models import Notification, Preference
from ..news import LISTENED, Line
from ..recipients import RECIPIENTS
from ..subjects import Key, subject_of

AT_ONCE_JOB = "notifications.mail_at_once"
IN_ONE_GO = 500
INSERT = """
INSERT INTO notifications_notification
    (person_id, activity_id, why, "group", pace, subject_type, subject_id, at) {chosen}
ON CONFLICT (person_id, activity_id) DO NOTHING
"""


@action("news.told", may=rules.may_tell, unlogged="the change that is told of is the event", locked=False)
def tell(activity: Activity, *, by: None, at: datetime) -> None:
    """Everyone whom the table names gets one row, whoever they are and however many. Doing it twice changes nothing."""
    subject = subject_of(activity)
    if subject is None:
        return
    for line in LISTENED.get(activity.kind, ()):
        _insert(_chosen(activity, line, subject, is_mailed=not line.has_own_mail and activity.at > at - LONG_AGO))
    mailed = Notification.objects.filter(activity=activity, pace=Pace.AT_ONCE, letter=None).values_list("pk", flat=True)
    job = app.configure_task(AT_ONCE_JOB, queue="mail")
    for start in range(0, len(found := list(mailed.order_by("pk"))), IN_ONE_GO):
        jobs: list[Any] = [{"notification_id": pk} for pk in found[start : start + IN_ONE_GO]]
        job.batch_defer(*jobs)


def _chosen(activity: Activity, line: Line, subject: Key, *, is_mailed: bool) -> QuerySet:
    """The people of one line who may see it now, each with how soon they want to hear it by mail."""
    seen = Q() if not activity.audience or PUBLIC in activity.audience else Q(tokens__overlap=activity.audience)
    people = Person.objects.filter(seen, pk__in=RECIPIENTS[line.to].who(activity), is_active=True)
    wished = Preference.objects.filter(person=OuterRef("pk"), group=line.group).values("pace")
    usual = Value(str(USUAL_PACE[line.group]))
    pace = Coalesce(Subquery(wished), usual, output_field=CharField()) if is_mailed else Value(str(Pace.NEVER))
    text, number = CharField(), BigIntegerField()
    return people.exclude(pk=activity.by_id or 0).order_by().values_list(
        "pk",
        Value(activity.pk, output_field=number),
        Value(line.to, output_field=text),
        Value(str(line.group), output_field=text),
        pace,
        Value(subject[0], output_field=text),
        Value(subject[1], output_field=number),
        Value(activity.at, output_field=DateTimeField()),
    )  # fmt: skip


def _insert(people: QuerySet) -> None:
    """In the database itself: a hundred thousand followers never come in memory."""
    try:
        sql, params = people.query.sql_with_params()
    except EmptyResultSet:  # nobody is meant this time
        return
    with connection.cursor() as cursor:
        cursor.execute(INSERT.format(chosen=sql), params)
