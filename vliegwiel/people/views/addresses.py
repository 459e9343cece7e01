"""Where a page leads: to its neighbours in a list with the filters kept, or back to where someone came from."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme

from ..paging import Page


def way_back(request: HttpRequest, otherwise: str) -> str:
    """The address in `next`, when it is one of ours."""
    asked = request.POST.get("next", "") or request.GET.get("next", "")
    ours = {request.get_host()}
    is_ours = url_has_allowed_host_and_scheme(asked, allowed_hosts=ours, require_https=request.is_secure())
    return asked if is_ours else otherwise


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
