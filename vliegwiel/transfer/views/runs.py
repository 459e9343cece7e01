"""One import: choosing what fills what, how far it is, what it did, and undoing it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from vliegwiel.core.answers import Mistake, Refused, require
from vliegwiel.core.attempt import blame
from vliegwiel.core.viewers import viewer_of
from vliegwiel.people.models import Person

from .. import actions, queries, rules
from ..actions.undoing import why_not
from ..forms import MappingForm
from ..journey import RunState
from ..models import ImportRow, ImportRun
from .showing import Choosing, fates, page_of_rows
from .trying import try_or_queue

UNDER_WAY = (RunState.TRYING, RunState.WAITING)


def run_for(request: HttpRequest, code: str) -> ImportRun:
    """The import, or 404: hidden and absent look the same."""
    return get_object_or_404(ImportRun.objects.visible_to(viewer_of(request)).select_related("space", "by"), code=code)


@require_http_methods(["GET", "HEAD", "POST"])
def run(request: HttpRequest, code: str) -> HttpResponse:
    found = run_for(request, code)
    if request.method == "POST":
        return _choose(request, found)
    if found.state in UNDER_WAY:
        return render(request, "transfer/running.html", _progress(found))
    if found.state in (RunState.DONE, RunState.UNDONE):
        unmatched: list[tuple[str, int, list[str]]] = [
            (name, count, []) for name, count in found.counts.get("unmatched", {}).items()
        ]
        return _show(request, found, "done", unmatched=unmatched)
    return _show_choice(request, found)


def _show(request: HttpRequest, run: ImportRun, template: str, **more: object) -> HttpResponse:
    rows = ImportRow.objects.visible_to(viewer_of(request)).filter(run=run)
    listed = page_of_rows(rows, fate=request.GET.get("lot", ""), after=request.GET.get("na", ""))
    context = {"run": run, "fates": fates(run, listed.fate), "listed": listed, **more}
    return render(request, f"transfer/{template}.html", context)


def _show_choice(request: HttpRequest, run: ImportRun, form: MappingForm | None = None) -> HttpResponse:
    try:
        choosing = Choosing.of(run)
    except Mistake as mistake:
        return _show(request, run, "unreadable", problem=" ".join(str(one) for one in mistake.sentences.values()))
    earlier = queries.same_file_before(run)
    form = form or choosing.form()
    return _show(request, run, "choose", choosing=choosing, form=form, earlier=earlier)


def _choose(request: HttpRequest, run: ImportRun) -> HttpResponse:
    """Keep the choice; then try it out, or carry it out when what would happen has been seen."""
    viewer = viewer_of(request)
    if run.state in UNDER_WAY or run.state == RunState.DONE:
        return redirect(run)
    require(rules.may_choose(viewer, run))
    assert isinstance(viewer, Person)
    try:
        choosing = Choosing.of(run)
    except Mistake:
        return _show_choice(request, run)
    form, sheet = choosing.form(request.POST), choosing.sheet
    if not form.is_valid():
        return _show_choice(request, run, form)
    chosen, other_sheet = form.mapping, form.cleaned_data.get("sheet", sheet.chosen)
    is_seen = bool(run.counts) and chosen == choosing.mapping.as_dict() and form.cleaned_data["source"] == run.source
    wants_import = request.POST.get("daad") == "importeren"
    try:
        if wants_import and is_seen and other_sheet == sheet.chosen:
            return _queue(run, viewer)
        if other_sheet != sheet.chosen:
            chosen = {}
        actions.choose(run, by=viewer, mapping=chosen, source=form.cleaned_data["source"], sheet=other_sheet)
    except Mistake as mistake:
        blame(form, mistake)
        run.refresh_from_db()
        return _show_choice(request, run, form)
    try_or_queue(run, by=viewer)
    if wants_import:
        messages.info(request, _("You changed something. This is what would happen now; press Import once more."))
    return redirect(run)


def _queue(run: ImportRun, viewer: object) -> HttpResponse:
    try:
        actions.queue(run, by=viewer)
    except Refused:
        run.refresh_from_db()
        if run.state in rules.TRIABLE:
            raise
    return redirect(run)


def _progress(run: ImportRun) -> dict[str, object]:
    done, total = queries.progress_of(run)
    return {"run": run, "done": done, "total": total}


@require_safe
def progress(request: HttpRequest, code: str) -> HttpResponse:
    """Only the bar, for a page that asks every two seconds; tells it to read itself again when it is over."""
    found = run_for(request, code)
    answer = render(request, "transfer/progress.html", _progress(found))
    if found.state not in UNDER_WAY:
        answer["HX-Refresh"] = "true"
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
def undo(request: HttpRequest, code: str) -> HttpResponse:
    viewer, found = viewer_of(request), run_for(request, code)
    if request.method == "POST":
        if found.state == RunState.UNDONE:
            return redirect(found)
        try:
            actions.undo(found, by=viewer)
        except Mistake as mistake:
            messages.warning(request, " ".join(str(one) for one in mistake.sentences.values()))
        else:
            messages.success(request, _("The import is undone."))
        return redirect(found)
    require(rules.may_undo(viewer, found))
    return render(request, "transfer/undo.html", {"run": found, "why_not": why_not(found)})
