"""Saying something about an action: answer, ask back, reply, ask again, hand on.

When someone else was first, the second gets a page that says what the first did, and keeps what was typed.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from vliegwiel.core.answers import Mistake, Refused, require
from vliegwiel.core.attempt import blame
from vliegwiel.core.rates import limited
from vliegwiel.core.viewers import viewer_of

from .. import actions, rules
from ..forms.desk import AnswerForm, AskBackForm, HandOnForm, ReopenForm, ReplyForm, SeenForm
from ..models import Action, ActionStep
from ..queries.action import to_hand_on
from .action import action_for, course, show_action
from .showing import PAGE

MakeForm = Callable[..., SeenForm]
often = limited("desk", times=300, seconds=3600)


@require_http_methods(PAGE)
@often
def answer(request: HttpRequest, code: str) -> HttpResponse:
    return _say(
        request,
        action_for(request, code),
        AnswerForm,
        actions.answer,
        rules.may_answer,
        done=_("Answered. The team sees it."),
        title=_("Give an answer"),
        is_answer=True,
        submit=_("Send this answer"),
    )


@require_http_methods(PAGE)
@often
def ask_back(request: HttpRequest, code: str) -> HttpResponse:
    return _say(
        request,
        action_for(request, code),
        AskBackForm,
        actions.ask_back,
        rules.may_ask_back,
        done=_("Asked. It waits for the team now."),
        title=_("Ask back"),
        submit=_("Ask the team"),
    )


@require_http_methods(PAGE)
@often
def reply(request: HttpRequest, code: str) -> HttpResponse:
    return _say(
        request,
        action_for(request, code),
        ReplyForm,
        actions.reply,
        rules.may_reply,
        done=_("Sent. The programme goes on with it."),
        title=_("Reply"),
        submit=_("Send this reply"),
    )


@require_http_methods(PAGE)
@often
def reopen(request: HttpRequest, code: str) -> HttpResponse:
    return _say(
        request,
        action_for(request, code),
        ReopenForm,
        actions.reopen,
        rules.may_reopen,
        done=_("It is open again."),
        title=_("This does not help yet"),
        submit=_("Ask again"),
    )


@require_http_methods(PAGE)
@often
def hand_on(request: HttpRequest, code: str) -> HttpResponse:
    one = action_for(request, code)
    people = to_hand_on(one, viewer_of(request))
    return _say(
        request,
        one,
        lambda *args, **more: HandOnForm(people, *args, **more),
        actions.hand_on,
        rules.may_hand_on,
        done=_("Handed on."),
        title=_("Hand on"),
        submit=_("Hand it on"),
    )


def _say(
    request: HttpRequest,
    one: Action,
    make_form: MakeForm,
    act: Callable[..., Any],
    may: Callable[..., Any],
    *,
    done: str,
    **context: Any,
) -> HttpResponse:
    """One form, sent once. Nothing that was typed is lost when it cannot be done (any more)."""
    viewer = viewer_of(request)
    allowed, now = may(viewer, one), course(request, one)
    if request.method != "POST":
        require(allowed)
        return show_action(request, one, "say", form=make_form(seen=now.last_seen), meanwhile=[], **context)
    form = make_form(request.POST)
    meanwhile = now.since(_number(request.POST.get("seen", "")) or now.last_seen)
    is_theirs = rules.may_speak if may in (rules.may_reply, rules.may_reopen) else rules.may_work_on
    if not (meanwhile and is_theirs(viewer, one)):
        require(allowed)  # who was late by a moment reads below what happened; who may never do this is refused here
    return _send(request, one, form, act, meanwhile, done=done, **context)


def _send(
    request: HttpRequest,
    one: Action,
    form: SeenForm,
    act: Callable[..., Any],
    meanwhile: list[ActionStep],
    *,
    done: str,
    **context: Any,
) -> HttpResponse:
    viewer = viewer_of(request)
    if form.is_valid():
        try:
            act(one, by=viewer, **form.cleaned_data)
            return _thank(request, one, done)
        except Refused as refused:
            return _meet(request, one, form, str(refused.answer.reason), can_send=False, **context)
        except Mistake as mistake:
            if viewer is not None and _is_repeated(form, meanwhile, viewer.pk):
                return _thank(request, one, done)
            if "seen" in mistake.sentences:
                return _meet(request, one, form, str(mistake.sentences["seen"]), can_send=True, **context)
            blame(form, mistake)
    return show_action(request, one, "say", form=form, meanwhile=[], **context)


def _is_repeated(form: SeenForm, meanwhile: list[ActionStep], viewer: int) -> bool:
    """The same person said the same a moment ago: the button was pressed twice."""
    return bool(meanwhile) and (meanwhile[-1].by_id, meanwhile[-1].text) == (viewer, form.cleaned_data["text"])


def _thank(request: HttpRequest, one: Action, done: str) -> HttpResponse:
    messages.success(request, done)
    return redirect("pilots:action", one.code)


def _meet(
    request: HttpRequest, one: Action, form: SeenForm, reason: str, *, can_send: bool, **context: Any
) -> HttpResponse:
    """Somebody was first: what they did, and what was typed, to be sent after all or to be copied."""
    one.refresh_from_db(fields=["state", "owner", "changed_at", "merged_into"])
    now, seen = course(request, one), form.cleaned_data["seen"]
    form.data = {**form.data.dict(), "seen": str(now.last_seen)}  # type: ignore[attr-defined]
    return show_action(
        request, one, "say", form=form, meanwhile=now.since(seen), reason=reason, can_send=can_send, **context
    )


def _number(word: str) -> int:
    return int(word) if word.isascii() and word.isdecimal() and len(word) < 16 else 0
