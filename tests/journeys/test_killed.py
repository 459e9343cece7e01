"""A worker that is killed while it sends: the real worker, the real mail server, kill -9."""

import subprocess
import sys
import time
from collections import Counter

import psycopg
from procrastinate.contrib.django import app

from tests.journeys.test_news import tomorrow_morning

MANY = 60
PATIENCE = 300
"""Seconds to wait for what should come within some seconds."""
A_WHILE_AGO = """
UPDATE procrastinate_workers SET last_heartbeat = last_heartbeat - interval '5 minutes'
WHERE id IN (SELECT worker_id FROM procrastinate_jobs WHERE status = 'doing')
"""
"""As if the dead worker had been silent for as long as it takes to be believed dead: a minute or two."""
FOLLOWED = """
from datetime import time
from vliegwiel.config.command_line import start_django
start_django()
from vliegwiel.activity.models import Activity
from vliegwiel.initiatives import actions as initiatives
from vliegwiel.initiatives.models import Initiative
from vliegwiel.notifications import actions
from vliegwiel.people import actions as people
from vliegwiel.people.models import Person
letters = Initiative.objects.get(title="Brieven die je in één keer begrijpt")
for number in range({many}):
    one = people.sign_up(None, by=None, email=f"volger-{{number}}@voorbeeld.example", given_name="Vol", family_name="Ger")
    actions.wish(one, by=one, paces={{"following": "daily"}}, quiet_from=time(0), quiet_until=time(0))
    actions.follow(one, by=one, target_type="initiatives.initiative", target_id=letters.pk)
lead = letters.team.filter(role="lead").first().person
initiatives.add_update(letters, by=lead, title="Nieuws", text="Ja.")
actions.tell(Activity.objects.filter(kind="update.placed").latest("id"), by=None)
"""


def test_a_worker_killed_in_the_middle_of_the_digests_sends_nobody_two(town):
    # given many followers of whom each waits for one mail, and a mail server that takes its time
    subprocess.run([sys.executable, "-c", FOLLOWED.format(many=MANY)], env=town.environ, check=True)
    town.mailbox.pause = 0.2
    town.queue("notifications.digest", timestamp=int(tomorrow_morning().timestamp()))
    wait_for(lambda: sum(got(town).values()) >= MANY // 3)
    # when the worker is killed in the middle
    town.kill_worker()
    assert sum(got(town).values()) < MANY
    # and some minutes go by
    with psycopg.connect(town.environ["DATABASE_URL"]) as connection:
        connection.execute(A_WHILE_AGO)
    town.queue("activity.take_up", timestamp=int(time.time()))
    # then another goes on where it was: nobody gets two, and at most the one of that moment is in doubt
    wait_for(lambda: sum(got(town).values()) >= MANY - 1)
    time.sleep(3)  # for a mail too many, which would come now
    town.mailbox.pause = 0
    assert set(got(town).values()) == {1}
    with psycopg.connect(town.environ["DATABASE_URL"]) as connection:
        begun = connection.execute("SELECT count(*) FROM notifications_letter WHERE state = 'begun'").fetchone()[0]
    assert len(got(town)) >= MANY - begun
    assert begun <= 1


def test_every_minute_jobs_of_dead_workers_are_looked_for():
    times = {one.task.name: one.cron for one in app.periodic_registry.periodic_tasks.values()}
    assert times["activity.take_up"] == "* * * * *"


def got(town) -> Counter:
    return Counter(mail["To"] for mail in town.mailbox.mails if "volger-" in mail["To"])


def wait_for(is_so) -> None:
    end = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.1)
