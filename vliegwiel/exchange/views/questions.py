"""Questions to a few people: one's own, those to oneself, and those that others shared."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from vliegwiel.core.answers import Mistake, require
from vliegwiel.core.attempt import attempt
from vliegwiel.core.rates import limited
from vliegwiel.core.viewers import viewer_of
from vliegwiel.people.models import Person

from .. import helping_rules as rules
from ..actions import asking
from ..forms.helping import AnswerForm, DeclineForm, ThanksForm
from ..models import Question
from ..queries.asking import answers_for, asked_by, asked_of, shared_with
from ..queries.reasons import why_asked

SHOWN = 30


@login_required
@require_safe
def questions(request: HttpRequest) -> HttpResponse:
    """What waits for me, what I asked, and what others shared."""
    viewer = viewer_of(request)
    assert isinstance(viewer, Person)
    mine = list(asked_of(viewer)[:SHOWN])
    context = {
        "waiting": [row for row in mine if row.is_waiting and not row.question.closed_at],
        "done": [row for row in mine if not row.is_waiting or row.question.closed_at],
        "asked": list(asked_by(viewer)[:SHOWN]),
        "shared": list(shared_with(viewer)[:SHOWN]),
        "may_ask": rules.may_ask(viewer, None),
    }
    return render(request, "exchange/questions.html", context)


@login_required
@require_safe
def question(request: HttpRequest, code: str) -> HttpResponse:
    """One question: its state for who asked it, the ways to answer for who is asked, the answers once it is shared."""
    return _page(request, _found(request, code))


@login_required
@limited("answer", times=60, seconds=3600)
@require_POST
def answer(request: HttpRequest, code: str, word: str) -> HttpResponse:
    """Answer, decline, or say that one is the wrong person."""
    found = _found(request, code)
    viewer: Any = viewer_of(request)
    asked = get_object_or_404(found.asked, person=viewer)
    require(rules.may_answer(viewer, asked))
    ways: dict[str, tuple[Form, Callable[..., Any], str]] = {
        "antwoord": (AnswerForm(viewer, request.POST), asking.answer, _("Your answer has been sent.")),
        "nu-niet": (DeclineForm(request.POST), asking.decline, _("Thank you for saying so.")),
        "niet-ik": (Form(request.POST), asking.not_me, _("Thank you for saying so.")),
    }
    form, act, done = ways[word]
    if attempt(form, lambda **cleaned: act(asked, by=viewer, **_values(form, cleaned))):
        messages.success(request, done)
        return redirect(found)
    return _page(request, found, **{"answer_form" if word == "antwoord" else "decline_form": form})


@login_required
@require_POST
def thank(request: HttpRequest, code: str) -> HttpResponse:
    """Close one's question, with thanks or without."""
    found = _found(request, code)
    require(rules.may_thank(viewer_of(request), found))
    form = ThanksForm(request.POST)
    if attempt(form, partial(asking.thank, found, by=viewer_of(request))):
        messages.success(request, _("Your question is closed."))
        return redirect(found)
    return _page(request, found, thanks_form=form)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def share(request: HttpRequest, code: str) -> HttpResponse:
    """Let the network read it, or no longer; asks first."""
    found = _found(request, code)
    viewer = viewer_of(request)
    require(rules.may_share(viewer, found))
    if request.method == "POST":
        shared = request.POST.get("delen") == "ja"
        try:
            asking.share(found, by=viewer, shared=shared)
        except Mistake as mistake:
            messages.warning(request, str(mistake))
        else:
            messages.success(request, _("The network can read it now.") if shared else _("It is private again."))
        return redirect(found)
    agreed = list(found.asked.filter(may_be_shared=True).exclude(answer="").select_related("person"))
    return render(request, "exchange/share_question.html", {"question": found, "agreed": agreed})


def _values(form: Form, cleaned: dict[str, Any]) -> dict[str, Any]:
    return form.values() if isinstance(form, AnswerForm) else cleaned


def _found(request: HttpRequest, code: str) -> Question:
    return get_object_or_404(Question.objects.visible_to(viewer_of(request)).select_related("by"), code=code)


def _page(request: HttpRequest, found: Question, **forms: Form) -> HttpResponse:
    viewer = viewer_of(request)
    rows = answers_for(found, viewer)
    assert isinstance(viewer, Person)
    is_mine = viewer.pk == found.by_id
    own = next((row for row in rows if row.person_id == viewer.pk), None)
    may_answer = rules.may_answer(viewer, own) if own else None
    context = {
        "question": found,
        "is_mine": is_mine,
        "own": own,
        "reasons": why_asked(own, viewer) if own else [],
        "rows": [row for row in rows if is_mine or row != own],
        "may_answer": may_answer,
        "may_pass_on": rules.may_pass_on(viewer, own) if own else None,
        "may_ask_more": rules.may_ask_more(viewer, found) if is_mine else None,
        "may_share": rules.may_share(viewer, found) if is_mine else None,
        "answer_form": forms.get("answer_form") or (AnswerForm(viewer) if may_answer else None),
        "decline_form": forms.get("decline_form") or DeclineForm(),
        "thanks_form": forms.get("thanks_form") or ThanksForm(),
    }
    status = 422 if any(form.errors for form in forms.values()) else 200
    return render(request, "exchange/question.html", context, status=status)
