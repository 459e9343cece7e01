"""From filters to rows: always first what this viewer may see."""

from __future__ import annotations

from collections.abc import Callable

from django.db.models import Q

from vliegwiel.activity.audience import Viewer
from vliegwiel.activity.prepared import among
from vliegwiel.initiatives.models import Initiative, InitiativeQuerySet

from .filters import Filters

Keys = tuple[str, ...]

CONDITIONS: dict[str, Callable[[Keys], Q]] = {
    "soort": lambda keys: Q(kind__in=keys),
    "fase": lambda keys: Q(stage_id__in=map(int, keys)),
    "thema": lambda keys: Q(theme_ids__overlap=_numbers(keys)),
    "regio": lambda keys: Q(region_ids__overlap=_numbers(keys)),
    "organisatie": lambda keys: Q(organisation_ids__overlap=_numbers(keys)),
    # Every initiator has a part, so the index on organisations serves for both.
    "initiatiefnemer": lambda keys: Q(organisation_ids__overlap=_numbers(keys), initiator_ids__overlap=_numbers(keys)),
    "ruimte": lambda keys: Q(space_id__in=map(int, keys)),
    "status": lambda keys: Q(end__in=keys),
    "getoetst": lambda _keys: Q(is_checked=True),
    "bouwstenen": lambda _keys: Q(has_parts=True),
}


def selected(
    viewer: Viewer | None, filters: Filters, found: list[int] | None = None, *, without: str = ""
) -> InitiativeQuerySet:
    """What this viewer sees of what the filters let through, unordered. `found`: ids that the words gave, if any.

    `without`: leave this parameter out, to count what its other values would give.
    """
    rows = Initiative.objects.visible_to(viewer).standing().order_by()
    for parameter in filters.chosen:
        if parameter != without:
            rows = rows.filter(CONDITIONS[parameter](filters.keys(parameter)))
    return rows if found is None else rows.filter(among(found, Initiative))


def _numbers(keys: Keys) -> list[int]:
    return [int(key) for key in keys]
