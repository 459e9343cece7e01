"""Choosing a space and a file."""

from __future__ import annotations

from pathlib import Path

from django.core.files.uploadedfile import TemporaryUploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods

from vliegwiel.core.answers import require
from vliegwiel.core.attempt import attempt
from vliegwiel.core.rates import limited
from vliegwiel.core.uploads import safe_name
from vliegwiel.core.viewers import viewer_of
from vliegwiel.people.models import Person
from vliegwiel.spaces.models import Space

from .. import actions, keeping, rules
from ..forms import UploadForm
from ..models import ImportRun
from ..naming import source_of
from ..sheets import MAX_FILE_BYTES, MEGABYTE
from ..uploads import BoundedUpload
from .trying import try_or_queue


@csrf_exempt  # checked in `_new`: the way in which files are read must be settled before anything reads the form
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    require(rules.may_begin(viewer_of(request), None))
    if request.method == "POST":
        request.upload_handlers = [BoundedUpload(request)]
    return _new(request)


@csrf_protect
@limited("import", times=30, seconds=600)
def _new(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    assert isinstance(viewer, Person)
    if request.method == "POST":
        form = UploadForm(request.POST, request.FILES, person=viewer)
        if getattr(request, "is_too_large", False):
            form.errors.pop("file", None)
            form.add_error("file", _("The file is larger than %(megabytes)s MB.") % {
                "megabytes": MAX_FILE_BYTES // MEGABYTE})  # fmt: skip
        run = attempt(form, lambda space, file: take_in(space, file, by=viewer))
        if run:
            try_or_queue(run, by=viewer)
            return redirect(run)
    else:
        form = UploadForm(person=viewer, initial={"space": request.GET.get("ruimte", "")})
    return render(request, "transfer/new.html", {"form": form})


def take_in(space: Space, file: TemporaryUploadedFile, *, by: Person) -> ImportRun:
    """Keep the file and begin an import of it. Raises Mistake when it cannot be read; it is not kept then."""
    kept = keeping.keep(Path(file.temporary_file_path()))
    begun = False
    try:
        name = safe_name(file.name or "")
        run: ImportRun = actions.upload(
            space, by=by, filename=name, path=str(kept), digest=keeping.digest_of(kept), source=source_of(name)
        )
        begun = True
        return run
    finally:
        if not begun:
            keeping.let_go(str(kept))
