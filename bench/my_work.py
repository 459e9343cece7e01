"""My work and the news in the header, with a thousand and with a million activities: does history make them slow?

    python -m bench.my_work

In an installation of its own, on a disk. Times are of the whole page, signed in, in this process.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import time

import click

from bench.installation import installation

SIZES = (1_000, 1_000_000)
TIMES = 60
ACTIVITIES = """
INSERT INTO activity_activity (kind, by_id, at, target_type, target_id, fields, facts, audience)
SELECT 'initiative.edited', %(by)s, now() - n * interval '1 minute', 'initiatives.initiative', %(target)s, '{}', '{}',
    '{public}'
FROM generate_series(1, %(many)s) AS n
"""
NEWS = """
INSERT INTO notifications_notification (person_id, activity_id, why, "group", pace, subject_type, subject_id, at)
SELECT %(person)s, id, 'team', 'team', 'never', 'initiatives.initiative', target_id, at FROM activity_activity
WHERE kind = 'initiative.edited' ON CONFLICT DO NOTHING
"""


@click.command()
@click.option("--inside", is_flag=True, hidden=True)
def bench(inside: bool) -> None:
    """Measure the pages of someone who was told of all of it. Nothing of yours is touched."""
    if inside:
        click.echo(json.dumps(measured()))
        return
    with installation() as made:
        made.command("migrate")
        command = [sys.executable, "-m", "bench.my_work", "--inside"]
        done = subprocess.run(command, env=made.environ, check=True, stdout=subprocess.PIPE)
    found = json.loads(done.stdout.splitlines()[-1])
    for line in found:
        click.echo("  ".join(f"{word} {value}" for word, value in line.items()))


def measured() -> list[dict[str, object]]:
    """Milliseconds per page and size: the middle one, and the one that 95 of 100 stay under."""
    from vliegwiel.config.command_line import start_django  # noqa: PLC0415

    start_django()
    from django.conf import settings  # noqa: PLC0415  # needs Django
    from django.db import connection  # noqa: PLC0415
    from django.test import Client  # noqa: PLC0415

    from vliegwiel.transfer.cast import move_in  # noqa: PLC0415

    settings.ALLOWED_HOSTS = ["*"]
    settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
    world = move_in()
    lead, found, had = world.person("lead"), [], 0
    browser = Client()
    browser.force_login(lead, backend="allauth.account.auth_backends.AuthenticationBackend")
    for many in SIZES:
        with connection.cursor() as cursor:
            values = {"by": world.people["manager"].pk, "target": world.initiatives["letters"].pk}
            cursor.execute(ACTIVITIES, values | {"many": many - had})
            cursor.execute(NEWS, {"person": world.people["lead"].pk})
            cursor.execute("VACUUM ANALYZE")
        had = many
        for page in ("/mijn-werk/", "/meldingen/"):
            times = [_once(browser, page) for _ in range(TIMES)][5:]
            found.append(
                {
                    "activities": many,
                    "page": page,
                    "p50": round(statistics.median(times), 1),
                    "p95": round(statistics.quantiles(times, n=20)[-1], 1),
                }
            )
    return found


def _once(browser: object, page: str) -> float:
    begun = time.perf_counter()
    answer = browser.get(page)  # type: ignore[attr-defined]
    assert answer.status_code == 200
    return (time.perf_counter() - begun) * 1000


if __name__ == "__main__":
    bench()
