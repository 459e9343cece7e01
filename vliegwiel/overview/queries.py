"""What the overview shows: cards, columns and places. A constant number of statements, however many there are."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.db import connection
from django.db.models import BigIntegerField
from django.db.models.expressions import RawSQL

from vliegwiel.activity.audience import Viewer
from vliegwiel.activity.prepared import Prepared, among
from vliegwiel.initiatives.counting import counts
from vliegwiel.initiatives.models import Initiative
from vliegwiel.matching.highlight import Marker
from vliegwiel.matching.search import find_initiatives
from vliegwiel.people.journey import OrganisationKind
from vliegwiel.people.models import Organisation
from vliegwiel.spaces.models import Space

from .counted import MOST, Counted
from .filters import NEWEST, Filters
from .paging import ORDERS, Page, page_of
from .selection import selected
from .vocabulary import Step

PER_COLUMN = 10
"""Cards in one column of the board."""
CARD = (
    "pk", "code", "slug", "title", "kind", "stage_id", "end", "theme_ids", "initiator_ids", "is_checked", "has_parts",
    "source_organisation", "changed_at", "question", "summary", "goal",
)  # fmt: skip


_ORGANISATIONS = Prepared(
    lambda viewer, ids: Organisation.objects.visible_to(viewer).filter(among(ids, Organisation)).order_by()
    .values_list("pk", "code", "name", "official_name", "kind"),
    "ids",
)  # fmt: skip
_SPACES = Prepared(
    lambda viewer, ids: Space.objects.visible_to(viewer).filter(among(ids, Space)).order_by()
    .values_list("pk", "code", "name"),
    "ids",
)  # fmt: skip


@dataclass
class Found:
    """What the words of the address gave: ids in order, or None when there are no words; and what to mark."""

    ids: list[int] | None = None
    marker: Marker | None = None
    only_resembles: bool = False
    """Nothing fits the words; these come nearest."""
    is_more: bool = False
    """More fit than these."""


@dataclass
class Body:
    """An organisation with its number of initiatives, on the map or in the list beside it."""

    pk: int
    code: str
    name: str
    kind: str
    official_code: str
    count: int = 0


@dataclass
class Column:
    """A stage on the board."""

    step: Step
    rows: list[dict[str, Any]] = field(default_factory=list)
    count: int | None = None


def found_by_words(viewer: Viewer | None, words: str) -> Found:
    if not words:
        return Found()
    ranked = find_initiatives(words, viewer)
    return Found(ranked.ids, ranked.marker, ranked.only_resembles, ranked.is_more)


def cards(viewer: Viewer | None, filters: Filters, found: Found) -> Page:
    return page_of(viewer, filters, found.ids, CARD)


def organisations(viewer: Viewer | None, ids: set[int]) -> dict[int, tuple[str, str]]:
    """Code and name of these organisations, by id. A province goes by its whole name: Utrecht is a city too."""
    return {
        pk: (code, official or name if kind == OrganisationKind.PROVINCE else name)
        for pk, code, name, official, kind in (_ORGANISATIONS(viewer, ids=list(ids)) if ids else ())
    }


def spaces(viewer: Viewer | None, ids: set[int]) -> dict[int, tuple[str, str]]:
    """Code and name of these spaces, by id, as far as this viewer sees them."""
    return {pk: (code, name) for pk, code, name in (_SPACES(viewer, ids=list(ids)) if ids else ())}


def bodies(viewer: Viewer | None, filters: Filters, found: Found) -> list[Body]:
    """Every organisation that initiated something of the selection, by name. Two statements.

    Beyond MOST rows the newest MOST count.
    """
    if filters.is_filtered:
        numbers = _initiators(viewer, filters, found)
    else:
        numbers = {int(key): n for key, n in counts(viewer, ("initiator",)).get("initiator", {}).items()}
    rows = Organisation.objects.visible_to(viewer).filter(pk__in=numbers).order_by("sort_name", "id")
    columns = rows.values_list("pk", "code", "name", "kind", "official_code")
    return [Body(pk, code, name, kind, official_code, numbers[pk]) for pk, code, name, kind, official_code in columns]


def _initiators(viewer: Viewer | None, filters: Filters, found: Found) -> dict[int, int]:
    rows = selected(viewer, filters, found.ids).order_by(*ORDERS[NEWEST]).values("initiator_ids")[:MOST]
    sql, params = rows.query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT unnest(initiator_ids) o, count(*) FROM ({sql}) f GROUP BY o", params)  # noqa: S608
        return dict(cursor.fetchall())


def board(viewer: Viewer | None, filters: Filters, found: Found, steps: list[Step], numbers: Counted) -> list[Column]:
    """Per stage of one track the newest of the selection, and how many there are. Two statements."""
    columns = {step.pk: Column(step, count=numbers.of("fase", str(step.pk))) for step in steps}
    wanted = RawSQL("wanted.id", (), output_field=BigIntegerField())
    rows = selected(viewer, filters, found.ids).order_by(*ORDERS[NEWEST]).filter(stage_id=wanted)
    sql, params = rows.values("id")[:PER_COLUMN].query.sql_with_params()
    statement = f"SELECT picked.id FROM unnest(%s::bigint[]) AS wanted(id), LATERAL ({sql}) AS picked"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(statement, [list(columns), *params])
        ids = [pk for (pk,) in cursor.fetchall()]
    picked = Initiative.objects.visible_to(viewer).filter(pk__in=ids).order_by(*ORDERS[NEWEST])
    for row in picked.values(*CARD):
        columns[row["stage_id"]].rows.append(row)
    return list(columns.values())
