"""What every page about one initiative does the same: find it as this viewer, show it, carry out one form."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from vliegwiel.core.answers import Mistake
from vliegwiel.core.attempt import attempt
from vliegwiel.core.refusal import the_one
from vliegwiel.core.viewers import viewer_of
from vliegwiel.initiatives import rules as initiatives
from vliegwiel.initiatives.models import Initiative
from vliegwiel.initiatives.queries.look import Look, look_at, opened

PAGE = ["GET", "HEAD", "POST"]


def found(request: HttpRequest, code: str) -> Initiative:
    """The initiative with this code, when this viewer may see it."""
    return the_one(opened(viewer_of(request), code=code))


def address(initiative: Initiative, page: str, *more: str) -> str:
    """The address of one of its pages, by the whole url name."""
    return reverse(page, args=[initiative.code, initiative.slug, *more])


def look(request: HttpRequest, initiative: Initiative) -> Look:
    """The initiative as who asks for this page sees it, with what the rules answer."""
    viewer = viewer_of(request)
    return look_at(
        initiative,
        viewer,
        may_edit=bool(initiatives.may_edit(viewer, initiative)),
        may_lead=bool(initiatives.may_lead(viewer, initiative)),
    )


def show(request: HttpRequest, template: str, seen: Look, *, status: int = 200, **context: Any) -> HttpResponse:
    everything = {"look": seen, "initiative": seen.initiative, "today": timezone.localdate(), **context}
    return render(request, f"pilots/{template}.html", everything, status=status)


def fill_in(
    request: HttpRequest,
    initiative: Initiative,
    form: Form,
    act: Callable[..., Any],
    *,
    back: str,
    done: str,
    template: str = "form",
    **context: Any,
) -> HttpResponse:
    """Show the form; when it is sent and the action did it, say `done` and go back to that page of the initiative."""
    if request.method == "POST" and attempt(form, act) is not None:
        messages.success(request, done)
        return redirect(address(initiative, back))
    seen = look(request, initiative)
    return show(request, template, seen, form=form, back_url=address(initiative, back), **context)


def press(
    request: HttpRequest, initiative: Initiative, act: Callable[[], Any], *, back: str, done: str, **context: Any
) -> HttpResponse:
    """A page that asks before it does: title, submit, consequences. What cannot be done is said afterwards."""
    back_url = address(initiative, back)
    if request.method != "POST":
        return show(request, "confirm", look(request, initiative), back_url=back_url, **context)
    try:
        act()
        messages.success(request, done)
    except Mistake as mistake:
        messages.error(request, str(mistake))
    return redirect(back_url)
