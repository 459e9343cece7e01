"""Colours and language, the gallery of components, and the page without network."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import cache_control
from django.views.decorators.http import condition, require_GET, require_POST

from vliegwiel.core import theme as colours
from vliegwiel.core.gallery import gallery_context
from vliegwiel.core.language import KNOWN

WORKER = Path(__file__).resolve().parent.parent / "static" / "core" / "offline-worker.js"


def main_colour() -> str:
    """The colour of this installation."""
    return settings.COLOUR or colours.DEFAULT_COLOUR


@require_GET
@cache_control(public=True, max_age=86_400)
@condition(etag_func=lambda _request: f'"{main_colour()}"')
def theme(request: HttpRequest) -> HttpResponse:
    """The eight shades of the installation's colour, as a stylesheet of our own origin."""
    return HttpResponse(colours.stylesheet(colours.shades(main_colour()).shades), content_type="text/css")


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Choose Dutch or English; back to the same page."""
    back = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}, require_https=request.is_secure()):
        back = "/"
    response = redirect(back)
    chosen = request.POST.get("taal", "")
    if chosen in KNOWN:
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            chosen,
            max_age=settings.LANGUAGE_COOKIE_AGE,
            secure=settings.LANGUAGE_COOKIE_SECURE,
            samesite=settings.LANGUAGE_COOKIE_SAMESITE,
        )
    return response


@require_GET
def gallery(request: HttpRequest) -> HttpResponse:
    """Every component in its states."""
    return render(request, "core/gallery.html", gallery_context())


@require_GET
@cache_control(public=True, max_age=3600)
def offline(request: HttpRequest) -> HttpResponse:
    """What the browser shows when there is no network."""
    return render(request, "core/errors/offline.html")


@require_GET
@cache_control(public=True, max_age=3600)
def offline_worker(request: HttpRequest) -> HttpResponse:
    """The small script that keeps the offline page; it must come from the root to work for all pages."""
    return HttpResponse(WORKER.read_bytes(), content_type="text/javascript")
