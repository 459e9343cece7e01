"""The overview: one selection as list, map or board; and the part of the page that htmx replaces."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs, urlsplit

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from vliegwiel.core.viewers import viewer_of

from .. import looks
from ..reading import read

REGION = "resultaten"
"""Id of the part of the page that htmx replaces."""


@require_safe
def show(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    reading = read(request.META.get("QUERY_STRING", ""), viewer)
    if _is_fragment(request) and _is_elsewhere(request, reading.filters):
        return HttpResponse(headers={"HX-Redirect": request.path + reading.filters.query()})
    context = looks.context(viewer, reading)
    is_fragment = _is_fragment(request)
    response = render(request, f"overview/{'fragment' if is_fragment else 'overview'}.html", context)
    if is_fragment:
        response["HX-Push-Url"] = request.path + reading.filters.query().rstrip("?")
    patch_vary_headers(response, ["HX-Request", "HX-Target"])
    return response


def _is_fragment(request: HttpRequest) -> bool:
    return request.headers.get("HX-Request") == "true" and request.headers.get("HX-Target") == REGION


def _is_elsewhere(request: HttpRequest, filters: Any) -> bool:
    """The page that asks wears the name and colour of other spaces than the page that it will be."""
    there = parse_qs(urlsplit(request.headers.get("HX-Current-URL", "")).query)
    return set(there.get("ruimte", [])) != {choice.value for choice in filters.chosen.get("ruimte", ())}
