"""Placing parties in a playing field, and changing what is said of them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from vliegwiel.activity.door import Done, action
from vliegwiel.core.answers import Mistake
from vliegwiel.initiatives.models import Initiative
from vliegwiel.people.models import Organisation, Person
from vliegwiel.spaces.journey import Ring

from .. import rules
from ..journey import PERSONAL
from ..models import PlayingField, Stakeholder
from ..queries.parties import compared
from .keeping import altered, keep


@action("stakeholder.added", may=rules.may_add)
def add(
    initiative: Initiative,
    *,
    by: Person,
    at: datetime,
    level: str,
    name: str = "",
    organisation: Organisation | None = None,
    **more: Any,
) -> Done:
    """Place a party: an organisation, or words. Raises Mistake(name=…) when it stands there already."""
    PlayingField.objects.get_or_create(initiative=initiative)
    words = "" if organisation else name
    row = Stakeholder(
        initiative=initiative, organisation=organisation, name=words, compared=compared(words) if words else "",
        level=level, added_at=at, changed_at=at, **more,
    )  # fmt: skip
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        if not _stands_there(error):
            raise
        raise Mistake(name=_("This party stands in the playing field already.")) from error
    keep(row, {}, by=by, at=at)
    row.refresh_from_db(fields=["audience"])
    return Done(row, target=row, facts={"initiative": initiative.pk, "level": level})


def _stands_there(error: IntegrityError) -> bool:
    return "stakeholder_organisation_once" in str(error) or "stakeholder_words_once" in str(error)


@action("stakeholder.changed", may=rules.may_change)
def change(row: Stakeholder, *, by: Person, at: datetime, version: int, **fields: Any) -> Done:
    """Save these fields; the others stay. `version` is the one that the person started from.

    Raises Mistake(version=…) when someone else saved in between, so that nothing is overwritten unseen.
    """
    if version != row.version:
        raise Mistake(version=_("Someone else saved a change while you were writing. Compare, and save again."))
    owner = fields.pop("owner", row.owner)
    if row.organisation_id:
        fields.pop("name", None)
    if fields.get("name"):
        row.compared = compared(fields["name"])
    changes = altered(row, fields)
    if changes:
        _save(row, changes, by=by, at=at)
    if owner != row.owner:
        assign(row, by=by, at=at, owner=owner)
    return Done(row, fields=sorted(changes), facts={"initiative": row.initiative_id})


def _save(row: Stakeholder, changes: dict[str, Any], *, by: Person, at: datetime) -> None:
    try:
        with transaction.atomic():
            keep(row, changes, by=by, at=at)
    except IntegrityError as error:
        if not _stands_there(error):
            raise
        raise Mistake(name=_("This party stands in the playing field already.")) from error


@action("stakeholder.assigned", may=rules.may_assign)
def assign(row: Stakeholder, *, by: Person, at: datetime, owner: Person | None) -> Done:
    """Who does it: someone of the team, or nobody."""
    if owner is not None and not row.initiative.team.filter(person=owner).exists():
        raise Mistake(owner=_("%(name)s is not on the team (any more). Choose someone else.") % {"name": owner.name})
    return _give_to(row, owner, by=by, at=at)


@action("stakeholder.taken_over", may=rules.may_take_over)
def take_over(row: Stakeholder, *, by: Person, at: datetime) -> Done:
    """Do it oneself, when nobody of the team does."""
    owner = row.owner
    if owner is not None and owner != by and owner.is_active and row.initiative.team.filter(person=owner).exists():
        raise Mistake(**{"": _("%(name)s does this already.") % {"name": owner.name}})
    return _give_to(row, by, by=by, at=at)


def _give_to(row: Stakeholder, owner: Person | None, *, by: Person, at: datetime) -> Done:
    before, row.owner = row.owner_id, owner
    keep(row, {"owner": [before, row.owner_id]}, by=by, at=at)
    return Done(row, fields=["owner"], facts={"initiative": row.initiative_id, "owner": row.owner_id})


@action("playing_field.opened", may=rules.may_open_field)
def open_field(initiative: Initiative, *, by: Person, at: datetime, ring: str) -> Done:
    """Who may read the parties. Never wider than the initiative, which the database sees to; personal words never."""
    field, _new = PlayingField.objects.get_or_create(initiative=initiative)
    before, field.ring = field.ring, ring
    field.save(update_fields=["ring"])
    facts = {"from": before, "to": str(Ring(ring)), "apart": list(PERSONAL)}
    return Done(field, target=initiative, fields=["playing_field"], facts=facts)
