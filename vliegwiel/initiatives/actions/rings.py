"""Opening and closing an initiative."""

from __future__ import annotations

from datetime import datetime

from vliegwiel.activity.door import Done, action
from vliegwiel.people.models import Person
from vliegwiel.spaces.journey import is_wider

from .. import rules
from ..audience import set_audience
from ..models import Initiative


def narrowest(ring: str, limit: str) -> str:
    """This ring, or the limit when it would be wider."""
    return limit if is_wider(ring, limit) else ring


@action("initiative.ring_changed", may=rules.may_change_ring)
def change_ring(initiative: Initiative, *, by: Person, at: datetime, ring: str) -> Done:
    """Let others see it, or fewer. What hangs under it follows in the same transaction."""
    before = initiative.ring
    initiative.ring = ring
    initiative.save(update_fields=["ring"])
    set_audience(initiative)
    return Done(initiative, fields=["ring"], facts={"from": before, "to": ring})
