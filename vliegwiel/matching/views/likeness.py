"""What exists already that looks like this, and what of it can be reused."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_POST, require_safe

from vliegwiel.core.fields import plain_line, plain_text
from vliegwiel.core.rates import limited
from vliegwiel.core.viewers import viewer_of
from vliegwiel.initiatives.models import Initiative

from .. import queries, rules

TEXTS = ("question", "for_whom", "summary", "yields")
LONGEST = 8000


@require_POST
@limited("similar", times=600, seconds=3600)
def while_writing(request: HttpRequest) -> HttpResponse:
    """For a text that is being written; changes nothing."""
    title = plain_line(request.POST.get("title", "")[:1000])[:200]
    fields = {name: plain_text(request.POST.get(name, "")[: 2 * LONGEST])[:LONGEST] for name in TEXTS}
    return _answer(request, beside=queries.beside_text(title, fields, viewer_of(request)), writing=True)


@require_safe
def of_initiative(request: HttpRequest, code: str) -> HttpResponse:
    """For an initiative that stands here."""
    viewer = viewer_of(request)
    initiative = get_object_or_404(Initiative.objects.visible_to(viewer), code=code)
    is_whole = not request.headers.get("HX-Request")
    may_judge = bool(rules.may_judge(viewer, initiative))
    return _answer(
        request,
        beside=queries.beside_initiative(initiative, viewer),
        initiative=initiative,
        may_judge=may_judge,
        dismissed=queries.dismissed(initiative, viewer) if may_judge and is_whole else [],
    )


def _answer(request: HttpRequest, **context: Any) -> HttpResponse:
    """A piece of page for htmx, a whole page without it."""
    template = "matching/beside.html" if request.headers.get("HX-Request") else "matching/beside_page.html"
    known: dict[str, Any] = {"writing": False, "initiative": None, "may_judge": False, "dismissed": []}
    return render(request, template, known | context)
