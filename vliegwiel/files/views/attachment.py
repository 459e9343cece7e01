"""The one door through which files go out."""

from __future__ import annotations

import logging

from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers
from django.views.decorators.http import require_safe

from vliegwiel.core.viewers import viewer_of

from ..models import Attachment

log = logging.getLogger(__name__)

SHOWN_BY_BROWSER = ("image/png", "image/jpeg", "image/webp", "application/pdf")
"""Kinds that hold no script of ours to run; everything else is a download."""
CAGE = "sandbox; default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'"
"""Policy under which a browser shows a file: nothing in it runs, loads or posts."""


@require_safe
def show(request: HttpRequest, code: str, name: str) -> HttpResponseBase:
    """The file, for who may see it; `name` is decoration. A browser's cache asks every time whether it still may."""
    attachment = get_object_or_404(Attachment.objects.visible_to(viewer_of(request)), code=code)
    etag = f'"{attachment.code}"'
    response: HttpResponseBase | None = get_conditional_response(request, etag=etag)
    if response is None:
        response = _streamed(request, attachment)
    response.headers["ETag"] = etag
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = CAGE
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    response.headers["X-Robots-Tag"] = "noindex"
    patch_cache_control(response, private=True, no_cache=True)
    patch_vary_headers(response, ["Cookie"])
    return response


def _streamed(request: HttpRequest, attachment: Attachment) -> HttpResponseBase:
    try:
        content = attachment.file.open("rb")
    except FileNotFoundError as gone:
        log.error("attachment %s has no file on disk", attachment.code)
        raise Http404 from gone
    if not attachment.mime_type.startswith("text/"):
        request.META.pop("HTTP_ACCEPT_ENCODING", None)  # compressed by itself: gzip would only cost time and the length
    return FileResponse(
        content,
        as_attachment=attachment.mime_type not in SHOWN_BY_BROWSER,
        filename=attachment.name,
        content_type=attachment.mime_type,
    )
