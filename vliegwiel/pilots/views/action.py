"""One action: what was asked, each step, and what one can do now."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from vliegwiel.core.answers import Refused, require
from vliegwiel.core.attempt import attempt, sent
from vliegwiel.core.fields import plain_line
from vliegwiel.core.places import offers, place
from vliegwiel.core.viewers import viewer_of

from .. import actions, rules
from ..forms.desk import MergeForm
from ..models import Action
from ..queries.action import Course, course_of, for_page, similar_to
from .showing import PAGE

RULES: dict[str, Callable[..., Any]] = {
    "take_up": rules.may_take_up,
    "answer": rules.may_answer,
    "ask_back": rules.may_ask_back,
    "hand_on": rules.may_hand_on,
    "merge": rules.may_merge,
    "reply": rules.may_reply,
    "reopen": rules.may_reopen,
}


def action_for(request: HttpRequest, code: str) -> Action:
    """The action, or 404: hidden and absent look the same."""
    return get_object_or_404(for_page(viewer_of(request)), code=code)


def course(request: HttpRequest, one: Action) -> Course:
    viewer = viewer_of(request)
    return course_of(one, viewer, **{name: bool(may(viewer, one)) for name, may in RULES.items()})


def show_action(request: HttpRequest, one: Action, template: str = "action", **context: Any) -> HttpResponse:
    everything = {"course": course(request, one), "action": one, "today": timezone.localdate(), **context}
    return render(request, f"pilots/{template}.html", everything)


@require_safe
def show(request: HttpRequest, code: str) -> HttpResponse:
    one = action_for(request, code)
    return show_action(request, one, need_url=_need_url(request, one))


def _need_url(request: HttpRequest, one: Action) -> str:
    """Where it can become something that is looked for, when there is a room for that; filled in, not placed."""
    viewer = viewer_of(request)
    is_team = bool(rules.may_speak(viewer, one))
    if not one.is_open or not offers("new_need") or not (is_team or rules.may_work_on(viewer, one)):
        return ""
    words = {"titel": Truncator(plain_line(one.item.text)).chars(190)}
    return f"{place('new_need')}?{urlencode(words | ({'initiatief': one.initiative.code} if is_team else {}))}"


@require_POST
def take_up(request: HttpRequest, code: str) -> HttpResponse:
    """A button on the desk, on the board and on the page."""
    one = action_for(request, code)
    viewer = viewer_of(request)
    try:
        actions.take_up(one, by=viewer)
        messages.success(request, _("You work on this now. The team sees that."))
    except Refused as refused:
        if viewer is None or not rules.may_work_on(viewer, one):
            raise
        messages.warning(request, str(refused.answer.reason))
    return redirect("pilots:action", code)


@require_http_methods(PAGE)
def merge(request: HttpRequest, code: str) -> HttpResponse:
    """Take another one together with this one."""
    one = action_for(request, code)
    viewer = viewer_of(request)
    require(rules.may_merge(viewer, one))
    form = MergeForm(similar_to(one, viewer), sent(request))
    if request.method == "POST" and attempt(form, partial(actions.merge, one, by=viewer)) is not None:
        messages.success(request, _("Taken together. Both teams get the answer."))
        return redirect("pilots:action", code)
    return show_action(request, one, "merge", form=form)
