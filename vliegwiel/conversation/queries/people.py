"""Whom one can mention: people whose profile the writer sees, and who read what is talked about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations

from django.db.models import Q
from django.db.models.functions import Upper

from vliegwiel.activity.audience import PUBLIC, close_tokens, tokens_of
from vliegwiel.core.codes import is_code
from vliegwiel.people.models import Person
from vliegwiel.people.models.person import PersonQuerySet

SHOWN = 8
"""People in one list to choose from."""


def reading(people: PersonQuerySet, audience: Sequence[str]) -> PersonQuerySet:
    """Those who hold one of these tokens: everyone when it is public."""
    return people if PUBLIC in audience else people.filter(tokens__overlap=list(audience))


def known_to(writer: Person | None) -> PersonQuerySet:
    """Whose profile the writer sees, and who is on a team or in a space with them."""
    if writer is None:
        return Person.objects.visible_to(None).active()
    close = Q(tokens__overlap=close_tokens(writer.tokens))
    return Person.objects.active().filter(Q(audience__overlap=tokens_of(writer)) | close)


def by_codes(codes: Iterable[str], *, audience: Sequence[str], writer: Person | None) -> list[Person]:
    """The people with these codes who can be mentioned here; others are left out without a word."""
    right = [code for code in codes if is_code(code)][:50]
    return list(reading(known_to(writer), audience).filter(code__in=right).order_by("pk")) if right else []


def starting_with(typed: str, *, audience: Sequence[str], writer: Person | None) -> list[Person]:
    """Suggestions for what is typed so far: the first word begins a first name or a surname."""
    words = typed.split()[:4]
    if not words or len(words[0]) < 2:
        return []
    rows = reading(known_to(writer), audience)
    rows = rows.filter(Q(given_name__istartswith=words[0]) | Q(family_name__istartswith=words[0]))
    for word in words[1:]:
        rows = rows.filter(Q(infix__istartswith=word) | Q(family_name__icontains=word) | Q(given_name__icontains=word))
    return list(rows.order_by("given_name", "family_name", "pk")[:SHOWN])


def called(words: Sequence[str], *, audience: Sequence[str], writer: Person | None) -> tuple[list[Person], bool]:
    """Who can be meant by these words after an @: people who read along, and whether there is someone who does not.

    People whose whole name stands there come first and alone; else those with that first name or surname.
    """
    everyone = known_to(writer)
    first = Q(given_name__iexact=words[0]) | Q(given_name__istartswith=f"{words[0]} ")
    pieces = {" ".join(words[a:b]).upper() for a, b in combinations(range(1, len(words) + 1), 2)}
    whole = everyone.annotate(surname=Upper("family_name")).filter(first, surname__in=pieces)
    for rows in (
        (whole, everyone.filter(first | Q(family_name__iexact=words[0])))
        if pieces
        else (everyone.filter(first | Q(family_name__iexact=words[0])),)
    ):
        found = list(reading(rows, audience).order_by("given_name", "family_name", "pk")[:SHOWN])
        if found:
            return found, False
        if rows.exists():
            return [], True
    return [], False
