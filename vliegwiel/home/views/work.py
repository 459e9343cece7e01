"""My work, and the address of my calendar."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from vliegwiel.core.viewers import viewer_of
from vliegwiel.people.models import Person

from .. import actions
from ..calendar_queries import calendar_of, person_of_secret
from ..models import CalendarAddress
from ..work import work_of
from .errors import not_found


@login_required
@require_safe
def work(request: HttpRequest) -> HttpResponse:
    """Whose turn is it? Mine first, overdue on top."""
    me = viewer_of(request)
    assert isinstance(me, Person)
    today, after = timezone.localdate(), request.GET.get("na", "")
    page = work_of(me, today=today, after=after)
    return render(request, "home/work.html", {"page": page, "today": today, "is_first": not after})


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def calendar_address(request: HttpRequest) -> HttpResponse:
    """Make, renew or end the private address. A new one is shown once, on the answer to the button."""
    me = viewer_of(request)
    assert isinstance(me, Person)
    secret = ""
    if request.method == "POST" and request.POST.get("doe") == "stop":
        actions.stop_calendar(me, by=me)
    elif request.method == "POST":
        secret = actions.renew_calendar(me, by=me)
    has = CalendarAddress.objects.visible_to(me).first()
    return render(request, "home/calendar.html", {"has": has, "secret": secret})


@require_safe
def calendar(request: HttpRequest, secret: str) -> HttpResponse:
    """The calendar at its private address, for a calendar program that does not sign in."""
    person = person_of_secret(secret)
    if person is None:
        return not_found(request)
    body = calendar_of(
        person, title=_("Vliegwiel: my work"), today=timezone.localdate(), now=timezone.now().replace(microsecond=0)
    )
    response = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = 'inline; filename="mijn-werk.ics"'
    response.headers["Cache-Control"] = "private, max-age=0"
    response.headers["X-Robots-Tag"] = "noindex"
    return response
