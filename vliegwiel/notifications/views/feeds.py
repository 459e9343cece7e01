"""Atom feeds of what is public (RFC 4287), for who follows without an account."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urljoin

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.feedgenerator import Atom1Feed
from django.utils.http import http_date
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page, require_safe

from vliegwiel.initiatives.models import Initiative, Theme
from vliegwiel.people.models import Organisation

from ..queries.feeds import newest, updates_of

SUMMARY = 500
"""Signs of a text in a feed; the page has the rest."""
KEPT = cache_control(public=True, max_age=300)


@dataclass(frozen=True)
class Entry:
    title: str
    address: str
    name: str
    """Stays the same for ever: the id of the entry."""
    text: str
    placed_at: datetime
    changed_at: datetime


@require_safe
@KEPT
@conditional_page
def initiatives(request: HttpRequest) -> HttpResponse:
    """New initiatives."""
    return _feed(request, _("New initiatives"), "/initiatieven/", _entries(newest()))


@require_safe
@KEPT
@conditional_page
def theme(request: HttpRequest, slug: str) -> HttpResponse:
    """New initiatives about a theme."""
    one = get_object_or_404(Theme.objects.visible_to(None), slug=slug)
    title = _("New initiatives about %(theme)s") % {"theme": one.name}
    return _feed(request, title, f"/initiatieven/?thema={one.slug}", _entries(newest(theme=one)))


@require_safe
@KEPT
@conditional_page
def organisation(request: HttpRequest, code: str) -> HttpResponse:
    """New initiatives in which an organisation takes part."""
    one = get_object_or_404(Organisation.objects.visible_to(None), code=code)
    title = _("New initiatives of %(organisation)s") % {"organisation": one.name}
    return _feed(request, title, one.get_absolute_url(), _entries(newest(organisation=one)))


@require_safe
@KEPT
@conditional_page
def initiative(request: HttpRequest, code: str) -> HttpResponse:
    """News of one initiative."""
    one = get_object_or_404(Initiative.objects.visible_to(None), code=code)
    rows = [
        Entry(row.title, one.get_absolute_url(), f"nieuws/{row.code}", row.text, row.at, row.at)
        for row in updates_of(one)
    ]
    return _feed(request, _("News of %(title)s") % {"title": one.title}, one.get_absolute_url(), rows)


def _entries(rows: Iterable[Initiative]) -> list[Entry]:
    return [
        Entry(row.title, row.get_absolute_url(), f"initiatief/{row.code}", row.teaser, row.created_at, row.changed_at)
        for row in rows
    ]


def _feed(request: HttpRequest, title: str, page: str, entries: list[Entry]) -> HttpResponse:
    feed = Atom1Feed(
        title=f"{title} · Vliegwiel",
        link=_whole(page),
        description="",
        language=get_language(),
        feed_url=_whole(request.path),
        feed_guid=_whole(request.path),
    )
    for one in entries:
        text = one.text if len(one.text) <= SUMMARY else f"{one.text[:SUMMARY]}…"
        feed.add_item(
            title=one.title,
            link=_whole(one.address),
            description=text,
            unique_id=_whole(f"/feeds/{one.name}"),
            pubdate=one.placed_at,
            updateddate=one.changed_at,
        )
    response = HttpResponse(feed.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")
    if entries:
        latest = max(one.changed_at for one in entries)
        response.headers["Last-Modified"] = http_date(latest.timestamp())
    return response


def _whole(address: str) -> str:
    return urljoin(settings.BASE_URL, address)
