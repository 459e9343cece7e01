"""Counts of initiatives that are right for whoever looks, from the tallies: flat, however many initiatives there are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Sum

from vliegwiel.activity.audience import Viewer

from .models import Tally

Counts = dict[str, dict[str, int]]


def counts(person: Viewer | None, facets: Iterable[str] = ()) -> Counts:
    """Per facet and value how many initiatives this person sees, in one statement. Without facets: all of them.

    Facets: all, kind, stage, space, end, checked, parts, theme, region, organisation, initiator.
    """
    rows = Tally.objects.visible_to(person)
    if facets:
        rows = rows.filter(facet__in=list(facets))
    found: Counts = defaultdict(dict)
    for facet, value, total in rows.values_list("facet", "value").order_by().annotate(total=Sum("n")):
        if total:
            found[facet][value] = total
    return found


def total(found: Counts) -> int:
    """How many initiatives there are, of counts that include the facet `all`."""
    return found.get("all", {}).get("", 0)
