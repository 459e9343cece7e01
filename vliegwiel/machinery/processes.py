"""Everything that runs, under one roof: PostgreSQL, migrations, the web server and the worker, stopped as one."""

import os
import sys
from urllib.parse import urlsplit

from vliegwiel.machinery import doorway, environment, postgres, stamp
from vliegwiel.machinery.child import Child
from vliegwiel.machinery.supervisor import Supervisor

DEMO = "demo"
"""Stands on a database that was looked at for the demo network."""
APPLICATION = "vliegwiel.config.wsgi:application"
PROGRAM = [
    sys.executable,
    "-c",
    "import sys; sys.argv[0] = 'vliegwiel'; from vliegwiel.config.command_line import main; main()",
]


def serve(
    with_worker: bool = True,
    port: int | None = None,
    demo: bool = False,
    *,
    application: str = APPLICATION,
    program: list[str] | None = None,
) -> None:
    """Start all that is needed and stay until Ctrl-C or SIGTERM; prints one line with the address when a page answers.

    Returns after a clean stop; raises MachineryProblem with a sentence when it cannot start or go on.
    """
    if port is not None:
        os.environ["PORT"] = str(port)
    settings = environment.read()
    program = PROGRAM if program is None else program
    with Supervisor() as supervisor, doorway.open_door(settings.bind_address, settings.port) as door:
        server = None if settings.database_url else postgres.start()
        environ = os.environ | {"PYTHONUNBUFFERED": "1"}
        if server:
            environ["DATABASE_URL"] = server.url()
            supervisor.watch(server)
        _bring_up_to_date(supervisor, program, environ, demo=demo)
        children = [Child("web", web_command(settings, door.fileno(), application), environ, [door.fileno()])]
        if with_worker:
            children.append(Child("worker", [*program, "worker"], environ))
        host = urlsplit(settings.base_url).netloc
        doorway.watch(settings.bind_address, settings.port, host, supervisor.page_answered)
        supervisor.keep(children, address=settings.base_url)
    if server:
        server.stop_if_last_user()


def _bring_up_to_date(supervisor: Supervisor, program: list[str], environ: dict[str, str], *, demo: bool) -> None:
    """Migrations, and the demo network in an empty database; nothing where this same program did so before."""
    url, now = environ["DATABASE_URL"], stamp.of_program()
    done = stamp.read(url)
    if now not in done:
        supervisor.run_to_end(Child("migrate", [*program, "migrate"], environ))
        done = {now} | (done & {DEMO})
    if demo and DEMO not in done:
        supervisor.run_to_end(Child("demo", [*program, "demo", "--if-empty"], environ))
        done |= {DEMO}
    stamp.write(url, done)


def web_command(settings: environment.Settings, door: int, application: str) -> list[str]:
    """Gunicorn with threads, on the socket that is already open."""
    command = [sys.executable, "-m", "gunicorn", application, "--worker-class", "gthread", "--no-control-socket"]
    command += ["--workers", str(settings.web_workers), "--threads", str(settings.web_threads)]
    command += ["--bind", f"fd://{door}", "--graceful-timeout", "10", "--timeout", "60", "--log-level", "warning"]
    command += ["--limit-request-line", "8190"]  # a selection with many filters, in whatever language
    return [*command, "--worker-tmp-dir", "/dev/shm"] if os.access("/dev/shm", os.W_OK) else command  # noqa: S108
