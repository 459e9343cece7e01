"""Jobs of this room."""

from __future__ import annotations

import logging

from procrastinate.contrib.django import app

from . import actions
from .web.layout import new_places

log = logging.getLogger(__name__)


@app.periodic(cron="*/20 * * * *")
@app.task(queueing_lock="overview.lay_out", name="overview.lay_out")
def lay_out(timestamp: int) -> None:
    """What is new in the web that everyone sees gets a place of its own; what has one stays."""
    if places := new_places():
        log.info("%s new places in the web", actions.lay_out(None, by=None, places=places))
