"""The programme desk: what waits for me over all pilots, as a list and as a board; and how the pilots are."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from vliegwiel.core.answers import require
from vliegwiel.core.viewers import viewer_of

from .. import rules
from ..queries import desk as queries
from ..queries import flock as flocks

BOARD = "bord"


@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """Questions and bottlenecks, overdue first."""
    viewer = viewer_of(request)
    require(rules.may_open_desk(viewer))
    asked, today = request.GET.dict(), timezone.localdate()
    choice = queries.Choice.of(asked)
    rows = queries.chosen(viewer, choice, today=today)
    counts = queries.counts_of(rows, today=today)
    look = BOARD if asked.get("beeld") == BOARD else ""
    flock = flocks.flock_of(viewer, now=timezone.now(), today=today)
    context = {
        "today": today,
        "choice": choice,
        "counts": counts,
        "desks": queries.desks_of(viewer),
        "flock_counts": flock.counts(),
        "is_board": bool(look),
        "here": lambda **other: _address("pilots:desk", choice.words(**{"beeld": look} | other)),
        "columns": queries.board_of(rows, counts) if look else [],
    }
    if not look:
        page = queries.page_of_desk(rows, choice, after=asked.get("na", ""), before=asked.get("voor", ""))
        context |= {"rows": page.rows, **_pages("pilots:desk", page, choice.words())}
    return render(request, "pilots/desk.html", context)


@require_safe
def flock(request: HttpRequest) -> HttpResponse:
    """The pilots: silent ones, gaps in teams, stages that last long."""
    viewer = viewer_of(request)
    require(rules.may_open_desk(viewer))
    asked = request.GET.dict()
    found = flocks.flock_of(viewer, now=timezone.now(), today=timezone.localdate())
    look = asked.get("let-op", "")
    page, lines = flocks.page_of_flock(found, look, after=asked.get("na", ""), before=asked.get("voor", ""))
    context = {"lines": lines, "look": look, "counts": found.counts(), "desks": queries.desks_of(viewer)}
    words = {"let-op": look} if look in context["counts"] else {}
    return render(request, "pilots/flock.html", context | _pages("pilots:flock", page, words))


def _pages(name: str, page: queries.Page, words: dict[str, str]) -> dict[str, str]:
    return {
        "previous_url": _address(name, words | {"voor": page.before}) if page.before else "",
        "next_url": _address(name, words | {"na": page.after}) if page.after else "",
    }


def _address(name: str, words: dict[str, str]) -> str:
    return reverse(name) + (f"?{urlencode(words)}" if words else "")
