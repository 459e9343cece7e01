"""How often one address may do something that costs work: a fixed window in the shared cache."""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

View = Callable[..., HttpResponse]
COUNTED = """
INSERT INTO cache AS kept (cache_key, value, expires)
SELECT %(key)s, '1', now() + make_interval(secs => %(seconds)s) FROM set_config('synchronous_commit', 'off', true)
ON CONFLICT (cache_key) DO UPDATE SET
    value = CASE WHEN kept.expires > now() THEN (kept.value::int + 1)::text ELSE excluded.value END,
    expires = CASE WHEN kept.expires > now() THEN kept.expires ELSE excluded.expires END
RETURNING value::int
"""
"""In the table of Django's cache, in rows that only this module reads. A count need not survive a power cut, so nobody
waits for the disk."""
RUN_OUT = "DELETE FROM cache WHERE cache_key LIKE 'rate:%' AND expires < now()"


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
    """How many times it is now, in one statement. Whoever begins a window takes away what has run out."""
    who = f"person:{request.user.pk}" if request.user.is_authenticated else _address(request)
    key = f"rate:{name}:{hashlib.sha256(who.encode()).hexdigest()[:24]}"
    with connection.cursor() as cursor:
        cursor.execute(COUNTED, {"key": key, "seconds": seconds})
        times = cursor.fetchone()[0]
        if times == 1:
            cursor.execute(RUN_OUT)
    return times
