"""`vliegwiel demo`: a network to look around in."""

from __future__ import annotations

import sys
from pathlib import Path

import click
from django.db import ProgrammingError, transaction
from django.utils import timezone

from vliegwiel.people.models import Person

from .. import actions, cast, keeping
from ..cast_exchange import open_market
from ..cast_people import help_each_other
from ..cast_stakeholders import fill_field, weave
from ..naming import source_of

REGISTER = Path(__file__).resolve().parent.parent / "data" / "algoritmeregister-2026-08.json"


@click.command()
@click.option("--if-empty", is_flag=True, help="Do nothing when there are people already.")
def demo(if_empty: bool) -> None:
    """Fill an empty database with the demo network: made-up people, worked-out initiatives, the Algorithm Register.

    All or nothing: when it is stopped half-way the database is still empty.
    """
    if _has_people():
        if if_empty:
            return
        raise click.ClickException(
            "This database is not empty. The demo network is only for an empty one: give another DATABASE_URL."
        )
    with transaction.atomic():
        click.echo("Moving in …", err=True)
        world = cast.move_in(all_organisations=True)
        open_market(world, at=timezone.now())
        fill_field(world, timezone.now())
        weave(world, timezone.now())
        help_each_other(world, at=timezone.now())
        _bring_in_register(world)
    click.echo("The demo network is ready. Accounts, all with password " + cast.PASSWORD + ":")
    for name, role in cast.PEOPLE.items():
        known_as = " ".join(word for word in (role.given_name, role.infix, role.family_name) if word)
        click.echo(f"  {cast.mail_of(name):34} {known_as:24} {role.job_title}")


def _has_people() -> bool:
    try:
        return Person.objects.exists()
    except ProgrammingError as error:
        raise click.ClickException("The database is not set up yet. Run `vliegwiel migrate` first.") from error


def _bring_in_register(world: cast.World) -> None:
    by, space = world.person("operator"), world.spaces["register"]
    run = actions.upload(
        space,
        by=by,
        filename=REGISTER.name,
        path=str(REGISTER),
        digest=keeping.digest_of(REGISTER),
        source=source_of(REGISTER.name),
    )
    with click.progressbar(length=1530, label="Algorithm Register", file=sys.stderr) as bar:
        actions.carry_out(run, by=by, report=lambda done, _total: bar.update(done - bar.pos))
