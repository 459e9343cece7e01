"""Jobs of this room."""

from __future__ import annotations

from django.utils import timezone
from procrastinate.contrib.django import app

from vliegwiel.activity.hearing import hears
from vliegwiel.activity.models import Activity
from vliegwiel.core.answers import Refused

from . import actions
from .queries.desk import out_of_reach
from .queries.tabs import coming_due


@app.periodic(cron="10 5 * * *")
@app.task(queueing_lock="pilots.due", name="pilots.due")
def tell_what_is_due(timestamp: int) -> None:
    """Every morning before work begins: whose check-in is due. Doing it twice tells nobody twice."""
    for rhythm in coming_due(timezone.localdate()).iterator(500):
        try:
            actions.come_due(rhythm, by=None)
        except Refused:  # told a moment ago, by the same job on another worker
            continue


@hears("team.role_taken", "team.role_handed_over", "initiative.report_stopped", "initiative.reported")
@app.task(name="pilots.let_go")
def let_go(activity_id: int) -> None:
    """Someone may have lost sight of an initiative: what they worked on there goes back on the desk."""
    activity = Activity.objects.filter(pk=activity_id).first()
    if activity is None:
        return
    for one in out_of_reach(activity.target_id):
        actions.release(one, by=None)
