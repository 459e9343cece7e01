"""Long lists, one page at a time, by where the last page ended: as fast on page thousand as on page one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

LONGEST_CODE = 8


@dataclass(frozen=True)
class Page:
    """Rows, and the codes to go on from: empty when there is nothing that way."""

    rows: list[Any]
    before: str
    after: str


def page_of(rows: QuerySet, order: tuple[str, ...], *, before: str = "", after: str = "", size: int = 50) -> Page:
    """The rows after (or before) the row with this code, in this order; an unknown code means the first page.

    `order` are field names that together are unique. Two statements, one on the first page.
    """
    code = after or before
    anchor = _anchor(rows, order, code) if code else None
    if anchor is None:
        found = list(rows.order_by(*order)[: size + 1])
        return Page(found[:size], "", found[size - 1].code if len(found) > size else "")
    if after:
        found = list(rows.filter(_beyond(order, anchor, "gt")).order_by(*order)[: size + 1])
        back = found[0].code if found else ""
        return Page(found[:size], back, found[size - 1].code if len(found) > size else "")
    found = list(rows.filter(_beyond(order, anchor, "lt")).order_by(*(f"-{name}" for name in order))[: size + 1])
    shown = found[:size][::-1]
    return Page(shown, shown[0].code if len(found) > size else "", shown[-1].code if shown else "")


def _anchor(rows: QuerySet, order: tuple[str, ...], code: str) -> tuple[Any, ...] | None:
    if len(code) > LONGEST_CODE or not code.isalnum():
        return None
    return rows.order_by().filter(code=code).values_list(*order).first()


def _beyond(order: tuple[str, ...], anchor: tuple[Any, ...], way: str) -> Q:
    """`(a, b, c) > anchor`, written so that the index on the first field helps."""
    beyond = Q()
    for depth in range(len(order)):
        same = Q(**dict(zip(order[:depth], anchor[:depth], strict=True)))
        beyond |= same & Q(**{f"{order[depth]}__{way}": anchor[depth]})
    return beyond & Q(**{f"{order[0]}__{way}e": anchor[0]})
