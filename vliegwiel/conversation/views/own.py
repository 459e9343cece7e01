"""What one does with a comment of one's own: change it, withdraw it, appeal when it was hidden."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from vliegwiel.activity.audience import tokens_of
from vliegwiel.core.answers import Mistake, require
from vliegwiel.core.attempt import blame, sent
from vliegwiel.core.rates import limited
from vliegwiel.core.viewers import viewer_of

from .. import actions, rules
from ..forms import AppealForm, ChooseForm, CommentForm
from ..mentions import as_text
from ..models import Comment
from ..queries.reports import hiding_of
from ..queries.talk import people_in, versions_of
from .showing import PAGE, Place, as_read, comment_for, fill_in, kept, read_people, show
from .talk import mention_url, refusal


@require_http_methods(PAGE)
@limited("comment-change", times=120, seconds=3600)
def change(request: HttpRequest, code: str) -> HttpResponse:
    """The text with names in it, as its maker reads it."""
    comment, place = comment_for(request, code)
    viewer = viewer_of(request)
    require(rules.may_change(viewer, comment))
    people = people_in([comment.pk], set(tokens_of(viewer))).get(comment.pk, {})
    shown = as_text(comment.text, people)
    if request.method != "POST":
        return _write(
            request, place, comment, CommentForm(initial={"text": shown}, mention_url=mention_url(place)), people
        )
    form = CommentForm(request.POST, mention_url=mention_url(place))
    if form.is_valid():
        if form.cleaned_data["text"] == shown:
            return redirect(place.at(comment))
        reading = read_people(request, place, form.cleaned_data["text"])
        if reading.refused:
            form.add_error("text", refusal(reading.refused))
        elif reading.choices:
            hidden = kept(request, {"text": form.cleaned_data["text"], "version": request.POST.get("version", "")[:9]})
            return show(
                request, "choose", place, form=ChooseForm(reading.choices), hidden=hidden, cancel=place.at(comment)
            )
        else:
            try:
                actions.change(
                    comment, by=viewer, text=reading.text, mentioned=reading.people, version=_version(request)
                )
            except Mistake as mistake:
                blame(form, mistake)
            else:
                messages.success(request, _("Your comment is changed. Readers can also read what it was."))
                return redirect(place.at(comment))
    return _write(request, place, comment, form, people)


def _version(request: HttpRequest) -> int | None:
    word = request.POST.get("version", "")
    return int(word) if word.isdecimal() and len(word) < 9 else None


def _write(
    request: HttpRequest, place: Place, comment: Comment, form: CommentForm, people: dict[str, tuple[str, str]]
) -> HttpResponse:
    context: dict[str, Any] = {
        "title": _("Change your comment"),
        "form": form,
        "secret": "",
        "version": comment.version,
        "said": None,
        "chosen": request.POST.getlist("vermeld")[:40] or list(people),
        "submit": _("Save this"),
        "back": place.at(comment),
    }
    return show(request, "write", place, **context)


@require_safe
def versions(request: HttpRequest, code: str) -> HttpResponse:
    """What it was before."""
    comment, place = comment_for(request, code)
    viewer = viewer_of(request)
    is_open = comment.is_shown or rules.is_maker(viewer, comment) or rules.is_moderator(viewer, comment)
    if comment.version == 1 or comment.is_withdrawn or not is_open:
        raise Http404
    return show(
        request, "versions", place, said=as_read(request, comment), versions=versions_of(comment, viewer),
        back=place.at(comment),
    )  # fmt: skip


@require_http_methods(PAGE)
def withdraw(request: HttpRequest, code: str) -> HttpResponse:
    comment, place = comment_for(request, code)
    viewer = viewer_of(request)
    require(rules.may_withdraw(viewer, comment))
    if request.method == "POST":
        actions.withdraw(comment, by=viewer)
        messages.success(request, _("Your comment is withdrawn. Its text is gone."))
        return redirect(place.page)
    return show(request, "withdraw", place, said=as_read(request, comment), back=place.at(comment))


@require_POST
@limited("helpful", times=600, seconds=3600)
def helpful(request: HttpRequest, code: str) -> HttpResponse:
    """A button that says it, and the same button that takes it back."""
    comment, place = comment_for(request, code)
    act = actions.not_find_helpful if request.POST.get("nuttig") == "nee" else actions.find_helpful
    with suppress(Mistake):  # pressed twice: it stands as was wanted
        act(comment, by=viewer_of(request))
    return redirect(place.at(comment))


@require_http_methods(PAGE)
@limited("appeal", times=30, seconds=3600)
def appeal(request: HttpRequest, code: str) -> HttpResponse:
    """The maker reads why it was hidden, and says why that is not right."""
    comment, place = comment_for(request, code)
    viewer = viewer_of(request)
    hiding = hiding_of(comment, viewer)
    if hiding is None or not rules.is_maker(viewer, comment):
        raise Http404
    require(rules.may_appeal(viewer, hiding))
    return fill_in(
        request,
        comment,
        place,
        AppealForm(sent(request)),
        partial(actions.appeal, hiding, by=viewer),
        done=_("Your appeal is sent. Someone else than who hid it decides, when there is someone else."),
        title=_("Appeal against hiding"),
        submit=_("Send this appeal"),
        lead=_("You can do this once. The moderators read your words."),
    )
