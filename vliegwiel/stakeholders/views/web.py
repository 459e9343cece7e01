"""The great web: over all pilots, who needs which party for what and when; and one party on one sheet."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from vliegwiel.core.answers import require
from vliegwiel.core.viewers import viewer_of

from .. import drawing, rules
from ..journey import MOST_DRAWN
from ..queries import web as queries
from ..queries.fields import LEVELS, STATUSES
from ..queries.parties import Heirs, Party, party_with


@require_safe
def web(request: HttpRequest) -> HttpResponse:
    """Parties that most pilots need first."""
    viewer = viewer_of(request)
    require(rules.may_look_over_all(viewer))
    asked, today = request.GET.dict(), timezone.localdate()
    choice, heirs = queries.Choice.of(asked), Heirs.on(today)
    rows = queries.chosen(viewer, choice, today=today)
    after = asked.get("na", "")
    found = queries.web_of(rows, viewer, heirs, after=after)
    spaces, stages = queries.choices(viewer)
    context: dict[str, Any] = {
        "strands": found.strands,
        "most": queries.MOST_COUNTED if found.is_cut else 0,
        "choice": choice,
        "is_narrowed": bool(choice.words()),
        "spaces": spaces,
        "stages": stages,
        "levels": LEVELS,
        "statuses": STATUSES,
        "today": today,
        "talks": queries.own_conversations(viewer),
        "previous_url": _address(choice.words()) if after else "",
        "next_url": _address(choice.words(na=found.after)) if found.after else "",
    }
    return render(request, "stakeholders/web.html", context)


def _address(words: dict[str, str]) -> str:
    return reverse("stakeholders:web") + (f"?{urlencode(words)}" if words else "")


def found_party(request: HttpRequest, code: str) -> tuple[Party, Heirs]:
    """The party at this address, or 404: one that no pilot of this viewer needs does not exist."""
    viewer = viewer_of(request)
    require(rules.may_look_over_all(viewer))
    heirs = Heirs.on(timezone.localdate())
    party = party_with(code, viewer, heirs)
    if party is None:
        raise Http404
    return party, heirs


@require_safe
def party(request: HttpRequest, code: str) -> HttpResponse:
    """Everything that pilots want from this party, soonest first, and talks with it."""
    one, heirs = found_party(request, code)
    if one.code != code and one.organisation is not None:  # of a row, or of what went into it: one sheet, one address
        return redirect("stakeholders:party", one.code)
    viewer = viewer_of(request)
    page = queries.asks_of(one, viewer, heirs, after=request.GET.get("na", ""), before=request.GET.get("voor", ""))
    address = reverse("stakeholders:party", args=[one.code])
    context = {
        "party": one,
        "rows": page.rows,
        "spokes": drawing.web((row, row.influence) for row in page.rows[:MOST_DRAWN]),
        "drawing": drawing,
        "pilots": queries.pilots_of(one, viewer, heirs),
        "talks": queries.conversations_with(one, viewer, heirs),
        "may_prepare": bool(rules.may_prepare(viewer, None, [row for row in page.rows if row.is_mine and row.is_open])),
        "today": timezone.localdate(),
        "previous_url": f"{address}?voor={page.before}" if page.before else "",
        "next_url": f"{address}?na={page.after}" if page.after else "",
    }
    return render(request, "stakeholders/one_party.html", context)
