"""How often one address may do something that costs work: a fixed window in the shared cache."""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

View = Callable[..., HttpResponse]


def limited(name: str, *, times: int, seconds: int) -> Callable[[View], View]:
    """Let an address (or a signed-in person) POST this at most so many times per window; then 429 and a sentence."""

    def decorate(view: View) -> View:
        @functools.wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.method == "POST" and _count(name, request, seconds) > times:
                reason = _("You did this very often in a short time. Wait a few minutes; what you typed is kept here.")
                return render(request, "core/errors/refused.html", {"reason": reason}, status=429)
            return view(request, *args, **kwargs)

        return guarded

    return decorate


def _address(request: HttpRequest) -> str:
    """Where the request came from. Behind our own proxy that is the last address it wrote down; others can lie."""
    if settings.BEHIND_PROXY:
        return request.META.get("HTTP_X_FORWARDED_FOR", "").rsplit(",", 1)[-1].strip()
    return request.META.get("REMOTE_ADDR", "")


def _count(name: str, request: HttpRequest, seconds: int) -> int:
    who = f"person:{request.user.pk}" if request.user.is_authenticated else _address(request)
    key = f"rate:{name}:{hashlib.sha256(who.encode()).hexdigest()[:24]}"
    cache.add(key, 0, timeout=seconds)
    try:
        return cache.incr(key)
    except ValueError:  # the window ended just now
        return 1
