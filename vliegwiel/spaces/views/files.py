"""The files of a space itself."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from vliegwiel.core.answers import Mistake, require
from vliegwiel.core.viewers import viewer_of
from vliegwiel.files.models import Attachment
from vliegwiel.files.queries import files_of

from .. import actions, rules
from ..forms import FileForm
from ..journey import Module
from . import frame
from .keeping import get_or_post


@get_or_post
def show(request: HttpRequest, code: str, slug: str) -> HttpResponse:
    viewer, space = viewer_of(request), frame.space_for(request, code)
    if not space.has(Module.FILES):
        raise Http404
    form = FileForm(request.POST, request.FILES) if request.method == "POST" else FileForm()
    if request.method == "POST":
        require(rules.may_add_file(viewer, space))
        if form.is_valid():
            try:
                actions.add_file(space, by=viewer, upload=form.cleaned_data["upload"])
            except Mistake as mistake:
                form.show(mistake)
            else:
                messages.success(request, _("The file is added."))
                return frame.to(space, "files")
    files = files_of(space, viewer)
    return frame.show(
        request,
        space,
        "files",
        tab="files",
        files=files,
        removable={file.pk for file in files if rules.may_remove_file(viewer, space, file)},
        form=form if rules.may_add_file(viewer, space) else None,
    )


@get_or_post
def remove(request: HttpRequest, code: str, slug: str, attachment: str) -> HttpResponse:
    viewer, space = viewer_of(request), frame.space_for(request, code)
    seen = Attachment.objects.visible_to(viewer).filter(target_type="spaces.space", target_id=space.pk)
    file = get_object_or_404(seen, code=attachment)
    require(rules.may_remove_file(viewer, space, file))
    if request.method == "POST":
        try:
            actions.remove_file(space, by=viewer, attachment=file)
        except Mistake as mistake:
            messages.warning(request, str(mistake))
        else:
            messages.success(request, _("The file is removed."))
        return frame.to(space, "files")
    return frame.show(request, space, "remove_file", tab="files", file=file)
