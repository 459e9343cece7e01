"""News in the app: the list, and having read it."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from vliegwiel.core.viewers import viewer_of
from vliegwiel.people.models import Person

from .. import actions
from ..models import Notification
from ..queries.inbox import news_of
from .numbers import number_in


@login_required
@require_safe
def news(request: HttpRequest) -> HttpResponse:
    """The newest first; all of it, or what was not read yet."""
    me = viewer_of(request)
    assert isinstance(me, Person)
    only_unread = request.GET.get("toon") == "nieuw"
    before = number_in(request.GET, "voor")
    shown = news_of(me, before=before, only_unread=only_unread)
    return render(
        request,
        "notifications/news.html",
        {"news": shown, "only_unread": only_unread, "before": before},
    )


@login_required
@require_POST
def read(request: HttpRequest, number: int) -> HttpResponse:
    """One piece was read; on to where it is about, or back to the list."""
    me = viewer_of(request)
    assert isinstance(me, Person)
    row = get_object_or_404(Notification.objects.visible_to(me), pk=number)
    actions.read(me, by=me, notification=row)
    onward = request.POST.get("next", "")
    is_here = url_has_allowed_host_and_scheme(onward, allowed_hosts={request.get_host()})
    return redirect(onward if is_here else "notifications:news")


@login_required
@require_POST
def read_all(request: HttpRequest) -> HttpResponse:
    """Everything that stood on the page."""
    me = viewer_of(request)
    assert isinstance(me, Person)
    actions.read_all(me, by=me, until=number_in(request.POST, "tot"))
    return redirect("notifications:news")
