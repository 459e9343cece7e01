"""One piece of news, and the digest of it for very many followers: time, processor and memory of the one who sends.

    python -m bench.digest --people 100000

In an installation of its own, on a disk; the mail goes to a mail server on this machine that counts and throws away.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from collections import Counter
from datetime import datetime, timedelta
from typing import Any

import click
from aiosmtpd.controller import Controller

from bench.installation import _free_port, installation

PEOPLE = """
INSERT INTO people_person (code, email, given_name, infix, family_name, language, job_title, about, talents, phone,
    contact_way, ask_first, is_public, is_active, is_staff, is_superuser, joined_at, tokens, audience, password)
SELECT translate(lpad(n::text, 8, 'z'), '01', 'xy'), 'volger' || n || '@voorbeeld.example', 'Volger', '',
    'Nummer ' || n, 'nl', '', '', '{}', '', 'mail', false, false, true, false, false, now(), '{}', '{net}', '!'
FROM generate_series(1, %s) AS n
"""
FOLLOWS = """
INSERT INTO notifications_follow (person_id, target_type, target_id, since)
SELECT id, 'initiatives.initiative', %s, now() FROM people_person WHERE email LIKE 'volger%%'
"""


class Sink:
    """Takes every mail and remembers only how many came to each address."""

    def __init__(self) -> None:
        self.to: Counter[str] = Counter()

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # aiosmtpd's name
        self.to.update(envelope.rcpt_tos)
        return "250 OK"


@click.command()
@click.option("--people", default=100_000, show_default=True, help="How many follow the initiative.")
@click.option("--inside", is_flag=True, hidden=True)
def bench(people: int, inside: bool) -> None:
    """Measure telling and mailing one piece of news. Takes a while; nothing of yours is touched."""
    if inside:
        click.echo(json.dumps(measured(people)))
        return
    sink, port = Sink(), _free_port()
    post_office = Controller(sink, hostname="127.0.0.1", port=port)
    post_office.start()
    try:
        with installation() as made:
            made.command("migrate")
            environ = made.environ | {"EMAIL_URL": f"smtp://127.0.0.1:{port}"}
            command = [sys.executable, "-m", "bench.digest", "--inside", "--people", str(people)]
            done = subprocess.run(command, env=environ, check=True, stdout=subprocess.PIPE)
    finally:
        post_office.stop()
    found = json.loads(done.stdout.splitlines()[-1])
    twice = sum(1 for count in sink.to.values() if count > 1)
    for words, value in found.items():
        click.echo(f"{words:48} {value}")
    click.echo(f"{'mails that the mail server got':48} {sum(sink.to.values())}, {twice} addresses twice")


def measured(people: int) -> dict[str, object]:
    """Fill, tell and send, in the process of whoever sends."""
    from vliegwiel.config.command_line import start_django  # noqa: PLC0415

    start_django()
    activity = _filled(people)
    from vliegwiel.notifications import actions, delivery  # noqa: PLC0415  # needs Django

    begun = time.monotonic()
    actions.tell(activity, by=None)
    told = time.monotonic() - begun
    before, cpu, begun = _memory(), _cpu(), time.monotonic()
    sent = delivery.send_digests(_next_tuesday())
    took = time.monotonic() - begun
    return {
        "people": people,
        "telling them, seconds": round(told, 1),
        "digests": dict(sent),
        "sending, seconds": round(took, 1),
        "sending, per second": round(sent["sent"] / took, 1),
        "processor of the sender, seconds": round(_cpu() - cpu, 1),
        "memory before sending, MB": before,
        "memory at its highest, MB": _memory(),
    }


def _filled(people: int) -> Any:
    """An initiative that is public, its followers, and news of it."""
    from django.db import connection  # noqa: PLC0415  # needs Django

    from vliegwiel.activity.models import Activity  # noqa: PLC0415
    from vliegwiel.initiatives import actions as initiatives  # noqa: PLC0415
    from vliegwiel.transfer.cast import move_in  # noqa: PLC0415

    world = move_in()
    letters, lead = world.initiatives["letters"], world.person("lead")
    with connection.cursor() as cursor:
        cursor.execute(PEOPLE, [people])
        cursor.execute(FOLLOWS, [letters.pk])
        cursor.execute("ANALYZE")
    initiatives.add_update(letters, by=lead, title="De brief is weg", text="Zonder omwegen.")
    return Activity.objects.filter(kind="update.placed").latest("id")


def _next_tuesday() -> datetime:
    from django.utils import timezone  # noqa: PLC0415  # needs Django

    now = timezone.localtime()
    day = now.date() + timedelta(days=(1 - now.weekday()) % 7 or 7)
    return timezone.make_aware(datetime(day.year, day.month, day.day, 8, 5))


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def _memory() -> int:
    """At its highest so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    bench()
