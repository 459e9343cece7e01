"""The queue as the worker runs it: what a job puts in it waits for the job, and what comes by itself comes."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import psycopg
import pytest
from asgiref.sync import sync_to_async
from click.testing import CliRunner
from django.db import connection, connections, transaction
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.periodic import PeriodicDeferrer

from tests.matching.reading_room import put
from vliegwiel.config import upkeep
from vliegwiel.matching import search
from vliegwiel.matching.meaning.chosen import embedder
from vliegwiel.matching.understanding import understand_all

BY_THEMSELVES = {
    "activity.take_up",
    "exchange.ask_outcomes",
    "exchange.coffee_round",
    "exchange.gather_all",
    "exchange.lapse",
    "files.sweep",
    "initiatives.counts",
    "matching.pair_again",
    "notifications.clear",
    "notifications.digest",
    "overview.lay_out",
    "pilots.due",
    "stakeholders.forget",
    "transfer.sweep",
}
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")


@pytest.fixture(autouse=True)
def empty_queue(transactional_db):
    """The flush after a test of real transactions leaves the tables of the job queue alone."""
    yield
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE procrastinate_jobs, procrastinate_periodic_defers CASCADE")
        # the worker's threads leave their connections to the garbage collector; the database is to be dropped
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


@pytest.fixture
def jobs():
    """Jobs of the test's own: one that is put in the queue by another, which can fail. Says what a stranger saw."""
    known, seen = dict(app.tasks), []
    follow = app.task(name="tests.follow")(lambda: None)

    @app.task(name="tests.lead")
    def lead(fails):
        with transaction.atomic():
            follow.defer()
            with psycopg.connect(**connection.get_connection_params()) as stranger:
                seen.append(stranger.execute(WAITING).fetchone()[0])
            if fails:
                raise RuntimeError("the job fails after it put another in the queue")

    yield lead, seen
    app.tasks.clear()
    app.tasks.update(known)


WAITING = "SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'tests.follow'"


def apart(do, *arguments, **more):
    """In a thread of its own: the browser's driver may run an event loop in this one."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(do, *arguments, **more).result()


def do_what_waits():
    apart(upkeep.queue().run_worker, wait=False, install_signal_handlers=False, listen_notify=False)


def followers() -> list[str]:
    return list(ProcrastinateJob.objects.filter(task_name="tests.follow").values_list("status", flat=True))


def test_what_a_failing_job_put_in_the_queue_is_gone_with_it(jobs):
    lead, seen = jobs
    lead.defer(fails=True)
    do_what_waits()
    assert ProcrastinateJob.objects.get(task_name="tests.lead").status == "failed"
    assert (seen, followers()) == ([0], [])


def test_what_a_job_puts_in_the_queue_is_seen_once_it_is_kept(jobs):
    lead, seen = jobs
    lead.defer(fails=False)
    do_what_waits()
    do_what_waits()
    assert ProcrastinateJob.objects.get(task_name="tests.lead").status == "succeeded"
    assert (seen, followers()) == ([0], ["succeeded"])


IN_OTHER_WORDS = "automobilist die niet betaalt voor zijn plek"


def test_what_a_job_looks_for_is_found_by_words_and_by_meaning(own_index, monkeypatch):
    """The worker comes to a machine without an index, and its first job needs all of it."""
    put(1, "Scanauto", "Een wagen met camera's rijdt door de straat en controleert of er voor het parkeren is betaald.")
    put(2, "Plan voor bomen", "De gemeente maakt het groener.")
    understand_all(embedder())
    seen = []

    class OneJob:
        def run_worker(self, **_how):
            found = [search.find_initiatives(words, None) for words in (IN_OTHER_WORDS, "bomen")]
            seen.extend((one.ids[:1], one.only_resembles) for one in found)

    monkeypatch.setattr(upkeep, "queue", OneJob)
    apart(CliRunner().invoke, upkeep.worker, ["--once"], catch_exceptions=False)
    assert seen == [([1], False), ([2], False)]


def test_everything_that_comes_by_itself_is_known_to_the_worker():
    assert {one.task.name for one in upkeep.queue().periodic_registry.periodic_tasks.values()} == BY_THEMSELVES


def test_what_comes_by_itself_is_put_in_the_queue_once_when_it_is_due():
    queue = upkeep.queue()
    midnight = datetime(2026, 3, 1, tzinfo=UTC).timestamp()
    due = {
        one.task.name: round(one.croniter.get_next(ret_type=float, start_time=midnight))
        for one in queue.periodic_registry.periodic_tasks.values()
    }

    async def pass_by(moment):
        """A worker that looks for what is due then."""
        await sync_to_async(connections.close_all)()  # the fixture ended those of the test before
        deferrer = PeriodicDeferrer(registry=queue.periodic_registry)
        async with queue.open_async():
            await deferrer.defer_jobs(deferrer.get_previous_tasks(at=moment))
        await sync_to_async(connections.close_all)()

    for moment in sorted(due.values()):
        for _worker in ("one", "another"):
            apart(asyncio.run, pass_by(moment + 1))
        ProcrastinateJob.objects.filter(status="todo").update(status="succeeded")
    rows = ProcrastinateJob.objects.values_list("task_name", "args__timestamp")
    assert set(due.items()) <= set(rows)
    assert len(rows) == len(set(rows))
