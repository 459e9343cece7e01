"""The conversation about a thing: reading it, and saying something."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from vliegwiel.core.answers import Mistake, require
from vliegwiel.core.attempt import blame
from vliegwiel.core.codes import new_secret
from vliegwiel.core.fields import plain_line
from vliegwiel.core.rates import limited
from vliegwiel.core.viewers import viewer_of

from .. import actions, rules
from ..forms import ChooseForm, CommentForm
from ..models import Comment
from ..queries.people import starting_with
from ..talking import conversation
from .showing import PAGE, Place, as_read, comment_for, kept, place_for, read_people, show


def mention_url(place: Place) -> str:
    return reverse("conversation:mentionable", args=[place.subject.word, place.target.code])


@require_http_methods(PAGE)
@limited("comment", times=60, seconds=3600)
def talk(request: HttpRequest, kind: str, code: str) -> HttpResponse:
    """A piece of page for htmx, a page of its own without; things with a tab of their own are shown there."""
    place = place_for(request, kind, code)
    if request.method == "POST":
        return _say(request, place)
    if request.headers.get("HX-Request"):
        context = conversation(place.target, viewer_of(request), {})
        return render(request, "conversation/thread.html", context | {"talk_mention": mention_url(place)})
    if place.subject.own_page:
        query = request.GET.urlencode()
        return redirect(f"{place.page}?{query}" if query else place.page)
    context = conversation(place.target, viewer_of(request), request.GET)
    return show(request, "page", place, talk_mention=mention_url(place), **context)


@require_http_methods(PAGE)
@limited("comment", times=60, seconds=3600)
def reply(request: HttpRequest, code: str) -> HttpResponse:
    """Under a comment; a reply to a reply stands beside it, under the same one."""
    comment, place = comment_for(request, code)
    above = comment.reply_to or comment
    require(rules.may_reply(viewer_of(request), above))
    if request.method == "POST":
        return _say(request, place, above=above)
    return _write(request, place, CommentForm(mention_url=mention_url(place)), above=above)


def _say(request: HttpRequest, place: Place, *, above: Comment | None = None) -> HttpResponse:
    """Place it; or ask first who is meant, or show what is not right with what was typed."""
    viewer = viewer_of(request)
    require(rules.may_talk(viewer, place.target))
    form = CommentForm(request.POST, mention_url=mention_url(place))
    if form.is_valid():
        reading = read_people(request, place, form.cleaned_data["text"])
        if reading.refused:
            form.add_error("text", refusal(reading.refused))
        elif reading.choices:
            return _ask_who(request, place, reading.choices, form.cleaned_data["text"])
        else:
            try:
                comment = actions.place(
                    place.target, by=viewer, text=reading.text, secret=secret_in(request), reply_to=above,
                    mentioned=reading.people,
                )  # fmt: skip
            except Mistake as mistake:
                blame(form, mistake)
            else:
                messages.success(request, _("Your comment is placed."))
                return redirect(place.at(comment))
    return _write(request, place, form, above=above)


def secret_in(request: HttpRequest) -> str:
    """The word of the form, when it is one of ours."""
    word = request.POST.get("secret", "")
    return word if len(word) == len(new_secret()) and word.isascii() and word.isprintable() else ""


def refusal(names: list[str]) -> str:
    """The same sentence for everyone, so that it says nothing about who reads what."""
    sentence = _("%(names)s: you can only mention people who read along here. Take the @ away, or choose someone else.")
    return sentence % {"names": ", ".join(names)}


def _ask_who(request: HttpRequest, place: Place, choices: list[Any], text: str) -> HttpResponse:
    hidden = kept(request, {"text": text, "secret": request.POST.get("secret", "")[:64]})
    return show(request, "choose", place, form=ChooseForm(choices), hidden=hidden, cancel=place.page)


def _write(request: HttpRequest, place: Place, form: CommentForm, *, above: Comment | None) -> HttpResponse:
    title = _("Reply to this comment") if above else _("Say something")
    context: dict[str, Any] = {
        "title": title,
        "form": form,
        "secret": secret_in(request) or new_secret(),
        "said": as_read(request, above) if above else None,
        "chosen": request.POST.getlist("vermeld")[:40],
        "submit": _("Place this reply") if above else _("Place this comment"),
        "back": place.at(above) if above else place.page,
    }
    return show(request, "write", place, **context)


@require_safe
def mentionable(request: HttpRequest, kind: str, code: str) -> HttpResponse:
    """The list under the box while one types @ and a name: a piece of page."""
    place, viewer = place_for(request, kind, code), viewer_of(request)
    require(rules.may_talk(viewer, place.target))
    typed = plain_line(request.GET.get("q", "")[:200])
    people = starting_with(typed, audience=place.audience, writer=viewer)
    return render(request, "conversation/mentionable.html", {"people": people})


@require_safe
def comment(request: HttpRequest, code: str) -> HttpResponse:
    """A comment by itself leads on to its place on the page."""
    one, place = comment_for(request, code)
    return redirect(place.at(one))
