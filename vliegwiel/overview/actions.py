"""The only writing of this room: where the dots of the web stand."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from vliegwiel.activity.door import action

from . import rules
from .models import Position

AT_ONCE = 500


@action("web.laid_out", may=rules.may_lay_out, unlogged="places of dots: it says nothing about anyone")
def lay_out(subject: None, *, by: None, at: datetime, places: Mapping[tuple[str, int], tuple[float, float]]) -> int:
    """Keep these places. What has a place already stays where it is, so doing it twice changes nothing."""
    rows = [Position(kind=kind, target_id=pk, x=x, y=y) for (kind, pk), (x, y) in places.items()]
    Position.objects.bulk_create(rows, batch_size=AT_ONCE, ignore_conflicts=True)
    return len(rows)
