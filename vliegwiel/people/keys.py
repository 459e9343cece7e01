"""Giving and taking the keys that decide what a person sees. Called from actions only."""

from __future__ import annotations

from django.db.models import Model

from .models import Key, Person


def reason_of(row: Model) -> str:
    return f"{row._meta.label_lower}:{row.pk}"


def give(person: Person, token: str, *, because: Model) -> None:
    """Let the person hold the token for this reason; giving it twice changes nothing."""
    Key.objects.bulk_create(
        [Key(person=person, token=token, because=reason_of(because))],
        ignore_conflicts=True,
    )


def take(person: Person, *, because: Model) -> None:
    """Take every token that the person held for this reason."""
    Key.objects.filter(person=person, because=reason_of(because)).delete()


def take_from_all(*, because: Model) -> None:
    """Take every token that anyone held for this reason."""
    Key.objects.filter(because=reason_of(because)).delete()
