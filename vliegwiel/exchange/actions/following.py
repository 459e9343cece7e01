"""What is looked for and offered goes along when an initiative is merged into another, and back when that is undone."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from vliegwiel.activity.door import Done, action
from vliegwiel.activity.models import Activity
from vliegwiel.initiatives.models import Initiative, Merger

from .. import rules
from ..models import Need, Offer

CAME_ALONG = "listings.came_along"
LISTINGS: dict[str, Any] = {"needs": Need, "offers": Offer}


@action(CAME_ALONG, may=rules.nobody, locked=False)
def come_along(merger: Merger, *, by: None, at: datetime) -> Done:
    """Place them under the one that stays; which they were stands in the log."""
    moved = _move(dict.fromkeys(LISTINGS), merger.initiative, merger.into)
    return Done(sum(map(len, moved.values())), target=merger.into, facts={"merger": merger.pk, **moved})


@action("listings.went_back", may=rules.nobody, locked=False)
def go_back(merger: Merger, *, by: None, at: datetime) -> Done:
    """Place back what came along and is still there."""
    came = Activity.objects.filter(kind=CAME_ALONG, target_id=merger.into_id, facts__merger=merger.pk)
    ids = {name: {pk for one in came for pk in one.facts[name]} for name in LISTINGS}
    moved = _move(ids, merger.into, merger.initiative)
    return Done(sum(map(len, moved.values())), target=merger.initiative, facts={"merger": merger.pk, **moved})


def _move(wanted: dict[str, Any], here: Initiative, there: Initiative) -> dict[str, list[int]]:
    """Those with these ids, all when none are given. Their keepers and readers follow by trigger."""
    moved = {}
    for name, model in LISTINGS.items():
        rows = model.objects.filter(initiative=here)
        rows = rows if wanted[name] is None else rows.filter(pk__in=wanted[name])
        moved[name] = sorted(rows.select_for_update().values_list("pk", flat=True))
        model.objects.filter(pk__in=moved[name]).update(initiative=there)
    return moved
