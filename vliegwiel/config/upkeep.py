"""Commands that keep an installation: the database, the worker, a check, and answers for developers."""

from __future__ import annotations

import inspect
import io
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.db import DatabaseError, connection
from django.urls import Resolver404, resolve

from vliegwiel.activity.door import ACTIONS
from vliegwiel.activity.hearing import LISTENERS
from vliegwiel.core.answers import Mistake
from vliegwiel.core.fields import plain_line
from vliegwiel.initiatives import actions as initiatives
from vliegwiel.machinery import environment
from vliegwiel.matching.reading import Reading
from vliegwiel.matching.search import kept_at_hand
from vliegwiel.matching.state import tried
from vliegwiel.people import actions as people
from vliegwiel.people import registers
from vliegwiel.people.models import Person
from vliegwiel.spaces import actions as spaces

if TYPE_CHECKING:
    from procrastinate import App


@click.command()
def migrate() -> None:
    """Bring the database to this version, and set up what every installation has. Safe to repeat.

    Puts the files that pages need (style, scripts, pictures) in the data folder as well.
    """
    call_command("collectstatic", verbosity=0, interactive=False)
    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
    people.load_registers(None, by=None, records=registers.organisations(), regions=registers.regions())
    initiatives.set_up_words(None, by=None)
    spaces.ensure_square(None, by=None)


def queue() -> App:
    """The queue as the worker sees it.

    Not `replace_connector`: then what a job puts in the queue would go round the transaction that it is in, and be
    taken up before it is kept. This way the tasks keep Django's own connection, and only the worker has another.
    """
    from procrastinate.contrib.django import app  # noqa: PLC0415  # only a worker needs the job runner

    return app.with_connector(app.connector.get_worker_connector())  # type: ignore[attr-defined]


AT_ONCE = 4
"""Jobs that a worker does side by side, so that a long import does not hold up the mail."""
FOR_SEARCH = 30.0
"""Seconds that a worker which starts waits for search at most: mail does not wait for a million texts."""


@click.command()
@click.option("--once", is_flag=True, help="Do what waits now, then stop.")
def worker(once: bool) -> None:
    """Do the jobs that wait: mail, large recalculations. Reads new texts for search as well, unless --once."""
    reading = None if once else Reading().start()
    with kept_at_hand(FOR_SEARCH):  # what fits a need is looked for here
        queue().run_worker(concurrency=AT_ONCE, wait=not once, install_signal_handlers=True, listen_notify=not once)
    if reading:
        reading.stop()


@click.command()
@click.option("--json", "as_json", is_flag=True, help="For machines.")
def check(as_json: bool) -> None:
    """Say what is set and whether everything an installation needs works. Exit code 1 when something does not."""
    findings: dict[str, Any] = {"configuration": environment.describe(), "database": _database(), "program": _program()}
    findings["meaning"] = _meaning(findings["database"]["works"])
    healthy = findings["database"]["works"] and not findings["program"]
    if as_json:
        click.echo(json.dumps(findings | {"healthy": healthy}))
    else:
        for variable in environment.describe():
            click.echo(f"{variable['name']:22} {variable['meaning']}")
        click.echo(f"database: {findings['database']['sentence']}")
        click.echo("\n".join(findings["program"]) or "program: nothing to mend")
        click.echo(f"search by meaning: {findings['meaning']['sentence']}")
    sys.exit(0 if healthy else 1)


def _database() -> dict[str, object]:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT version(), (SELECT count(*) FROM people_organisation)")
            version, organisations = cursor.fetchone()
    except DatabaseError as error:  # not there, or before its first `migrate`
        return {"works": False, "sentence": f"does not answer: {error}"}
    return {"works": True, "sentence": f"{version.split(' on ')[0]}, {organisations} organisations"}


def _meaning(has_database: bool) -> dict[str, object]:
    """Whether search understands. It is no fault when it does not: search then goes by words."""
    if not has_database:
        return {"works": False, "sentence": "not known without the database"}
    found = tried()
    read = f"{found.model}, {found.understood} texts read, {found.waiting} waiting"
    return {"works": not found.problem, "sentence": f"{read}. {found.problem}".strip()}


def _program() -> list[str]:
    try:
        # what Django says of a good outcome does not belong among the lines of --json
        call_command("check", deploy=environment.read().production, fail_level="WARNING", stdout=io.StringIO())
    except SystemCheckError as error:
        return str(error).splitlines()
    return []


@click.command()
@click.argument("email")
@click.option("--given-name", prompt=True)
@click.option("--family-name", prompt=True)
@click.password_option()
def operator(email: str, given_name: str, family_name: str, password: str) -> None:
    """Make an account for an operator of this installation, with this mail address.

    The address needs no confirmation: whoever gives this command holds the machine, and mail may not work yet.
    """
    email, given_name, family_name = map(plain_line, (email, given_name, family_name))
    if Person.objects.filter(email__iexact=email).exists():
        raise click.ClickException("There is an account with this mail address already.")
    named = Person(email=email, given_name=given_name, family_name=family_name)
    try:
        validate_password(password, named)
        people.sign_up(
            None,
            by=None,
            email=email,
            given_name=given_name,
            family_name=family_name,
            password=password,
            is_operator=True,
            is_verified=True,
        )
    except ValidationError as error:
        raise click.ClickException(" ".join(error.messages)) from None
    except Mistake as mistake:
        raise click.ClickException(str(mistake)) from None
    click.echo(f"{email} can sign in.")


@click.command()
def actions() -> None:
    """List every action: its name, its rule, where it is written, and which jobs hear of it."""
    for name, entry in sorted(ACTIONS.items()):
        written = inspect.unwrap(entry.function)
        place = Path(inspect.getfile(written)).relative_to(Path.cwd()) if _here(written) else written.__module__
        unlogged = f"  (no activity: {entry.unlogged})" if entry.unlogged else ""
        heard = "".join(f"  > {task.name}" for task in LISTENERS.get(name, ()))
        click.echo(
            f"{name:32} {entry.rule.__module__.split('.')[1]}.rules.{entry.rule.__name__:24} {place}{unlogged}{heard}"
        )


def _here(function: object) -> bool:
    return Path(inspect.getfile(function)).is_relative_to(Path.cwd())  # type: ignore[arg-type]


@click.command()
@click.argument("url")
def where(url: str) -> None:
    """Say what answers an address: url name, view, templates, test."""
    try:
        match = resolve(url if url.startswith("/") else f"/{url}")
    except Resolver404:
        raise click.ClickException(f"Nothing answers {url}") from None
    view = inspect.unwrap(match.func)
    room = view.__module__.split(".")[1]
    click.echo(f"address   {url}\nname      {match.view_name}\nview      {view.__module__}.{view.__qualname__}")
    source = inspect.getsource(view) if inspect.isfunction(view) else ""
    for template in sorted({word for word in source.replace("'", '"').split('"') if word.endswith((".html", ".txt"))}):
        click.echo(f"template  vliegwiel/{template.split('/')[0]}/templates/{template}")
    for test in sorted(Path("tests").glob(f"{room}/pages/test_*.py")):
        if match.view_name in test.read_text():
            click.echo(f"test      {test}")


@click.command(context_settings={"ignore_unknown_options": True})
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def django(arguments: tuple[str, ...]) -> None:
    """Run a management command of Django, such as makemigrations. For developers."""
    call_command(*arguments)


COMMANDS = {
    "migrate": migrate,
    "worker": worker,
    "check": check,
    "operator": operator,
    "actions": actions,
    "where": where,
    "django": django,
}
