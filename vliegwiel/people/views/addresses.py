"""Addresses of the neighbouring pages of a list, with the filters kept."""

from __future__ import annotations

from django.http import HttpRequest

from ..paging import Page


def page_addresses(request: HttpRequest, page: Page) -> dict[str, str]:
    """`previous_url` and `next_url` for the template; empty when there is none."""
    return {"previous_url": _with(request, "voor", page.before), "next_url": _with(request, "na", page.after)}


def _with(request: HttpRequest, name: str, code: str) -> str:
    if not code:
        return ""
    query = request.GET.copy()
    for old in ("voor", "na"):
        query.pop(old, None)
    query[name] = code
    return f"{request.path}?{query.urlencode()}"
