"""Colours, the gallery of components, and the page without network."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import condition, require_safe

from vliegwiel.core import theme as colours
from vliegwiel.core.gallery import gallery_context

WORKER = Path(__file__).resolve().parent.parent / "static" / "core" / "offline-worker.js"


def main_colour() -> str:
    """The colour of this installation."""
    return settings.COLOUR or colours.DEFAULT_COLOUR


@require_safe
@cache_control(public=True, max_age=86_400)
@condition(etag_func=lambda _request: f'"{main_colour()}"')
def theme(request: HttpRequest) -> HttpResponse:
    """The eight shades of the installation's colour, as a stylesheet of our own origin."""
    return HttpResponse(colours.stylesheet(colours.shades(main_colour()).shades), content_type="text/css")


@require_safe
def gallery(request: HttpRequest) -> HttpResponse:
    """Every component in its states."""
    return render(request, "core/gallery.html", gallery_context())


@require_safe
@cache_control(public=True, max_age=3600)
def offline(request: HttpRequest) -> HttpResponse:
    """What the browser shows when there is no network: one page in Dutch for everyone, with a sentence in English."""
    response = render(request, "core/errors/offline.html")
    response.headers["Content-Language"] = "nl"
    return response


@require_safe
@cache_control(public=True, max_age=3600)
def offline_worker(request: HttpRequest) -> HttpResponse:
    """The small script that keeps the offline page; it must come from the root to work for all pages."""
    return HttpResponse(WORKER.read_bytes(), content_type="text/javascript")
