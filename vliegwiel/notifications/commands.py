"""Commands of this room: what a mail server hands over."""

from __future__ import annotations

from typing import BinaryIO

import click


@click.command()
@click.argument("mail", type=click.File("rb"), default="-")
def bounce(mail: BinaryIO) -> None:
    """Read a mail that came back (from standard input) and keep which address it did not reach.

    For a mail server that hands over what comes in for the sender of our mail.
    """
    from vliegwiel.people.models import Person

    from . import actions
    from .bounces import MOST, bounces_in

    kept = 0
    for found in bounces_in(mail.read(MOST)):
        for person in Person.objects.filter(email__iexact=found.email):
            actions.keep_refusal(person, by=None, email=found.email, status=found.status, said=found.said)
            kept += 1
    click.echo(f"{kept} addresses")


COMMANDS = {"bounce": bounce}
