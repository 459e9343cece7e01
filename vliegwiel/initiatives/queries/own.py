"""What is one's own: the organisations one speaks for, the initiatives on whose team one is."""

from __future__ import annotations

from django.db.models import QuerySet

from vliegwiel.activity.audience import ids_in
from vliegwiel.people.models import Organisation, Person

from ..models import Initiative


def own_organisation_ids(person: Person | None) -> list[int]:
    """The organisations of which this person is an active member."""
    return ids_in(person, "org")


def own_organisations(person: Person | None) -> QuerySet[Organisation]:
    """The organisations for which this person can speak."""
    return Organisation.objects.visible_to(person).filter(pk__in=own_organisation_ids(person))


def own_initiatives(person: Person | None) -> QuerySet[Initiative]:
    """The initiatives on whose team this person is."""
    own = Initiative.objects.visible_to(person).standing().filter(pk__in=ids_in(person, "init"))
    return own.order_by("title", "id")
