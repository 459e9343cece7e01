"""The tabs of an initiative: each is a page of its own."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from vliegwiel.core.viewers import viewer_of

from ..queries import tabs
from ..queries.look import Look, look_at
from .showing import address, found, show

TabView = Callable[[HttpRequest, Look], dict[str, Any]]


def tab(view: TabView) -> Callable[..., HttpResponse]:
    """The page `initiatives/tab_<name>.html` with what the view adds. An address with an older title leads on."""

    @require_safe
    @functools.wraps(view)
    def page(request: HttpRequest, code: str, slug: str = "") -> HttpResponse:
        one = found(request, code)
        name = view.__name__
        if slug != one.slug:
            return redirect(address(one, name), permanent=True)
        look = look_at(one, viewer_of(request))
        return show(request, f"initiatives/tab_{name}.html", look, tab=name, **view(request, look))

    return page


@tab
def initiative(request: HttpRequest, look: Look) -> dict[str, Any]:
    """Why: the canvas and the five questions."""
    return {}


@tab
def progress(request: HttpRequest, look: Look) -> dict[str, Any]:
    """Where it stands, what is next, what happened."""
    return {"progress": tabs.progress(look, before=request.GET.get("na", ""))}


@tab
def parts(request: HttpRequest, look: Look) -> dict[str, Any]:
    """What others can reuse, and what it reuses."""
    return {"parts": tabs.parts_of(look)}


@tab
def checks(request: HttpRequest, look: Look) -> dict[str, Any]:
    """What the people it is for said."""
    return {"checks": tabs.checks_of(look)}


@tab
def team(request: HttpRequest, look: Look) -> dict[str, Any]:
    """Who carries it."""
    return {"team": tabs.team_of(look)}


@tab
def files(request: HttpRequest, look: Look) -> dict[str, Any]:
    """Files and links."""
    attachments, links = tabs.files_and_links(look)
    return {"attachments": attachments, "links": links}


@tab
def history(request: HttpRequest, look: Look) -> dict[str, Any]:
    """Every saved version, and what changed in it."""
    versions, older = tabs.history(look, before=request.GET.get("voor", ""))
    return {"versions": versions, "older": older}
