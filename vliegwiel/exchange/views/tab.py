"""What an initiative looks for and offers: a tab on its page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from vliegwiel.core.refusal import the_one
from vliegwiel.core.viewers import viewer_of
from vliegwiel.initiatives import rules
from vliegwiel.initiatives.queries.look import look_at, opened

from ..queries.listings import open_needs_of, open_offers_of


@require_safe
def initiative_needs(request: HttpRequest, code: str, slug: str) -> HttpResponse:
    viewer = viewer_of(request)
    initiative = the_one(opened(viewer, code=code))
    if slug != initiative.slug:
        return redirect(reverse("exchange:initiative-needs", args=[code, initiative.slug]), permanent=True)
    look = look_at(
        initiative,
        viewer,
        may_edit=bool(rules.may_edit(viewer, initiative)),
        may_lead=bool(rules.may_lead(viewer, initiative)),
    )
    context = {
        "look": look,
        "initiative": initiative,
        "tab": "needs",
        "needs": open_needs_of(viewer, initiative=initiative),
        "offers": open_offers_of(viewer, initiative=initiative),
    }
    return render(request, "exchange/tab_needs.html", context)
