"""How many there are per value of each filter, right for this viewer.

Without filters: from the tallies, flat. With filters: exact up to 10,000 rows in one statement; each filter that is on gets
the counts that its other values would give. Beyond that the total is "more than 10,000" and values have no figure.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db import connection

from vliegwiel.activity.audience import Viewer
from vliegwiel.initiatives.counting import counts

from .filters import FACET_OF, Filters
from .selection import selected

MOST = 10_000
"""Counted exactly up to here."""
FACETS = ("all", *dict.fromkeys(FACET_OF.values()))
COLUMNS = ("kind", "stage_id", "space_id", "end", "is_checked", "has_parts", "theme_ids", "region_ids",
           "organisation_ids", "initiator_ids")  # fmt: skip
SINGLE = {"soort": "kind", "fase": "stage_id::text", "ruimte": "space_id::text", "status": '"end"'}
SEVERAL = {"thema": "theme_ids", "regio": "region_ids", "organisatie": "organisation_ids",
           "initiatiefnemer": "initiator_ids"}  # fmt: skip
FLAGS = {"getoetst": "is_checked", "bouwstenen": "has_parts"}


@dataclass
class Counted:
    """`total` is None beyond MOST. `per` gives parameter, value: number; a parameter is absent where nobody counted."""

    total: int | None
    per: Mapping[str, Mapping[str, int]] = field(default_factory=dict)

    def of(self, parameter: str, key: str) -> int | None:
        return self.per[parameter].get(key, 0) if parameter in self.per else None


def counted(viewer: Viewer | None, filters: Filters, found: list[int] | None) -> Counted:
    """One statement; two when one filter is on and its other values come from the tallies."""
    if not filters.is_filtered:
        return _from_tallies(counts(viewer, FACETS))
    alone = next(iter(filters.chosen)) if len(filters.chosen) == 1 and not filters.words else ""
    result = _from_rows(viewer, filters, found, alone)
    if alone:
        _add_tallies(result, counts(viewer, ("all", FACET_OF[alone])), filters, alone)
    return result


def _from_tallies(found: Mapping[str, Mapping[str, int]]) -> Counted:
    per = {parameter: found.get(facet, {}) for parameter, facet in FACET_OF.items()}
    return Counted(found.get("all", {}).get("", 0), per)


def _add_tallies(result: Counted, tallies: Mapping[str, Mapping[str, int]], filters: Filters, alone: str) -> None:
    """The only filter that is on: its other values as if it were off; and with one value also the exact total."""
    numbers = tallies.get(FACET_OF[alone], {})
    result.per = {**result.per, alone: numbers}
    if len(filters.keys(alone)) == 1 or alone in SINGLE:
        result.total = sum(numbers.get(key, 0) for key in set(filters.keys(alone)))


def _from_rows(viewer: Viewer | None, filters: Filters, found: list[int] | None, alone: str) -> Counted:
    """Rows that all filters let through, and per filter that is on those that the others let through."""
    sources = {"": filters.chosen} | {
        name: filters.chosen for name in filters.chosen if name != alone and name not in FLAGS
    }
    parts, wanted, params = [], [], []
    for number, without in enumerate(sources):
        sql, values = (
            selected(viewer, filters, found, without=without).values(*COLUMNS)[: MOST + 1].query.sql_with_params()
        )
        parts.append(f"f{number} AS MATERIALIZED ({sql})")
        params += values
        wanted += _groups(number, [without] if without else [name for name in FACET_OF if name not in sources])
    statement = f"WITH {', '.join(parts)} {' UNION ALL '.join(wanted)}"
    with connection.cursor() as cursor:
        cursor.execute(statement, params)
        return _sorted_out(cursor.fetchall(), list(sources))


def _groups(number: int, parameters: list[str]) -> list[str]:
    """Per parameter a count per value; `all` is the number of rows."""
    found = [f"SELECT {number}, 'all', '', count(*) FROM f{number}"]
    for name in parameters:
        if name in SINGLE:
            found.append(f"SELECT {number}, '{name}', {SINGLE[name]}, count(*) FROM f{number} GROUP BY 3")
        elif name in SEVERAL:
            unnested = f"SELECT unnest({SEVERAL[name]})::text AS v FROM f{number}"
            found.append(f"SELECT {number}, '{name}', v, count(*) FROM ({unnested}) u GROUP BY v")
        else:
            found.append(f"SELECT {number}, '{name}', '1', count(*) FROM f{number} WHERE {FLAGS[name]}")
    return found


def _sorted_out(rows: list[tuple[int, str, str, int]], sources: list[str]) -> Counted:
    totals: dict[int, int] = {}
    per: dict[str, dict[str, int]] = defaultdict(dict)
    for number, name, value, count in rows:
        if name == "all":
            totals[number] = count
        else:
            per[name][value] = count
    source_of = {name: sources.index(name) if name in sources else 0 for name in FACET_OF}
    kept = {name: per.get(name, {}) for name in FACET_OF if totals[source_of[name]] <= MOST}
    return Counted(totals[0] if totals[0] <= MOST else None, kept)
