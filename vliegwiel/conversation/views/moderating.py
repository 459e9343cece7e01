"""Reporting a comment, and what the moderators do with it."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from vliegwiel.core.answers import Refused, require
from vliegwiel.core.attempt import sent
from vliegwiel.core.rates import limited
from vliegwiel.core.viewers import viewer_of

from .. import actions, rules
from ..forms import DecideForm, ReasonForm
from ..queries.reports import hiding_of, open_report_of, waiting
from .showing import PAGE, comment_for, fill_in


@require_safe
def reports(request: HttpRequest) -> HttpResponse:
    """Comments that wait for a moderator, the oldest first."""
    viewer = viewer_of(request)
    require(rules.may_moderate(viewer))
    assert viewer is not None
    rows, after = waiting(viewer, after=request.GET.get("na", ""))
    may_decide = {
        one.said.comment.pk: bool(one.appeal and rules.may_decide(viewer, one.appeal, one.others)) for one in rows
    }
    return render(request, "conversation/reports.html", {"rows": rows, "after": after, "may_decide": may_decide})


@require_http_methods(PAGE)
@limited("report", times=30, seconds=3600)
def report(request: HttpRequest, code: str) -> HttpResponse:
    comment, place = comment_for(request, code)
    viewer = viewer_of(request)
    require(rules.may_report(viewer, comment))
    label = _("What is not right about it?")
    return fill_in(
        request,
        comment,
        place,
        ReasonForm(sent(request), label=label, help_text=_("Only the moderators read this, with your name.")),
        partial(actions.report, comment, by=viewer),
        done=_("Thank you. Someone will look at it; until then it stays to be read."),
        title=_("Report this comment"),
        submit=_("Send this report"),
        lead=_("The leads of the space, or the operators, look at it and decide."),
    )


@require_http_methods(PAGE)
def hide(request: HttpRequest, code: str) -> HttpResponse:
    comment, place = comment_for(request, code)
    viewer = viewer_of(request)
    require(rules.may_hide(viewer, comment))
    label = _("Why do you hide it?")
    return fill_in(
        request,
        comment,
        place,
        ReasonForm(sent(request), label=label, help_text=_("Everyone who reads this page reads the reason.")),
        partial(actions.hide, comment, by=viewer),
        done=_("The comment is hidden. Readers see the reason; its maker can appeal."),
        title=_("Hide this comment"),
        submit=_("Hide it"),
        lead=_("The text is gone for readers. Its maker still reads it, with the reason, and can appeal once."),
        danger=True,
    )


@require_POST
def keep(request: HttpRequest, code: str) -> HttpResponse:
    """A button on the page of reports."""
    comment, _place = comment_for(request, code)
    viewer = viewer_of(request)
    waits = open_report_of(comment, viewer)
    if waits is None:
        if not rules.may_moderate(viewer):
            raise Http404
        messages.info(request, _("This report has been dealt with already."))
        return redirect("conversation:reports")
    try:
        actions.keep(waits, by=viewer)
        messages.success(request, _("The comment stays as it is."))
    except Refused as refused:
        if not rules.may_moderate(viewer):
            raise
        messages.warning(request, str(refused.answer.reason))
    return redirect("conversation:reports")


@require_http_methods(PAGE)
def decide(request: HttpRequest, code: str) -> HttpResponse:
    """Another moderator reads the appeal, and decides."""
    comment, place = comment_for(request, code)
    viewer = viewer_of(request)
    hiding = hiding_of(comment, viewer)
    if hiding is None or not hiding.appeal or not rules.is_moderator(viewer, comment):
        raise Http404
    require(rules.may_decide(viewer, hiding))
    return fill_in(
        request,
        comment,
        place,
        DecideForm(sent(request)),
        partial(actions.decide, hiding, by=viewer),
        done=_("Decided. The maker reads it with the comment."),
        back=reverse("conversation:reports"),
        title=_("Decide about the appeal"),
        submit=_("Decide this"),
        appeal=hiding,
    )
