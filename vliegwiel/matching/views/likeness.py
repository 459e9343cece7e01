"""What exists already that looks like this."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET, require_POST

from vliegwiel.core.fields import plain_line, plain_text
from vliegwiel.core.rates import limited
from vliegwiel.core.viewers import viewer_of
from vliegwiel.initiatives.models import Initiative

from .. import queries

TEXTS = ("question", "for_whom", "summary", "yields")
LONGEST = 8000


@require_POST
@limited("similar", times=600, seconds=3600)
def while_writing(request: HttpRequest) -> HttpResponse:
    """For a text that is being written; changes nothing."""
    title = plain_line(request.POST.get("title", ""))[:200]
    text = "\n".join(plain_text(request.POST.get(name, ""))[:LONGEST] for name in TEXTS)
    context = {"alike": queries.alike(title, text, viewer_of(request)), "writing": True}
    return _answer(request, context | {"begun": queries.is_enough(f"{title} {text}")})


@require_GET
def of_initiative(request: HttpRequest, code: str) -> HttpResponse:
    """For an initiative that stands here."""
    viewer = viewer_of(request)
    initiative = get_object_or_404(Initiative.objects.visible_to(viewer), code=code)
    text = "\n".join(getattr(initiative, name) for name in TEXTS)
    found = queries.alike(initiative.title, text, viewer, without=[initiative.pk])
    return _answer(request, {"alike": found, "writing": False, "begun": True, "initiative": initiative})


def _answer(request: HttpRequest, context: dict) -> HttpResponse:
    """A piece of page for htmx, a whole page without it."""
    template = "matching/alike.html" if request.headers.get("HX-Request") else "matching/alike_page.html"
    return render(request, template, context)
