"""The tabs of an initiative: each is a page of its own."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from vliegwiel.conversation.queries.talk import counts_of
from vliegwiel.conversation.talking import conversation as talk_about
from vliegwiel.core.places import offers, place
from vliegwiel.core.viewers import viewer_of

from ..queries import tabs
from ..queries.look import Look
from ..queries.merging import leads_on_to, taken_in
from .showing import address, found, look, show

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
        if "origineel" not in request.GET and (into := leads_on_to(one, viewer_of(request))):
            return _on_to(address(into, name))
        seen = look(request, one)
        return show(request, f"initiatives/tab_{name}.html", seen, tab=name, **view(request, seen))

    return page


def _on_to(there: str) -> HttpResponse:
    """For good; but asked again each time, because a merging can be undone, and for this viewer only."""
    response = redirect(there, permanent=True)
    response.headers["Cache-Control"] = "private, no-store"
    return response


@tab
def initiative(request: HttpRequest, seen: Look) -> dict[str, Any]:
    """Why: the canvas and the five questions."""
    return {"extras": tabs.extras_of(seen)}


@tab
def progress(request: HttpRequest, seen: Look) -> dict[str, Any]:
    """Where it stands, what is next, what happened."""
    taken = taken_in(seen.initiative, seen.viewer)
    shown = tabs.progress(seen, before=request.GET.get("na", ""))
    comments = counts_of("initiatives.update", [one.pk for one in shown.updates], seen.viewer)
    return {"progress": shown, "taken_in": taken, "comments": comments}


@tab
def parts(request: HttpRequest, seen: Look) -> dict[str, Any]:
    """What others can reuse, and what it reuses."""
    return {"parts": tabs.parts_of(seen)}


@tab
def checks(request: HttpRequest, seen: Look) -> dict[str, Any]:
    """What the people it is for said."""
    return {"checks": tabs.checks_of(seen)}


@tab
def team(request: HttpRequest, seen: Look) -> dict[str, Any]:
    """Who carries it."""
    need = f"{place('new_need')}?soort=expertise&initiatief={seen.initiative.code}" if offers("new_need") else ""
    return {"team": tabs.team_of(seen), "need_url": need}


@tab
def files(request: HttpRequest, seen: Look) -> dict[str, Any]:
    """Files and links."""
    attachments, links = tabs.files_and_links(seen)
    return {"attachments": attachments, "links": links}


@tab
def history(request: HttpRequest, seen: Look) -> dict[str, Any]:
    """Every saved version, and what changed in it."""
    versions, older = tabs.history(seen, before=request.GET.get("voor", ""))
    return {"versions": versions, "older": older}


@tab
def conversation(request: HttpRequest, seen: Look) -> dict[str, Any]:
    """What people say about it."""
    return talk_about(seen.initiative, seen.viewer, request.GET)
