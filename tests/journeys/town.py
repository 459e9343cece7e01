"""The real thing for journeys: a database of its own, web server and worker as in production, and a mail server."""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import psycopg
from aiosmtpd.controller import Controller

from vliegwiel.machinery import postgres
from vliegwiel.machinery.locks import gate

PROGRAM = [sys.executable, "-c", "from vliegwiel.config.command_line import main; main()"]
FOUNDING = """
import sys
from pathlib import Path
from vliegwiel.config.command_line import start_django
start_django()
from django.core.management import call_command
from vliegwiel.config.upkeep import migrate
call_command("collectstatic", interactive=False, verbosity=0)
migrate.callback()
"""
FURNISHED = FOUNDING + "from tests.journeys import furnishing; furnishing.write(Path(sys.argv[1]))"
"""The program with every organisation of the registers, the named world, and one of everything that has a page."""
DEMO = FOUNDING + "from vliegwiel.transfer.commands import COMMANDS; COMMANDS['demo'].callback(if_empty=False)"
"""The program as `make start` shows it: with the algorithm register."""
QUEUE = """
import json, sys
from vliegwiel.config.command_line import start_django
start_django()
from procrastinate.contrib.django import app
app.configure_task(sys.argv[1]).defer(**json.loads(sys.argv[2]))
"""
ADDRESSES = "addresses.json"
SIGNED_WITH = "the-same-in-every-town-so-that-links-of-the-plan-work-in-each-of-them"
PATIENCE = 120
"""Seconds to wait for something that should come at once."""


@dataclass
class Mailbox:
    """Every mail that was sent, as a mail server received it."""

    mails: list[EmailMessage] = field(default_factory=list)
    pause: float = 0
    """Seconds that it takes its time for each mail."""

    async def handle_DATA(self, server, session, envelope):  # aiosmtpd's name
        await asyncio.sleep(self.pause)
        self.mails.append(message_from_bytes(envelope.content, policy=policy.default))
        return "250 OK"

    def latest_to(self, address: str, about: str = "") -> EmailMessage:
        """The last mail to this address with these words in its subject; waits for it, because the worker sends it."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            for mail in reversed(self.mails):
                if address in mail["To"] and about in mail["Subject"]:
                    return mail
            time.sleep(0.1)
        raise AssertionError(f"no mail to {address}; there is {[(mail['To'], mail['Subject']) for mail in self.mails]}")


@dataclass(frozen=True)
class Town:
    """An address to go to, and the mail that comes of it."""

    url: str
    mailbox: Mailbox
    words: dict[str, str]
    """What stands for a thing of the named world in an address: `letters` is `code/title`. See `furnishing`."""
    environ: dict[str, str] = field(default_factory=dict)
    """With which its programs run."""
    running: list[subprocess.Popen] = field(default_factory=list)
    """The web server and the worker."""

    def kill_worker(self) -> None:
        """As when the power goes: it gets no time to finish anything. Another one begins."""
        self.running[1].kill()
        self.running[1].wait()
        self.running[1] = subprocess.Popen([*PROGRAM, "worker"], env=self.environ, stderr=subprocess.DEVNULL)

    def queue(self, job: str, **arguments: object) -> None:
        """Let the worker do a job now that it does by itself at another time."""
        subprocess.run([sys.executable, "-c", QUEUE, job, json.dumps(arguments)], env=self.environ, check=True)


@dataclass(frozen=True)
class Plan:
    """What every town of one test run begins as: a database to copy, and a folder with the static files."""

    database: str
    data: Path


def planned(name: str, data: Path, *, demo: bool = False) -> Plan:
    """Make the plan once per test run; other test processes wait for it and use the same one.

    With `demo` it is the whole demo network, as `make start` shows it.
    """
    plan = Plan(name, data)
    with gate(data.parent / f"{data.name}.lock"):
        done = data / "done"
        if not done.exists():
            _new_database(name)
            data.mkdir(mode=0o711, exist_ok=True)
            (data / ADDRESSES).write_text("{}")
            subprocess.run(
                [sys.executable, "-c", DEMO if demo else FURNISHED, data / ADDRESSES],
                env=_environ(name, data),
                check=True,
            )
            done.touch()
    return plan


@contextmanager
def founded(name: str, data: Path, plan: Plan) -> Iterator[Town]:
    """Found a town by this plan; it is gone afterwards."""
    _new_database(name, plan.database)
    data.mkdir(mode=0o711, exist_ok=True)
    for folder in ("static", "media", "imports"):
        (plan.data / folder).mkdir(exist_ok=True)
        shutil.copytree(plan.data / folder, data / folder, dirs_exist_ok=True)
    port, mail_port = free_port(), free_port()
    mailbox = Mailbox()
    post_office = Controller(mailbox, hostname="127.0.0.1", port=mail_port)
    post_office.start()
    environ = _environ(name, data) | {
        "PORT": str(port),
        "BASE_URL": f"http://127.0.0.1:{port}",
        "EMAIL_URL": f"smtp://127.0.0.1:{mail_port}",
    }
    gunicorn = [sys.executable, "-m", "gunicorn", "vliegwiel.config.wsgi:application", "-k", "gthread"]
    gunicorn += ["--threads", "4", "--no-control-socket", "--log-level", "warning", "-b", f"127.0.0.1:{port}"]
    with (data / "server.log").open("w") as log:
        commands = (gunicorn, [*PROGRAM, "worker"])
        running = [subprocess.Popen(command, env=environ, stdout=log, stderr=log) for command in commands]
        try:
            _wait_for(f"http://127.0.0.1:{port}/offline/", data / "server.log")
            yield Town(
                f"http://127.0.0.1:{port}", mailbox, json.loads((plan.data / ADDRESSES).read_text()), environ, running
            )
        finally:
            for process in running:
                process.terminate()
            for process in running:
                process.wait(30)
            post_office.stop()
    drop_database(name)


def free_port() -> int:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return door.getsockname()[1]


def drop_database(name: str) -> None:
    with psycopg.connect(postgres.start("test").url("postgres"), autocommit=True) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def _new_database(name: str, template: str = "template0") -> None:
    drop_database(name)
    with psycopg.connect(postgres.start("test").url("postgres"), autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')


def _environ(database: str, data: Path) -> dict[str, str]:
    inherited = {name: value for name, value in os.environ.items() if name != "DJANGO_ALLOW_ASYNC_UNSAFE"}
    here = {
        "DATABASE_URL": postgres.start("test").url(database),
        "VLIEGWIEL_DATA": str(data),
        "SECRET_KEY": SIGNED_WITH,
    }
    return inherited | here


def _wait_for(address: str, log: Path) -> None:
    """Until the page answers."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            urllib.request.urlopen(address, timeout=5).close()
            return
        except OSError:
            pass
        time.sleep(0.1)
    raise AssertionError(f"{address} does not answer:\n{log.read_text()[-3000:]}")
