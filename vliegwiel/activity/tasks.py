"""A job for all jobs."""

from __future__ import annotations

from procrastinate.contrib.django import app

LOST_AFTER = 60
"""Seconds without a sign of life from its worker, after which a job is taken up again."""


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="activity.take_up", name="activity.take_up")
async def take_up(timestamp: int) -> None:
    """Every minute: a job whose worker died half-way is done again. Jobs are made so that this does no harm."""
    for job in await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=LOST_AFTER):
        await app.job_manager.retry_job(job)
