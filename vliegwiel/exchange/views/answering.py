"""What waits for me, whom I met, and what came of it."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from vliegwiel.core.answers import require
from vliegwiel.core.attempt import attempt, sent
from vliegwiel.core.viewers import viewer_of

from .. import actions, rules
from ..forms.asking import AnswerForm, OutcomeForm
from ..helping_rules import may_reach
from ..models import Proposal
from ..queries.connecting import connections_of, proposals_of
from .finding import PAGE, connection_for, press, proposal_for, signed_in


@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    viewer = signed_in(request)
    waiting = proposals_of(viewer)
    context = {
        "for_me": [one for one in waiting if rules.is_asked(viewer, one)],
        "asked_by_me": [one for one in waiting if one.by_id == viewer.pk],
        "connections": connections_of(viewer),
        "may_introduce": rules.may_introduce(viewer, None),
    }
    return render(request, "exchange/mine.html", context)


@require_http_methods(PAGE)
def proposal(request: HttpRequest, code: str) -> HttpResponse:
    """The question, and the answer. Once answered the page says how."""
    one, viewer = proposal_for(request, code), viewer_of(request)
    may_answer = rules.may_answer(viewer, one)
    form = AnswerForm(sent(request))
    if request.method == "POST":
        require(may_answer)
        if attempt(form, partial(_answer, one, by=viewer)) is not None:
            is_yes = form.cleaned_data["decision"] == "yes"
            messages.success(request, _said_yes(one) if is_yes else _("Your answer is sent, with your sentence."))
            return redirect(one)
    context = {"proposal": one, "form": form, "may_answer": may_answer, "may_withdraw": rules.may_withdraw(viewer, one)}
    return render(request, "exchange/proposal.html", context)


def _answer(one: Proposal, *, by: object, decision: str, answer: str) -> object:
    act = actions.accept if decision == "yes" else actions.decline
    return act(one, by=by, answer=answer)


def _said_yes(one: Proposal) -> str:
    if one.is_waiting:
        return _("Thank you. The other is asked as well.")
    return _("You are introduced to each other. You both get a mail.")


@require_http_methods(PAGE)
def withdraw(request: HttpRequest, code: str) -> HttpResponse:
    one, viewer = proposal_for(request, code), viewer_of(request)
    require(rules.may_withdraw(viewer, one))
    ask = {"title": _("Take back what you asked?"), "submit": _("Take it back")}
    act = partial(actions.withdraw, one, by=viewer)
    return press(request, act, back=reverse("exchange:mine"), done=_("It is taken back."), ask=ask)


@require_safe
def connection(request: HttpRequest, code: str) -> HttpResponse:
    """Who, about what, how to reach each other, and what came of it."""
    one, viewer = connection_for(request, code), viewer_of(request)
    other = one.counterpart_of(viewer) if viewer is not None and rules.is_in(viewer, one) else None
    context = {
        "connection": one,
        "other": other,
        "may_see_contact": may_reach(viewer, other) if other is not None else None,
        "outcomes": list(one.outcomes.select_related("person")),
        "may_tell": rules.may_tell(viewer, one),
        "may_give_back": rules.may_give_back(viewer, one),
    }
    return render(request, "exchange/connection.html", context)


@require_http_methods(PAGE)
def outcome(request: HttpRequest, code: str) -> HttpResponse:
    """What came of it: from the link in the mail, or whenever one wants to tell."""
    viewer = signed_in(request)
    one = connection_for(request, code)
    require(rules.may_tell(viewer, one))
    told = one.outcomes.filter(person=viewer).first()
    initial = {"came": told.came, "text": told.text} if told else {}
    form = OutcomeForm(sent(request), initial=initial)
    if request.method == "POST" and attempt(form, partial(actions.tell_outcome, one, by=viewer)) is not None:
        messages.success(request, _("Thank you for telling. Others can learn from it."))
        return redirect(one)
    lead = _("You were introduced to %(name)s.") % {"name": one.counterpart_of(viewer).name}
    context = {"form": form, "title": _("What came of it?"), "lead": lead, "submit": _("Tell this")}
    return render(request, "exchange/form.html", context | {"back": one.get_absolute_url()})


@require_http_methods(PAGE)
def give_back(request: HttpRequest, code: str) -> HttpResponse:
    one, viewer = connection_for(request, code), viewer_of(request)
    require(rules.may_give_back(viewer, one))
    ask = {
        "title": _("Give this place back?"),
        "consequences": [_("The place is free for another. The connection itself stays.")],
        "submit": _("Give the place back"),
    }
    act = partial(actions.give_back, one, by=viewer)
    return press(request, act, back=one.get_absolute_url(), done=_("The place is free again."), ask=ask)
