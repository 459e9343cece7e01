"""What is one's own: the organisations one speaks for, the initiatives on whose team one is."""

from __future__ import annotations

from django.db.models import QuerySet

from vliegwiel.people.models import Organisation, Person

from ..models import Initiative


def own_organisation_ids(person: Person | None) -> list[int]:
    """The organisations of which this person is an active member."""
    return _ids(person, "org:")


def own_organisations(person: Person | None) -> QuerySet[Organisation]:
    """The organisations for which this person can speak."""
    return Organisation.objects.visible_to(person).filter(pk__in=own_organisation_ids(person))


def own_initiatives(person: Person | None) -> QuerySet[Initiative]:
    """The initiatives on whose team this person is."""
    own = Initiative.objects.visible_to(person).standing().filter(pk__in=_ids(person, "init:"))
    return own.order_by("title", "id")


def _ids(person: Person | None, kind: str) -> list[int]:
    """The ids in the person's tokens of this kind: reading them costs no statement."""
    tokens = [] if person is None else person.tokens
    return [int(token.removeprefix(kind)) for token in tokens if token.startswith(kind)]
