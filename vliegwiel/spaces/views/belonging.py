"""Becoming a member, leaving, and stepping down as a lead: what one does for oneself."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from vliegwiel.core.answers import Mistake, require
from vliegwiel.core.attempt import sent
from vliegwiel.core.viewers import viewer_of

from .. import actions, rules
from ..forms import RequestForm
from ..models import Space
from . import frame
from .keeping import get_or_post


@require_POST
def join(request: HttpRequest, code: str, slug: str) -> HttpResponse:
    viewer, space = viewer_of(request), frame.space_for(request, code)
    if not rules.is_member(viewer, space):
        actions.join(space, by=viewer)
        messages.success(request, _("You are a member of this space now."))
    return frame.to(space, "space")


@get_or_post
def request(request: HttpRequest, code: str, slug: str) -> HttpResponse:
    viewer, space = viewer_of(request), frame.space_for(request, code)
    require(rules.may_request(viewer, space))
    form = RequestForm(sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            actions.request(space, by=viewer, motivation=form.cleaned_data["motivation"])
        except Mistake as mistake:
            form.show(mistake)
        else:
            messages.success(request, _("Your request is sent. A lead of the space will decide."))
            return frame.to(space, "space")
    return frame.show(request, space, "request", form=form)


@get_or_post
def leave(request: HttpRequest, code: str, slug: str) -> HttpResponse:
    viewer, space = viewer_of(request), frame.space_for(request, code)
    require(rules.may_leave(viewer, space))
    if request.method == "POST":
        try:
            actions.leave_space(space, by=viewer)
        except Mistake as mistake:
            messages.warning(request, str(mistake))
        else:
            messages.success(request, _("You are not a member of “%(space)s” any more.") % {"space": space})
        return _where_one_can_still_look(request, space)
    return frame.show(request, space, "leave")


def _where_one_can_still_look(request: HttpRequest, space: Space) -> HttpResponse:
    viewer = viewer_of(request)
    if viewer is not None:
        viewer.refresh_from_db(fields=["tokens"])
    return frame.to(space, "space") if rules.may_see_space(viewer, space) else redirect("spaces:spaces")


@get_or_post
def step_down(request: HttpRequest, code: str, slug: str) -> HttpResponse:
    viewer, space = viewer_of(request), frame.space_for(request, code)
    require(rules.may_step_down(viewer, space))
    if request.method == "POST":
        try:
            actions.step_down(space, by=viewer)
        except Mistake as mistake:
            messages.warning(request, str(mistake))
        else:
            messages.success(request, _("You are a member now, and not a lead any more."))
        return frame.to(space, "members")
    return frame.show(request, space, "step_down")
