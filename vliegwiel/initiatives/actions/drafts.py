"""Writing a submission: saved as one types."""

from __future__ import annotations

from datetime import datetime

from vliegwiel.activity.door import Done, action
from vliegwiel.core.answers import require
from vliegwiel.people.models import Person

from .. import rules
from ..models import Draft


@action("draft.started", may=rules.anyone)
def start_draft(
    subject: None, *, by: Person | None, at: datetime, secret: str, data: dict[str, object] | None = None
) -> Done:
    """Begin, at this secret address. A visitor's draft belongs to whoever holds the address."""
    draft, is_new = Draft.objects.get_or_create(
        secret=secret, defaults={"person": by, "data": data or {}, "started_at": at, "changed_at": at}
    )
    if not is_new:  # two saves of the same page crossed
        require(rules.may_write_draft(by, draft))
        draft.data |= data or {}
        draft.save(update_fields=["data"])
    return Done(draft)


@action("draft.saved", may=rules.may_write_draft, unlogged="every pause in typing saves; only start and end are events")
def save_draft(draft: Draft, *, by: Person | None, at: datetime, data: dict[str, object]) -> Draft:
    """Keep what was typed; fields that are not given stay."""
    draft.data = draft.data | data
    draft.changed_at = at
    draft.save(update_fields=["data", "changed_at"])
    return draft


@action("draft.adopted", may=rules.may_write_draft)
def adopt_draft(draft: Draft, *, by: Person, at: datetime) -> Done:
    """After sign-in the visitor's draft is the person's."""
    draft.person = by
    draft.save(update_fields=["person"])
    return Done(draft)
