"""The list of spaces, one space, and its colour."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.views.decorators.http import require_safe

from vliegwiel.core.places import place
from vliegwiel.core.theme import shades, stylesheet
from vliegwiel.core.viewers import viewer_of

from .. import queries, rules
from ..journey import MemberState, Ring
from . import frame

A_YEAR = 365 * 24 * 3600


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    asked = request.GET
    words, mine = asked.get("q", ""), viewer is not None and asked.get("mijn") == "ja"
    page = queries.page_of_spaces(
        viewer, words=words, mine=mine, after=asked.get("na", ""), before=asked.get("voor", "")
    )
    kept = {"q": words, "mijn": "ja" if mine else ""}
    context = {
        "page": page,
        "words": words[: queries.LONGEST_QUESTION],
        "mine": mine,
        "previous_url": _address(kept, voor=page.before) if page.before else "",
        "next_url": _address(kept, na=page.after) if page.after else "",
        "may_open": rules.may_open_space(viewer),
        "is_searched": bool(words or asked.get("na") or asked.get("voor")),
    }
    return render(request, "spaces/spaces.html", context)


def _address(kept: dict[str, str], **edge: str) -> str:
    found = {key: value for key, value in (kept | edge).items() if value}
    return f"{reverse('spaces:spaces')}?{urlencode(found)}"


@require_safe
def show(request: HttpRequest, code: str, slug: str = "") -> HttpResponse:
    viewer = viewer_of(request)
    space = frame.space_for(request, code)
    if request.path != space.get_absolute_url():
        return frame.to(space, "space")
    facts = queries.facts_of(space, viewer)
    is_waiting = facts.mine is not None and facts.mine.state == MemberState.REQUESTED
    may_decide = rules.may_decide_membership(viewer, space)
    return frame.show(
        request,
        space,
        "space",
        tab="space",
        facts=facts,
        readers=facts.readers(space.ring),
        overview=f"{place('overview')}?{urlencode({'ruimte': space.code})}",
        is_member=rules.is_member(viewer, space),
        is_waiting=is_waiting,
        waiting=len(queries.requests_for(space, viewer)) if may_decide else 0,
        may_edit=may_decide,
        may_submit=rules.may_submit_in(viewer, space),
        may_import=rules.may_bring_in(viewer, space),
        may_decide=may_decide,
    )


@require_safe
def theme(request: HttpRequest, code: str) -> HttpResponse:
    """The eight shades of the space's colour, as CSS."""
    space = frame.space_for(request, code)
    if not space.colour:
        raise Http404
    etag = f'"{space.colour[1:]}"'
    response = get_conditional_response(request, etag=etag)
    if response is None:
        response = HttpResponse(stylesheet(shades(space.colour).shades), content_type="text/css; charset=utf-8")
    response.headers["ETag"] = etag
    shared = {"public": True} if space.ring == Ring.PUBLIC else {"private": True}
    patch_cache_control(response, max_age=A_YEAR, immutable=True, **shared)
    return response
