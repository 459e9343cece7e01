"""Following: what I follow, and the page and piece of one thing."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from vliegwiel.core.viewers import viewer_of
from vliegwiel.people.models import Person

from .. import actions
from ..models import Follow
from ..queries.follows import followable, follows_of
from .numbers import number_in


@login_required
@require_safe
def follows(request: HttpRequest) -> HttpResponse:
    """Everything that I follow."""
    me = viewer_of(request)
    assert isinstance(me, Person)
    shown = follows_of(me, before=number_in(request.GET, "voor"))
    return render(request, "notifications/follows.html", {"follows": shown})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def thing(request: HttpRequest, word: str, code: str) -> HttpResponse:
    """Follow this, or no longer. In a page of its own, or as a piece of the page of the thing."""
    me = viewer_of(request)
    assert isinstance(me, Person)
    found = followable(word, code, me)
    if found is None:
        raise Http404
    if request.method == "POST":
        wants = request.POST.get("volg") == "ja"
        act = actions.follow if wants else actions.unfollow
        act(me, by=me, target_type=found.label, target_id=found.pk)
        if not request.headers.get("HX-Request"):
            messages.success(request, _("You follow this now.") if wants else _("You no longer follow this."))
            return redirect(found.thing.address)
        found = followable(word, code, me)
    words = {"found": found, "word": word, "code": code}
    if request.headers.get("HX-Request"):
        return render(request, "notifications/follow_button.html", words)
    return render(request, "notifications/follow.html", words)


@login_required
@require_POST
def stop(request: HttpRequest) -> HttpResponse:
    """No longer follow what stands in the list."""
    me = viewer_of(request)
    assert isinstance(me, Person)
    row = Follow.objects.visible_to(me).filter(pk=number_in(request.POST, "volg")).first()
    if row is not None:
        actions.unfollow(me, by=me, target_type=row.target_type, target_id=row.target_id)
        messages.success(request, _("You no longer follow this."))
    return redirect("notifications:follows")
