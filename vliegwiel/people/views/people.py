"""The list of people and someone's page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from vliegwiel.core.fields import plain_line
from vliegwiel.core.viewers import viewer_of

from .. import queries, rules
from ..models import Person
from ..paging import page_of
from .addresses import page_addresses

LONGEST_SEARCH = 200
PAGE = 48


@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """People whose profile one may see, by surname."""
    words = plain_line(request.GET.get("q", "")[:LONGEST_SEARCH])
    seen = queries.people_named(Person.objects.visible_to(viewer_of(request)).active(), words)
    page = page_of(
        seen, queries.BY_NAME, before=request.GET.get("voor", ""), after=request.GET.get("na", ""), size=PAGE
    )
    return render(
        request,
        "people/people.html",
        {"words": words, "rows": queries.with_organisations(page.rows), **page_addresses(request, page)},
    )


@require_safe
def person(request: HttpRequest, code: str) -> HttpResponse:
    """One person: what they do, can be asked for, and how to reach them."""
    viewer = viewer_of(request)
    shown = get_object_or_404(Person.objects.visible_to(viewer).active(), code=code)
    memberships = shown.memberships.active().select_related("organisation").order_by("organisation__sort_name", "id")
    return render(
        request,
        "people/person.html",
        {
            "person": shown,
            "memberships": list(memberships),
            "is_me": viewer == shown,
            "may_see_contact": rules.may_see_contact(viewer, shown),
        },
    )
