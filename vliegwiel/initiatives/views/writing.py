"""Rewriting the texts."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from vliegwiel.core.answers import require
from vliegwiel.core.attempt import attempt, sent
from vliegwiel.core.viewers import viewer_of

from .. import actions, rules
from ..forms.texts import EditForm
from ..models import Initiative
from ..queries.conflict import meet
from .showing import address, found, show_form

PAGE = ["GET", "HEAD", "POST"]


@require_http_methods(PAGE)
def edit(request: HttpRequest, code: str, slug: str) -> HttpResponse:
    """The form; when someone else saved in between, both versions, and nothing is saved until one is chosen."""
    initiative = found(request, code)
    viewer = viewer_of(request)
    require(rules.may_edit(viewer, initiative))
    form = EditForm(initiative, sent(request)) if request.method == "POST" else EditForm.of(initiative)

    def save(**_fields: Any) -> Any:
        return actions.edit(initiative, by=viewer, **form.changes())

    if request.method == "POST" and attempt(form, save) is not None:
        messages.success(request, _("Saved."))
        return redirect(address(initiative))
    if form.has_error("version"):
        return _two_versions(request, initiative)
    return show_form(request, initiative, form, template="initiatives/edit.html", meeting=None)


def _two_versions(request: HttpRequest, initiative: Initiative) -> HttpResponse:
    """What was typed is in the form again, to be saved over the version of now."""
    initiative.refresh_from_db()
    form = EditForm(initiative, request.POST)
    if form.has_error("version"):  # one that never was: compare with everything that happened here
        form = EditForm(initiative, request.POST.dict() | {"themes": request.POST.getlist("themes"), "version": "1"})
    if not form.is_valid():  # something cannot be kept as well: that comes first, and nothing typed is lost
        return show_form(request, initiative, form, template="initiatives/edit.html", meeting=None)
    meeting = meet(initiative, since=form.cleaned_data["version"], mine=form.as_kept())
    again = EditForm.again(initiative, meeting.values)
    return show_form(request, initiative, again, template="initiatives/edit.html", meeting=meeting)
