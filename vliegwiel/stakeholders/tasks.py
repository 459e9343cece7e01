"""Jobs of this room."""

from __future__ import annotations

from django.conf import settings
from procrastinate.contrib.django import app

from . import actions


@app.periodic(cron="40 3 * * *")
@app.task(queueing_lock="stakeholders.forget", name="stakeholders.forget")
def forget_people(timestamp: int) -> None:
    """Every night: words about people go so many months after they were needed."""
    actions.forget(None, by=None, months=settings.FORGET_CONTACTS_AFTER_MONTHS)
