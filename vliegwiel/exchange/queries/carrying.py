"""Who stands behind something, so that there is someone to be introduced to."""

from __future__ import annotations

from django.db.models import QuerySet

from vliegwiel.initiatives.journey import Role
from vliegwiel.initiatives.models import Initiative, Part
from vliegwiel.people.models import Membership, Organisation, Person

from ..models import Need, Offer

MOST_ASKED = 3
"""People of one organisation who get the same question by mail."""

Target = Need | Offer | Part | Person | Organisation | Initiative


def people_behind(thing: Target) -> list[Person]:
    """Whom to write to about this: whoever placed it, its lead, or those who keep the organisation. May be empty."""
    if isinstance(thing, Person):
        return [thing] if thing.is_active else []
    if isinstance(thing, Need | Offer):
        if thing.by is not None and thing.by.is_active and set(thing.keepers) & set(thing.by.tokens):
            return [thing.by]
        return people_behind(thing.carrier)
    if isinstance(thing, Organisation):
        return list(_members(thing)[:MOST_ASKED])
    initiative = thing.initiative if isinstance(thing, Part) else thing
    leads = Person.objects.filter(team_roles__initiative=initiative, team_roles__role=Role.LEAD, is_active=True)
    return list(leads.order_by("team_roles__id")[:1])


def _members(organisation: Organisation) -> QuerySet[Person]:
    """Those who keep the page of the organisation first."""
    active = Membership.objects.active().filter(organisation=organisation, person__is_active=True)
    ids = list(active.order_by("-is_admin", "since", "id").values_list("person_id", "is_admin")[:MOST_ASKED])
    wanted = [pk for pk, is_admin in ids if is_admin] or [pk for pk, _is_admin in ids]
    return Person.objects.filter(pk__in=wanted).order_by("id")
