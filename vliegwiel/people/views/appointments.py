"""For operators: the first administrator of an organisation."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from vliegwiel.core.answers import require
from vliegwiel.core.viewers import viewer_of

from .. import queries, rules


@require_safe
def first_admins(request: HttpRequest) -> HttpResponse:
    """Requests for organisations without an administrator, oldest first."""
    require(rules.may_approve_first_admins(viewer_of(request)))
    return render(request, "people/first_admins.html", {"waiting": list(queries.without_admin()[:100])})
