"""What a page answers when a rule says no, or when it is asked in a way that it does not know."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar
from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.shortcuts import render, resolve_url
from django.utils.translation import gettext as _

from .answers import Refused

Row = TypeVar("Row")


def the_one(rows: list[Row]) -> Row:
    """The only row; a page that does not exist when there is none."""
    if not rows:
        raise Http404
    return rows[0]


class RefusalMiddleware:
    """A visitor is led to sign-in and back; someone signed in reads the sentence of the rule."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if isinstance(response, HttpResponseNotAllowed) and not response.content:
            return self._not_in_this_way(request, response)
        return response

    @staticmethod
    def _not_in_this_way(request: HttpRequest, response: HttpResponse) -> HttpResponse:
        reason = _("This address belongs to a button or a form. Go back, or start at the front page.")
        page = render(request, "core/errors/refused.html", {"reason": reason}, status=405)
        page.headers["Allow"] = response.headers["Allow"]
        return page

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, Refused):
            return None
        if not request.user.is_authenticated:
            back = request.get_full_path() if request.method == "GET" else request.path
            return HttpResponseRedirect(f"{resolve_url(settings.LOGIN_URL)}?{urlencode({'next': back})}")
        return render(request, "core/errors/refused.html", {"reason": exception.answer.reason}, status=403)
