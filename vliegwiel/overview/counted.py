"""How many there are per value of each filter, right for this viewer.

Without filters: from the tallies, flat. With filters: exact up to 10,000 rows; a filter that is on gets the counts that
its other values would give. Where that is too much to count, the total is "more than 10,000" and values have no figure.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import connection

from vliegwiel.activity.audience import Viewer
from vliegwiel.initiatives.counting import counts

from .filters import FACET_OF, Filters
from .selection import selected

MOST = 10_000
"""Counted exactly up to here."""
MOST_NAMES = 10
"""Organisations and spaces in the panel: the ones with most."""
FACETS = ("all", *(facet for facet in FACET_OF.values() if facet != "initiator"))
"""What the panel shows; initiators are only on the map."""
COLUMNS = ("kind", "stage_id", "space_id", "end", "is_checked", "has_parts", "theme_ids", "region_ids",
           "organisation_ids", "initiator_ids")  # fmt: skip
SINGLE = {"soort": "kind", "fase": "stage_id::text", "ruimte": "space_id::text", "status": '"end"'}
SEVERAL = {"thema": "theme_ids", "regio": "region_ids", "organisatie": "organisation_ids",
           "initiatiefnemer": "initiator_ids"}  # fmt: skip
Tallies = Mapping[str, Mapping[str, int]]
FLAGS = {"getoetst": "is_checked", "bouwstenen": "has_parts"}


@dataclass
class Counted:
    """`total` is None beyond MOST. `per` gives parameter, value: number; a parameter is absent where nobody counted."""

    total: int | None
    per: Mapping[str, Mapping[str, int]] = field(default_factory=dict)

    def of(self, parameter: str, key: str) -> int | None:
        return self.per[parameter].get(key, 0) if parameter in self.per else None


def counted(viewer: Viewer | None, filters: Filters, found: list[int] | None, *, is_more: bool = False) -> Counted:
    """Two statements at most: the tallies say what is too much to count, and the rest is counted.

    `is_more`: the words gave more than `found`.
    """
    if is_more and not filters.chosen:
        return Counted(None)
    if not filters.is_filtered:
        return _from_tallies(counts(viewer, FACETS, most=MOST_NAMES))
    tallies = counts(viewer, tuple(FACET_OF[name] for name in filters.chosen)) if filters.chosen else {}
    alone = next(iter(filters.chosen)) if len(filters.chosen) == 1 and found is None else ""
    sure = _sure_total(tallies, filters, alone) if alone else None
    if sure is not None and sure > MOST:
        return Counted(sure, {alone: tallies.get(FACET_OF[alone], {})})
    result = _from_rows(viewer, filters, found, _affordable(tallies, filters, found, alone))
    if alone:
        result.per = {**result.per, alone: tallies.get(FACET_OF[alone], {})}
    return result


def _sure_total(tallies: Tallies, filters: Filters, name: str) -> int | None:
    """How many this filter gives by itself; unknown when a row can have several of its values."""
    if len(filters.keys(name)) > 1 and name not in SINGLE:
        return None
    return _at_most(tallies, filters, name)


def _at_most(tallies: Tallies, filters: Filters, name: str) -> int:
    numbers = tallies.get(FACET_OF[name], {})
    return sum(numbers.get(key, 0) for key in set(filters.keys(name)))


def _affordable(tallies: Tallies, filters: Filters, found: list[int] | None, alone: str) -> list[str]:
    """The filters whose other values can be counted too: where what remains without them is surely not too much."""
    names = [name for name in filters.chosen if name not in FLAGS and name != alone]
    if found is not None:
        return names
    return [
        name
        for name in names
        if any(_at_most(tallies, filters, other) <= MOST for other in filters.chosen if other != name)
    ]


def _from_tallies(found: Tallies) -> Counted:
    per = {parameter: found.get(facet, {}) for parameter, facet in FACET_OF.items() if facet in FACETS}
    return Counted(found.get("all", {}).get("", 0), per)


def _from_rows(viewer: Viewer | None, filters: Filters, found: list[int] | None, apart: list[str]) -> Counted:
    """Rows that all filters let through; and for the filters `apart`, those that the others let through."""
    sources = ["", *apart]
    parts: list[str] = []
    wanted: list[str] = []
    params: list[Any] = []
    for number, without in enumerate(sources):
        rows = selected(viewer, filters, found, without=without).values(*COLUMNS)[: MOST + 1]
        sql, values = rows.query.sql_with_params()
        parts.append(f"f{number} AS MATERIALIZED ({sql})")
        params += values
        rest = [name for name in FACET_OF if name not in filters.chosen or name in FLAGS]
        wanted += _groups(number, [without] if without else rest)
    statement = f"WITH {', '.join(parts)} {' UNION ALL '.join(wanted)}"
    with connection.cursor() as cursor:
        cursor.execute(statement, params)
        return _sorted_out(cursor.fetchall(), sources, filters)


def _groups(number: int, parameters: list[str]) -> list[str]:
    """Per parameter a count per value; `all` is the number of rows. Every name in it is ours."""
    found = [f"SELECT {number}, 'all', '', count(*) FROM f{number}"]  # noqa: S608
    for name in parameters:
        source, value, where = f"f{number}", "'1'", ""
        if name in SINGLE:
            value = SINGLE[name]
        elif name in SEVERAL:
            source, value = f"(SELECT unnest({SEVERAL[name]})::text AS v FROM f{number}) u", "v"  # noqa: S608
        else:
            where = f"WHERE {FLAGS[name]}"
        found.append(f"SELECT {number}, '{name}', {value}, count(*) FROM {source} {where} GROUP BY 3")  # noqa: S608
    return found


def _sorted_out(rows: list[tuple[int, str, str, int]], sources: list[str], filters: Filters) -> Counted:
    totals: dict[int, int] = {}
    per: dict[str, dict[str, int]] = defaultdict(dict)
    for number, name, value, count in rows:
        if name == "all":
            totals[number] = count
        else:
            per[name][value] = count
    counted_in = {name: 0 for name in FACET_OF if name not in filters.chosen or name in FLAGS}
    counted_in |= {name: number for number, name in enumerate(sources) if name}
    kept = {name: per.get(name, {}) for name, number in counted_in.items() if totals[number] <= MOST}
    return Counted(totals[0] if totals[0] <= MOST else None, kept)
