"""One box over everything."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from vliegwiel.core.fields import plain_line
from vliegwiel.core.viewers import viewer_of

from .. import queries

LONGEST = 400
"""Characters of a question that are looked at."""


@require_GET
def search(request: HttpRequest) -> HttpResponse:
    """What fits the words in `q`, of one `soort` or of all."""
    words = plain_line(request.GET.get("q", ""))[:LONGEST]
    kind = request.GET.get("soort", "")
    kinds = [kind] if kind in queries.GROUPS else None
    found = queries.results(words, viewer_of(request), kinds=kinds) if words else []
    context = {"words": words, "kind": kind if kinds else "", "found": found, "groups": queries.GROUPS}
    return render(request, "matching/search.html", context)
