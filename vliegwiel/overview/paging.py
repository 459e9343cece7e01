"""One page of rows by keyset, in both directions: no page costs more than the first, and nothing is skipped."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.db.models import F
from django.db.models.functions import Lower

from vliegwiel.activity.audience import Viewer
from vliegwiel.activity.prepared import Prepared, among, condition
from vliegwiel.initiatives.models import Initiative, InitiativeQuerySet

from .cursor import Cursor
from .filters import BEST, BY_TITLE, NEWEST, OLDEST, Filters
from .selection import selected

PAGE = 20
"""Cards on one page."""
CHANGED = '("initiatives_initiative"."changed_at", "initiatives_initiative"."id")'
TITLE = '(lower("initiatives_initiative"."title"), "initiatives_initiative"."id")'
ORDERS = {
    NEWEST: (F("changed_at").desc(), F("id").desc()),
    OLDEST: (F("changed_at").asc(), F("id").asc()),
    BY_TITLE: (Lower("title").asc(), F("id").asc()),
}
_BEFORE_ALL, _AFTER_ALL = 0, 2**63 - 1


@dataclass(frozen=True)
class Page:
    """Rows as dictionaries, and the cursors of the pages before and after; None where there is none."""

    rows: list[dict[str, Any]] = field(default_factory=list)
    before: Cursor | None = None
    after: Cursor | None = None
    is_lost: bool = False
    """The row of the cursor is gone and the order cannot be taken up without it: this is the first page."""


def page_of(
    viewer: Viewer | None, filters: Filters, found: list[int] | None, columns: tuple[str, ...], size: int = PAGE
) -> Page:
    """The page that the cursor of the filters asks for. Two statements at most, one for the first page."""
    if filters.order == BEST:
        return _ranked_page(viewer, filters, found or [], columns, size)
    return _sorted_page(viewer, filters, found, columns, size)


def _sorted_page(
    viewer: Viewer | None, filters: Filters, found: list[int] | None, columns: tuple[str, ...], size: int
) -> Page:
    cursor = filters.cursor
    edge, is_lost = _edge(viewer, filters.order, cursor) if cursor else (None, False)
    is_back = bool(edge and cursor and cursor.is_back)
    if edge or filters.is_filtered:
        rows = selected(viewer, filters, found)
        rows = _in_order(rows.filter(edge) if edge else rows, filters.order, is_back=is_back)
        got = list(rows.values(*columns)[: size + 1])
    else:
        got = [dict(zip(columns, row, strict=True)) for row in _first_page(filters.order, columns, size)(viewer)]
    more, got = len(got) > size, got[:size]
    if is_back:
        got.reverse()
    if not got:
        return Page(is_lost=is_lost)
    before, after = (more, True) if is_back else (bool(edge), more)
    return Page(
        got,
        before=_cursor_at(got[0], is_back=True) if before else None,
        after=_cursor_at(got[-1], is_back=False) if after else None,
        is_lost=is_lost,
    )


@cache
def _first_page(order: str, columns: tuple[str, ...], size: int) -> Prepared:
    """The page that is asked for most: nothing filtered, from the top."""
    return Prepared(
        lambda viewer: _in_order(selected(viewer, Filters()), order, is_back=False).values_list(*columns)[: size + 1]
    )


def _cursor_at(row: dict[str, Any], *, is_back: bool) -> Cursor:
    return Cursor(is_back, row["code"], row["changed_at"])


def _in_order(rows: InitiativeQuerySet, order: str, *, is_back: bool) -> InitiativeQuerySet:
    ordered = rows.order_by(*ORDERS[order])
    return ordered.reverse() if is_back else ordered


def _edge(viewer: Viewer | None, order: str, cursor: Cursor) -> tuple[Any, bool]:
    """The condition "beyond the row of the cursor", and whether that row is lost.

    By moment a lost row is no matter: at worst rows of that same moment are shown again. By title it is.
    """
    row = Initiative.objects.visible_to(viewer).filter(code=cursor.code).values_list("pk", "title").first()
    is_down = (order == NEWEST) is not cursor.is_back
    sign = "<" if is_down else ">"
    if order == BY_TITLE:
        return (condition(f"{TITLE} {sign} (lower(%s), %s)", [row[1], row[0]]), False) if row else (None, True)
    pk = row[0] if row else (_AFTER_ALL if is_down else _BEFORE_ALL)
    return condition(f"{CHANGED} {sign} (%s, %s)", [cursor.moment, pk]), False


def _ranked_page(
    viewer: Viewer | None, filters: Filters, found: list[int], columns: tuple[str, ...], size: int
) -> Page:
    """By rank the cursor says how many answers came before it. Only what may stand on the page is looked at first."""
    place = min(filters.cursor.place if filters.cursor else 0, len(found))
    is_back = bool(filters.cursor and filters.cursor.is_back)
    line = found[:place][::-1] if is_back else found[place:]
    rows = _known(viewer, filters, line[: 2 * size + 1], columns)
    if len(rows) <= size < len(line) and len(line) > 2 * size + 1:
        rows = _known(viewer, filters, line, columns)
    order = [pk for pk in line if pk in rows][: size + 1]
    more, order = len(order) > size, order[:size]
    if not order:
        return Page()
    if is_back:
        order.reverse()
    places = {pk: number for number, pk in enumerate(found)}
    before, after = (more, True) if is_back else (place > 0, more)
    return Page(
        [rows[pk] for pk in order],
        before=Cursor(is_back=True, place=places[order[0]]) if before else None,
        after=Cursor(place=places[order[-1]] + 1) if after else None,
    )


def _known(
    viewer: Viewer | None, filters: Filters, ids: list[int], columns: tuple[str, ...]
) -> dict[int, dict[str, Any]]:
    rows = selected(viewer, filters).filter(among(ids, Initiative))
    return {row["id"]: row for row in rows.values("id", *columns)}
