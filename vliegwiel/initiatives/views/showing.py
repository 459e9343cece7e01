"""What every page of an initiative does the same: find it as this viewer, show it, carry out one form."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from vliegwiel.core.answers import Mistake
from vliegwiel.core.attempt import attempt
from vliegwiel.core.refusal import the_one
from vliegwiel.core.viewers import viewer_of

from .. import rules
from ..forms.course import FindsInitiative
from ..models import Initiative
from ..queries.look import Look, look_at, opened


def found(request: HttpRequest, code: str) -> Initiative:
    """The initiative with this code, when this viewer may see it."""
    return the_one(opened(viewer_of(request), code=code))


def address(initiative: Initiative, page: str = "initiative", *more: str) -> str:
    """The address of one of its pages."""
    return reverse(f"initiatives:{page}", args=[initiative.code, initiative.slug, *more])


def look(request: HttpRequest, initiative: Initiative) -> Look:
    """The initiative as who asks for this page sees it, with what the rules answer."""
    viewer = viewer_of(request)
    return look_at(
        initiative,
        viewer,
        may_edit=bool(rules.may_edit(viewer, initiative)),
        may_lead=bool(rules.may_lead(viewer, initiative)),
        may_claim=viewer is not None and bool(rules.may_claim(viewer, initiative)),
    )


def show(request: HttpRequest, template: str, seen: Look, **context: Any) -> HttpResponse:
    return render(request, template, {"look": seen, "initiative": seen.initiative, **context})


def show_form(
    request: HttpRequest, initiative: Initiative, form: Form, *, template: str = "initiatives/form.html", **context: Any
) -> HttpResponse:
    """A page with one form about the initiative. Context: title, submit, and what else the template shows."""
    if isinstance(form, FindsInitiative):
        form.offer_candidates()
    return show(request, template, look(request, initiative), form=form, **context)


def fill_in(
    request: HttpRequest,
    initiative: Initiative,
    form: Form,
    act: Callable[..., Any],
    *,
    back: str,
    done: Any,
    **context: Any,
) -> HttpResponse:
    """Show the form; when it is sent and the action did it, say `done` and go `back` to that page."""
    if request.method == "POST" and attempt(form, act) is not None:
        messages.success(request, done)
        return redirect(_where_one_can_still_look(request, initiative, back))
    return show_form(request, initiative, form, back=back, **context)


def press(
    request: HttpRequest, initiative: Initiative, act: Callable[[], Any], *, back: str, done: Any, **context: Any
) -> HttpResponse:
    """A page that asks before it does: title, submit, consequences. What cannot be done is said afterwards."""
    if request.method != "POST":
        return show(request, "initiatives/confirm.html", look(request, initiative), back=back, **context)
    try:
        act()
        messages.success(request, done)
    except Mistake as mistake:
        messages.error(request, str(mistake))
    return redirect(_where_one_can_still_look(request, initiative, back))


def _where_one_can_still_look(request: HttpRequest, initiative: Initiative, page: str) -> str:
    """That page of the initiative; for who just left the last role with which they saw it, the front page says so."""
    viewer = viewer_of(request)
    if viewer is not None:
        viewer.refresh_from_db(fields=["tokens"])
    if Initiative.objects.visible_to(viewer).filter(pk=initiative.pk).exists():
        return address(initiative, page)
    messages.info(request, _("“%(title)s” is not open to you any more, so you are on the front page.") % {
        "title": initiative.title})  # fmt: skip
    return "/"
