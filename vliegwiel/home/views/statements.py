"""Pages that every public site has: privacy, accessibility, source code, and whom to tell about a weakness."""

from __future__ import annotations

from datetime import UTC, timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """What is kept about people, why and how long."""
    return render(request, "home/privacy.html", {"contact": settings.CONTACT_EMAIL})


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """The accessibility statement; the body that runs this installation fills in its own register number."""
    return render(request, "home/accessibility.html", {"contact": settings.CONTACT_EMAIL})


@require_safe
def source_code(request: HttpRequest) -> HttpResponse:
    """Licence, data sources and where the code is."""
    return render(request, "home/source_code.html")


@require_safe
def security(request: HttpRequest) -> HttpResponse:
    """RFC 9116."""
    expires = timezone.now() + timedelta(days=180)
    lines = [
        f"Contact: mailto:{settings.SECURITY_EMAIL}",
        f"Expires: {expires.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: nl, en",
        f"Canonical: {settings.BASE_URL}{reverse('home:security')}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
