"""People and spaces as they are named on the command line."""

from __future__ import annotations

import click
from django.db.models import Q

from vliegwiel.people.models import Person
from vliegwiel.spaces.models import Space


def operator_or(email: str | None) -> Person:
    """The person with this address, otherwise the first operator."""
    if email:
        return person_of(email, "--by")
    operator = Person.objects.filter(is_staff=True, is_active=True).order_by("pk").first()
    if operator is None:
        raise click.UsageError("There is no operator yet. Make one with `vliegwiel operator MAIL`, or say --by.")
    return operator


def person_of(email: str, hint: str) -> Person:
    person = Person.objects.filter(email__iexact=email, is_active=True).first()
    if person is None:
        raise click.BadParameter(f"nobody has the mail address {email}", param_hint=hint)
    return person


def space_of(word: str) -> Space:
    """The space with this code or name."""
    found = list(Space.objects.filter(Q(code=word) | Q(name__iexact=word)).order_by("pk")[:2])
    if not found:
        raise click.BadParameter(f"there is no space “{word}”", param_hint="--space")
    if len(found) > 1:
        raise click.BadParameter(f"several spaces are called “{word}”; give the code", param_hint="--space")
    return found[0]
