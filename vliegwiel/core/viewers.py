"""Who looks: the signed-in person, or None for a visitor."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest


def viewer_of(request: HttpRequest) -> Any | None:
    """The person of this request as rules and `visible_to` want it: a visitor is None."""
    user = getattr(request, "user", None)  # none yet when a request is refused before anyone looks who it is
    return user if user is not None and user.is_authenticated else None
