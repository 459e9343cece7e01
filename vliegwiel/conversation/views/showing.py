"""What every page about a comment does the same: find it as this viewer, and show it above what is asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from vliegwiel.core.attempt import attempt
from vliegwiel.core.viewers import viewer_of

from ..mentions import Reading, read
from ..models import Comment
from ..queries.talk import Said, said
from ..subjects import Subject, named, subject_of

PAGE = ["GET", "HEAD", "POST"]
MOST_CHOSEN = 40


@dataclass
class Place:
    """What is talked about, as this viewer sees it."""

    subject: Subject
    target: Any

    @property
    def title(self) -> str:
        return self.subject.title(self.target)

    @property
    def home(self) -> str:
        return self.subject.home(self.target)

    @property
    def page(self) -> str:
        return self.subject.page(self.target)

    @property
    def audience(self) -> list[str]:
        return self.subject.audience(self.target)

    def at(self, comment: Comment) -> str:
        """The address of this comment on its page."""
        return f"{self.page}?bij={comment.code}#reactie-{comment.code}"


def place_for(request: HttpRequest, kind: str, code: str) -> Place:
    """The thing with this code, or 404: hidden and absent look the same."""
    subject = named(kind)
    target = subject.by_code(code, viewer_of(request)) if subject else None
    if subject is None or target is None:
        raise Http404
    return Place(subject, target)


def comment_for(request: HttpRequest, code: str) -> tuple[Comment, Place]:
    viewer = viewer_of(request)
    seen = Comment.objects.visible_to(viewer).select_related("by", "reply_to")
    comment = get_object_or_404(seen, code=code)
    subject = subject_of(comment.target_type)
    target = subject.by_id(comment.target_id, viewer) if subject else None
    if subject is None or target is None:
        raise Http404
    return comment, Place(subject, target)


def as_read(request: HttpRequest, comment: Comment) -> Said:
    """The comment as who asks for this page reads it."""
    return said([comment], viewer_of(request))[0]


def show(request: HttpRequest, template: str, place: Place, *, status: int = 200, **context: Any) -> HttpResponse:
    return render(request, f"conversation/{template}.html", {"about": place, **context}, status=status)


def fill_in(
    request: HttpRequest,
    comment: Comment,
    place: Place,
    form: Form,
    act: Callable[..., Any],
    *,
    done: str,
    back: str = "",
    **context: Any,
) -> HttpResponse:
    """One form about a comment, which stands above it. When it is done: back to the comment."""
    back = back or place.at(comment)
    if request.method == "POST" and attempt(form, act) is not None:
        messages.success(request, done)
        return redirect(back)
    return show(request, "form", place, said=as_read(request, comment), form=form, back=back, **context)


def read_people(request: HttpRequest, place: Place, text: str) -> Reading:
    """Who is meant in this text: by what was chosen while typing, or on the page that asks."""
    answers = {
        int(name.removeprefix("kies-")): str(value)
        for name, value in request.POST.items()
        if name.startswith("kies-") and name.removeprefix("kies-").isdecimal() and len(name) < 9
    }
    return read(
        text,
        audience=place.audience,
        writer=viewer_of(request),
        chosen=request.POST.getlist("vermeld")[:MOST_CHOSEN],
        answers=answers,
    )


def kept(request: HttpRequest, data: Mapping[str, str]) -> list[tuple[str, str]]:
    """What goes along, unseen, from the page that asks who is meant."""
    chosen = [("vermeld", code) for code in request.POST.getlist("vermeld")[:MOST_CHOSEN]]
    return [*data.items(), *chosen]
