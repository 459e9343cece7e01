"""Who knows about it: finding people, asking a few of them, and passing a question on."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from vliegwiel.core.answers import Mistake, require
from vliegwiel.core.attempt import blame, sent
from vliegwiel.core.fields import plain_line
from vliegwiel.core.rates import limited
from vliegwiel.core.viewers import viewer_of
from vliegwiel.exchange import helping_rules as rules
from vliegwiel.exchange.actions import asking
from vliegwiel.exchange.journey import MOST_AT_ONCE
from vliegwiel.exchange.models import Asked, Question
from vliegwiel.initiatives.models import Initiative
from vliegwiel.people.models import Person

from ..forms import QuestionForm
from ..queries import helping as queries
from ..wanted import LONGEST, Wanted

PASSED_TO = 8


@require_safe
def who_knows(request: HttpRequest) -> HttpResponse:
    """People who know about some words, with the reasons; filters beside them."""
    viewer = viewer_of(request)
    asked = Wanted.from_address(request.GET)
    found = queries.who_knows(asked, viewer)
    context = {"asked": asked, "found": found, "may_ask": rules.may_ask(viewer, None), "most": MOST_AT_ONCE}
    return render(request, "matching/helping.html", context | queries.choices(asked))


@limited("question", times=20, seconds=3600)
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """Write the question to the people who were chosen, and send it."""
    viewer = viewer_of(request)
    require(rules.may_ask(viewer, None))
    data = sent(request)
    words = plain_line(request.GET.get("q", ""))[:LONGEST]
    form = QuestionForm(data, initial={"title": words[:200], "text": words[200:]})
    chosen = queries.chosen((data or request.GET).getlist("wie"), viewer)
    if data is not None and form.is_valid():
        text = f"{form.cleaned_data['title']}\n{form.cleaned_data['text']}"
        people = queries.with_reasons(chosen, f"{words}\n{text}", viewer)
        try:
            question = asking.ask(None, by=viewer, people=people, **form.cleaned_data)
        except Mistake as mistake:
            blame(form, mistake)
        else:
            messages.success(request, _("Your question has been sent. You hear of every answer."))
            return redirect(question)
    context = {"form": form, "chosen": chosen, "words": words, "back": Wanted(words=words).address()}
    return render(request, "matching/helping_ask.html", context, status=422 if form.errors else 200)


@limited("question", times=20, seconds=3600)
@require_http_methods(["GET", "HEAD", "POST"])
def ask_more(request: HttpRequest, code: str) -> HttpResponse:
    """Ask others as well."""
    viewer: Any = viewer_of(request)
    require(rules.may_ask(viewer, None))
    question = get_object_or_404(Question.objects.visible_to(viewer), code=code)
    require(rules.may_ask_more(viewer, question))
    title = _("Ask someone else as well")
    return _choose(
        request, question, title=title, act=lambda people: asking.ask_more(question, by=viewer, people=people)
    )


@limited("question", times=20, seconds=3600)
@require_http_methods(["GET", "HEAD", "POST"])
def pass_on(request: HttpRequest, code: str) -> HttpResponse:
    """Give the question to someone who knows more about it."""
    viewer: Any = viewer_of(request)
    require(rules.may_ask(viewer, None))
    question = get_object_or_404(Question.objects.visible_to(viewer), code=code)
    asked = get_object_or_404(question.asked, person=viewer)
    require(rules.may_pass_on(viewer, asked))
    return _choose(request, question, title=_("Pass it on to whom?"), act=lambda people: _pass(asked, people, viewer))


@require_safe
def around(request: HttpRequest, code: str) -> HttpResponse:
    """Who would join this initiative, or can help it: people and organisations, with the reasons."""
    viewer = viewer_of(request)
    initiative = get_object_or_404(Initiative.objects.visible_to(viewer).standing(), code=code)
    is_piece = bool(request.headers.get("HX-Request"))
    people, organisations = queries.around(initiative, viewer, limit=3 if is_piece else 8)
    context = {
        "initiative": initiative,
        "found": people,
        "joins": organisations,
        "may_ask": rules.may_ask(viewer, None),
        "is_piece": is_piece,
    }
    template = "matching/around_lines.html" if is_piece else "matching/around.html"
    return render(request, template, context)


def _pass(asked: Asked, people: list, viewer: Person) -> None:
    if len(people) != 1:
        raise Mistake(people=_("Choose one person."))
    ((to, because),) = people
    asking.pass_on(asked, by=viewer, to=to, because=because)


def _choose(request: HttpRequest, question: Question, *, title: str, act: Any) -> HttpResponse:
    """People who probably know about this question and were not asked yet; what is chosen goes to `act`."""
    viewer = viewer_of(request)
    form = Form(sent(request))
    text = f"{question.title}\n{question.text}"
    if request.method == "POST" and form.is_valid():
        people = queries.chosen(request.POST.getlist("wie"), viewer)
        try:
            act(queries.with_reasons(people, text, viewer))
        except Mistake as mistake:
            blame(form, mistake)
        else:
            messages.success(request, _("The question has been sent on."))
            return redirect(question)
    had = {question.by_id, *question.asked.values_list("person", flat=True)}
    words = plain_line(request.GET.get("q", ""))[:LONGEST]
    found = queries.who_knows(Wanted(words=words or text[:LONGEST]), viewer, without=had)
    context = {"question": question, "title": title, "found": found[:PASSED_TO], "form": form, "words": words}
    return render(request, "matching/helping_choose.html", context, status=422 if form.errors else 200)
