"""Jobs of this room."""

from __future__ import annotations

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from vliegwiel.spaces.models import Space

from . import actions
from .audience import set_audiences_in
from .following import AUDIENCE_JOB


@app.task(name=AUDIENCE_JOB, retry=RetryStrategy(max_attempts=5, exponential_wait=4))
def set_audiences(space_id: int) -> None:
    """Open the initiatives of a large space for its new owners. Doing it twice changes nothing."""
    space = Space.objects.filter(pk=space_id).first()
    if space is not None:
        set_audiences_in(space)


@app.periodic(cron="*/10 * * * *")
@app.task(queueing_lock="initiatives.counts", name="initiatives.counts")
def put_counts_together(timestamp: int) -> None:
    """Every ten minutes, so that adding up stays quick however much was changed."""
    actions.put_counts_together(None, by=None)
