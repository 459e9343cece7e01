"""What the team adds to it: checks, news, links, files."""

from __future__ import annotations

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from vliegwiel.core.answers import require
from vliegwiel.core.attempt import sent
from vliegwiel.core.viewers import viewer_of
from vliegwiel.files.models import Attachment

from .. import actions, rules
from ..forms.hanging import CheckForm, FileForm, LinkForm, UpdateForm
from ..models import Initiative
from .showing import fill_in, found, press
from .writing import PAGE


def to_edit(request: HttpRequest, code: str) -> Initiative:
    """The initiative, for who may change it."""
    initiative = found(request, code)
    require(rules.may_edit(viewer_of(request), initiative))
    return initiative


@require_http_methods(PAGE)
def add_check(request: HttpRequest, code: str, slug: str) -> HttpResponse:
    initiative = to_edit(request, code)
    return fill_in(
        request,
        initiative,
        CheckForm(sent(request)),
        partial(actions.add_check, initiative, by=viewer_of(request)),
        back="checks",
        done=_("The check is recorded."),
        title=_("Record a check with users"),
        lead=_("Whom did you ask, and what did you learn? Write it so that nobody can be recognised."),
        submit=_("Record this check"),
    )


@require_http_methods(PAGE)
def remove_check(request: HttpRequest, code: str, slug: str, check: str) -> HttpResponse:
    initiative = to_edit(request, code)
    one = get_object_or_404(initiative.checks, code=check)
    return press(
        request,
        initiative,
        partial(actions.remove_check, initiative, by=viewer_of(request), check=one),
        back="checks",
        done=_("The check is removed."),
        title=_("Remove this check?"),
        text=one.learned,
        submit=_("Remove this check"),
        danger=True,
    )


@require_http_methods(PAGE)
def add_update(request: HttpRequest, code: str, slug: str) -> HttpResponse:
    initiative = to_edit(request, code)
    return fill_in(
        request,
        initiative,
        UpdateForm(sent(request)),
        partial(actions.add_update, initiative, by=viewer_of(request)),
        back="progress",
        done=_("Your news is on the page."),
        title=_("Tell the news"),
        lead=_("What happened, what worked, what did not? Short is fine."),
        submit=_("Place this news"),
    )


@require_http_methods(PAGE)
def remove_update(request: HttpRequest, code: str, slug: str, update: str) -> HttpResponse:
    initiative = to_edit(request, code)
    one = get_object_or_404(initiative.updates, code=update)
    return press(
        request,
        initiative,
        partial(actions.remove_update, initiative, by=viewer_of(request), update=one),
        back="progress",
        done=_("The news is removed."),
        title=_("Remove this news?"),
        text=one.title,
        submit=_("Remove this news"),
        danger=True,
    )


@require_http_methods(PAGE)
def set_link(request: HttpRequest, code: str, slug: str) -> HttpResponse:
    initiative = to_edit(request, code)
    form = LinkForm(sent(request))
    form.look_as(viewer_of(request), apart_from=initiative)
    return fill_in(
        request,
        initiative,
        form,
        partial(actions.set_link, initiative, by=viewer_of(request)),
        back="files",
        done=_("The link is added."),
        title=_("Add a link"),
        submit=_("Add this link"),
    )


@require_http_methods(PAGE)
def remove_link(request: HttpRequest, code: str, slug: str, link: str) -> HttpResponse:
    initiative = to_edit(request, code)
    one = get_object_or_404(initiative.links, code=link)
    return press(
        request,
        initiative,
        partial(actions.remove_link, initiative, by=viewer_of(request), link=one),
        back="files",
        done=_("The link is removed."),
        title=_("Remove this link?"),
        text=one.label,
        submit=_("Remove this link"),
        danger=True,
    )


@require_http_methods(PAGE)
def attach_file(request: HttpRequest, code: str, slug: str) -> HttpResponse:
    initiative = to_edit(request, code)
    form = FileForm(request.POST, request.FILES) if request.method == "POST" else FileForm()
    return fill_in(
        request,
        initiative,
        form,
        partial(actions.attach_file, initiative, by=viewer_of(request)),
        back="files",
        done=_("The file is added."),
        title=_("Add a file"),
        submit=_("Add this file"),
        with_files=True,
    )


@require_http_methods(PAGE)
def remove_file(request: HttpRequest, code: str, slug: str, file: str) -> HttpResponse:
    initiative = to_edit(request, code)
    here = Attachment.objects.visible_to(viewer_of(request)).filter(
        target_type=Initiative._meta.label_lower, target_id=initiative.pk
    )
    one = get_object_or_404(here, code=file)
    return press(
        request,
        initiative,
        partial(actions.remove_file, initiative, by=viewer_of(request), attachment=one),
        back="files",
        done=_("The file is removed."),
        title=_("Remove this file?"),
        text=one.name,
        submit=_("Remove this file for good"),
        danger=True,
    )
