"""A space as a programme: within how many days it answers, who reports to it, and asking others to."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from vliegwiel.core.answers import require
from vliegwiel.core.attempt import attempt, sent
from vliegwiel.core.rates import limited
from vliegwiel.core.viewers import viewer_of
from vliegwiel.spaces.models import Space

from .. import actions, rules
from ..forms.carrying import AskForm, FindForm, ProgrammeForm
from ..journey import DEFAULT_ANSWER_DAYS
from ..models import Programme
from ..queries import programmes
from .showing import PAGE


@require_http_methods(PAGE)
def programme(request: HttpRequest, code: str) -> HttpResponse:
    """Make the space a programme, or change it; and see what reports to it."""
    viewer = viewer_of(request)
    space = get_object_or_404(Space.objects.visible_to(viewer), code=code)
    require(rules.may_keep_programme(viewer, space))
    one = Programme.objects.visible_to(viewer).filter(space=space).first()
    form = ProgrammeForm(sent(request), initial={"answer_days": one.answer_days if one else DEFAULT_ANSWER_DAYS})
    if request.method == "POST" and attempt(form, partial(actions.keep_programme, space, by=viewer)) is not None:
        messages.success(request, _("Saved."))
        return redirect("pilots:programme", code)
    context = {
        "space": space,
        "programme": one,
        "form": form,
        "reporting": programmes.reporting_to(one, viewer) if one else [],
        "asked": programmes.asked_by(one, viewer) if one else [],
    }
    return render(request, "pilots/programme.html", context)


@require_http_methods(PAGE)
@limited("ask-report", times=60, seconds=3600)
def ask(request: HttpRequest, code: str) -> HttpResponse:
    """Ask an initiative to report here: find it, then ask its lead."""
    viewer = viewer_of(request)
    one = get_object_or_404(Programme.objects.visible_to(viewer).select_related("space"), space__code=code)
    require(rules.may_ask_report(viewer, one))
    find = FindForm(request.GET)
    found = programmes.initiatives_called(find.words(), viewer)
    form = AskForm(found, sent(request))
    if request.method == "POST" and attempt(form, partial(actions.ask_report, one, by=viewer)) is not None:
        messages.success(request, _("Asked. Nothing is opened until the project lead says yes."))
        return redirect("pilots:programme", code)
    return render(request, "pilots/ask_report.html", {"programme": one, "find": find, "found": found, "form": form})
