"""Jobs of this room."""

from __future__ import annotations

import logging

from django.utils import timezone
from procrastinate.contrib.django import app

from .sweeping import sweep

log = logging.getLogger(__name__)


@app.periodic(cron="17 3 * * *")
@app.task(queueing_lock="files.sweep", name="files.sweep")
def sweep_files(timestamp: int) -> None:
    """Every night. Doing it twice does no harm: the second finds nothing."""
    if removed := sweep(at=timezone.now()):
        log.info("removed %s files without a row", removed)
