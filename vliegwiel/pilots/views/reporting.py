"""Letting a programme read along, with the consent of the project lead."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from vliegwiel.core.answers import Mistake, require
from vliegwiel.core.attempt import sent
from vliegwiel.core.viewers import viewer_of

from .. import actions, rules
from ..forms.carrying import ReportForm
from ..models import ReportRequest
from ..queries import programmes
from .showing import PAGE, address, found, look, press, show


@require_http_methods(PAGE)
def choose(request: HttpRequest, code: str, slug: str) -> HttpResponse:
    """Which programme; then who will read along, in words; and only then it opens."""
    initiative = found(request, code)
    viewer = viewer_of(request)
    require(rules.may_report(viewer, initiative))
    requests = programmes.requests_of(initiative, viewer)
    offered = {one.pk: one for one in [*(asked.programme for asked in requests), *programmes.programmes_for(viewer)]}
    form = ReportForm(offered.values(), sent(request))
    seen = look(request, initiative)
    if request.method == "POST" and form.is_valid():
        programme = form.cleaned_data["programme"]
        if request.POST.get("bevestigd") != programme.code:
            leads = programmes.leads_of(programme.space, viewer)
            return show(request, "report_confirm", seen, programme=programme, leads=leads)
        try:
            actions.report(initiative, by=viewer, programme=programme)
            messages.success(request, _("The leads of %(name)s read along from now on.") % {"name": programme})
        except Mistake as mistake:
            messages.error(request, str(mistake))
        return redirect(address(initiative, "pilots:check-ins"))
    return show(request, "report", seen, form=form, requests=requests)


@require_http_methods(PAGE)
def stop(request: HttpRequest, code: str, slug: str) -> HttpResponse:
    """The programme no longer reads along."""
    initiative = found(request, code)
    viewer = viewer_of(request)
    require(rules.may_stop_reporting(viewer, initiative))
    if not initiative.programme_id:
        return redirect(address(initiative, "pilots:check-ins"))
    back = "pilots:check-ins" if rules.may_report(viewer, initiative) else "initiatives:initiative"
    if request.method == "POST" and back == "initiatives:initiative":  # a programme lead may not see it afterwards
        return _let_go(request, initiative)
    return press(
        request,
        initiative,
        partial(actions.stop_reporting, initiative, by=viewer),
        back=back,
        done=_("It no longer reports to the programme."),
        title=_("Stop reporting to this programme?"),
        submit=_("Stop reporting"),
        consequences=[
            _("The leads of the programme see only what everyone else sees."),
            _("Questions that are still open go to the leads of the space of the initiative."),
        ],
        danger=True,
    )


def _let_go(request: HttpRequest, initiative: object) -> HttpResponse:
    try:
        actions.stop_reporting(initiative, by=viewer_of(request))  # type: ignore[arg-type]
        messages.success(request, _("It no longer reports to the programme."))
    except Mistake as mistake:
        messages.error(request, str(mistake))
    return redirect("pilots:flock")


@require_POST
def decline(request: HttpRequest, code: str, slug: str, asked: str) -> HttpResponse:
    """Not this programme."""
    initiative = found(request, code)
    viewer = viewer_of(request)
    one = get_object_or_404(ReportRequest.objects.visible_to(viewer).filter(initiative=initiative), code=asked)
    actions.decline(one, by=viewer)
    messages.success(request, _("You said no. Nothing was opened."))
    return redirect(address(initiative, "pilots:check-ins"))
