"""Jobs: expertise that follows what people do, and the mail of questions."""

from __future__ import annotations

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from vliegwiel.activity.hearing import hears
from vliegwiel.activity.models import Activity

from .actions import asking, expertise
from .models import Asked
from .queries.expertise import everyone_with_deeds, people_in

AT_ONCE = 200
"""People whose expertise is gathered in one transaction."""
TRY_AGAIN = RetryStrategy(max_attempts=8, exponential_wait=4)


@hears("team.role_given", "team.role_taken", "initiative.claimed", "initiative.submitted", "draft.submitted")
@hears("check.recorded", "check.removed", "update.placed", "update.removed", "part.added", "part.removed")
@hears("question.answered", "question.shared")
@app.task(name="exchange.gather", retry=RetryStrategy(max_attempts=5, exponential_wait=4))
def gather(activity_id: int) -> None:
    """Put the expertise right of everyone whom this change may concern. Doing it twice changes nothing."""
    activity = Activity.objects.filter(pk=activity_id).first()
    if activity is not None and (people := people_in(activity)):
        expertise.gather(None, by=None, people=people)


@app.periodic(cron="40 3 * * *")
@app.task(queueing_lock="exchange.gather_all", name="exchange.gather_all")
def gather_all(timestamp: int) -> None:
    """Every night for everyone: also what was brought in without the door, such as a simulation."""
    everyone = everyone_with_deeds()
    for start in range(0, len(everyone), AT_ONCE):
        expertise.gather(None, by=None, people=everyone[start : start + AT_ONCE])


@app.task(queue="mail", name=asking.QUESTION_JOB, retry=TRY_AGAIN)
def mail_question(asked_id: int) -> None:
    """Mail a question to one of the asked, unless it went out or was answered; again when the mail server is away."""
    asked = Asked.objects.filter(pk=asked_id).first()
    if asked is not None:
        asking.mail_question(asked, by=None)


@app.task(queue="mail", name=asking.ANSWER_JOB, retry=TRY_AGAIN)
def mail_answer(asked_id: int) -> None:
    """Tell the asker what someone did with the question."""
    asked = Asked.objects.filter(pk=asked_id).first()
    if asked is not None:
        asking.mail_answer(asked, by=None)
