"""Reusable parts, and reusing them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from vliegwiel.activity.door import Done, action
from vliegwiel.core.answers import Mistake
from vliegwiel.people.models import Person

from .. import rules
from ..models import Initiative, Part, Reuse
from .belonging import own


@action("part.added", may=rules.may_edit)
def add_part(initiative: Initiative, *, by: Person, at: datetime, **fields: Any) -> Done:
    """Offer a part for reuse, with its licence and conditions."""
    part = Part.objects.create(initiative=initiative, **fields)
    part.refresh_from_db(fields=["audience"])
    return Done(part, target=initiative, facts={"part": part.pk, "kind": part.kind})


@action("part.edited", may=rules.may_edit)
def edit_part(initiative: Initiative, *, by: Person, at: datetime, part: Part, **fields: Any) -> Done:
    """Say it better, or change its licence and conditions."""
    own(part, initiative)
    for name, value in fields.items():
        setattr(part, name, value)
    part.save(update_fields=list(fields))
    return Done(part, target=initiative, fields=sorted(fields), facts={"part": part.pk})


@action("part.removed", may=rules.may_edit)
def remove_part(initiative: Initiative, *, by: Person, at: datetime, part: Part) -> Done:
    """Withdraw a part. One that others use stays: they rely on its page."""
    own(part, initiative)
    if part.reuses.exists():
        raise Mistake(part=_("Others reuse this part. Say in its conditions that it is no longer kept up."))
    facts = {"part": part.pk}
    part.delete()
    return Done(initiative, facts=facts)


@action("part.reused", may=rules.may_edit)
def reuse(initiative: Initiative, *, by: Person, at: datetime, part: Part, state: str, note: str = "") -> Done:
    """Say that this initiative considers or uses a part of another, and how it went."""
    if part.initiative_id == initiative.pk:
        raise Mistake(part=_("This is a part of the initiative itself."))
    row, _made = Reuse.objects.update_or_create(
        part=part, initiative=initiative, defaults={"state": state, "note": note, "since": at}
    )
    return Done(row, target=initiative, facts={"part": part.pk, "state": state})
