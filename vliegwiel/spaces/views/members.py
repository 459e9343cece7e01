"""The members of a space, and what its leads decide about them."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from vliegwiel.core.answers import Mistake, require
from vliegwiel.core.attempt import sent
from vliegwiel.core.viewers import viewer_of
from vliegwiel.people.models import Person

from .. import actions, queries, rules
from ..forms import InviteForm
from ..models import Space, SpaceMembership
from . import frame
from .keeping import get_or_post


@require_safe
def show(request: HttpRequest, code: str, slug: str) -> HttpResponse:
    viewer, space = viewer_of(request), frame.space_for(request, code)
    asked = request.GET
    words = asked.get("q", "")
    page = queries.page_of_members(space, viewer, words=words, after=asked.get("na", ""), before=asked.get("voor", ""))
    may_decide = rules.may_decide_membership(viewer, space)
    return frame.show(
        request,
        space,
        "members",
        tab="members",
        members=page.rows,
        words=words[: queries.LONGEST_QUESTION],
        previous_url=_address(space, q=words, voor=page.before) if page.before else "",
        next_url=_address(space, q=words, na=page.after) if page.after else "",
        waiting=queries.requests_for(space, viewer) if may_decide else [],
        may_decide=may_decide,
        may_step_down=rules.is_lead(viewer, space),
        is_member=rules.is_member(viewer, space),
    )


def _address(space: Space, **asked: str) -> str:
    return f"{frame.address_of(space, 'members')}?{urlencode({key: value for key, value in asked.items() if value})}"


@get_or_post
def invite(request: HttpRequest, code: str, slug: str) -> HttpResponse:
    viewer, space = viewer_of(request), frame.space_for(request, code)
    require(rules.may_decide_membership(viewer, space))
    form = InviteForm(sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            actions.invite(space, by=viewer, **form.cleaned_data)
        except Mistake as mistake:
            form.show(mistake)
        else:
            messages.success(request, _("The invitation to %(email)s is sent.") % {"email": form.cleaned_data["email"]})
            return frame.to(space, "members")
    return frame.show(request, space, "invite", form=form)


@require_POST
def approve(request: HttpRequest, code: str, slug: str, person: str) -> HttpResponse:
    return _decide(request, code, person, actions.approve, _("%(name)s is a member now."))


@require_POST
def decline(request: HttpRequest, code: str, slug: str, person: str) -> HttpResponse:
    return _decide(request, code, person, actions.decline, _("The request of %(name)s is declined."))


@require_POST
def make_lead(request: HttpRequest, code: str, slug: str, person: str) -> HttpResponse:
    return _decide(request, code, person, actions.make_lead, _("%(name)s is a lead now."))


@get_or_post
def remove(request: HttpRequest, code: str, slug: str, person: str) -> HttpResponse:
    if request.method == "POST":
        return _decide(request, code, person, actions.remove_member, _("%(name)s is not a member any more."))
    viewer, space = viewer_of(request), frame.space_for(request, code)
    require(rules.may_decide_membership(viewer, space))
    return frame.show(request, space, "remove_member", member=_member(space, viewer, person))


def _decide(request: HttpRequest, code: str, person: str, act: Callable[..., object], said: str) -> HttpResponse:
    viewer, space = viewer_of(request), frame.space_for(request, code)
    require(rules.may_decide_membership(viewer, space))
    member = _member(space, viewer, person)
    try:
        act(space, by=viewer, member=member)
    except Mistake as mistake:
        messages.warning(request, str(mistake))
    else:
        messages.success(request, said % {"name": member.name})
    return frame.to(space, "members")


def _member(space: Space, viewer: Person | None, code: str) -> Person:
    seen = SpaceMembership.objects.visible_to(viewer).filter(space=space).select_related("person")
    return get_object_or_404(seen, person__code=code).person
