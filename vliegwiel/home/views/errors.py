"""What someone sees when something is not there, too old, or broken."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Not there, or not for you: both look the same."""
    return render(request, "core/errors/404.html", status=404)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """A request that no form of ours sends."""
    reason = _("Your browser sent something that this page cannot read. Go back and try again.")
    return render(request, "core/errors/refused.html", {"reason": reason}, status=400)


def expired_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form was open for longer than the session, or came from elsewhere."""
    sentence = _(
        "This form was open for too long, or cookies are off. Nothing was saved. Go back: what you typed is still "
        "there. Reload the page in a second tab, and send it again."
    )
    return render(request, "core/errors/refused.html", {"reason": sentence}, status=403)


def broken(request: HttpRequest) -> HttpResponse:
    """Our fault. Drawn without the request: asking who looks would ask the database, which may be what broke."""
    return HttpResponse(render_to_string("core/errors/500.html"), status=500)
