"""The front page: what there is, at a glance; and for someone signed in, what is theirs."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from vliegwiel.core.viewers import viewer_of

from .. import queries


@require_safe
def front_page(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    glance = queries.glance(viewer)
    mine = queries.mine(viewer) if viewer else None
    return render(request, "home/front.html", {"glance": glance, "mine": mine})
