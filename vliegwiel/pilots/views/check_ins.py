"""Check-ins of one initiative, and filling one in."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from vliegwiel.conversation.queries.talk import counts_of
from vliegwiel.core.answers import Answer, Mistake, require
from vliegwiel.core.attempt import blame, sent
from vliegwiel.core.codes import new_secret
from vliegwiel.core.rates import limited
from vliegwiel.core.viewers import viewer_of
from vliegwiel.initiatives.models import Initiative

from .. import actions, rules
from ..forms.check_in import CheckInForm, NarrowForm, secret_in, typed
from ..journey import ItemKind
from ..models import CheckIn, CheckInDraft
from ..queries import tabs
from .showing import PAGE, address, fill_in, found, look, show


@require_safe
def index(request: HttpRequest, code: str, slug: str) -> HttpResponse:
    """What the team told, newest first, and what was done with it."""
    initiative = found(request, code)
    if slug != initiative.slug:
        return redirect(address(initiative, "pilots:check-ins"), permanent=True)
    seen = look(request, initiative)
    page = tabs.check_ins_of(seen, before=request.GET.get("na", ""))
    may_report = bool(rules.may_report(seen.viewer, initiative))
    may_stop = may_report or bool(rules.may_stop_reporting(seen.viewer, initiative))  # who may report may stop it
    return show(
        request,
        "check_ins",
        seen,
        tab="check-ins",
        pulse=tabs.pulse_of(initiative, seen.viewer, today=timezone.localdate()),
        page=page,
        comments=counts_of("pilots.checkin", [one.pk for one in page.rows], seen.viewer),
        items_by_kind=tabs.items_by_kind,
        may_report=may_report,
        may_stop_reporting=initiative.programme_id is not None and may_stop,
    )


@require_http_methods(PAGE)
@limited("check-in", times=120, seconds=3600)
def new(request: HttpRequest, code: str, slug: str) -> HttpResponse:
    """Three questions, saved as one types, with the previous one beside it."""
    initiative = found(request, code)
    viewer = viewer_of(request)
    may = rules.may_check_in(viewer, initiative)
    if request.method == "POST":
        return _send(request, initiative, may)
    require(may)
    draft = CheckInDraft.objects.visible_to(viewer).filter(initiative=initiative).first()
    form = CheckInForm(initiative, kept=draft.data if draft else None, more=request.GET.get("meer", ""))
    return _form(request, initiative, form, secret=draft.secret if draft else new_secret())


def _send(request: HttpRequest, initiative: Initiative, may: Answer) -> HttpResponse:
    """Save, and then give another box, show what is not right, or send it."""
    viewer = viewer_of(request)
    secret = secret_in(request.POST) or new_secret()
    form = CheckInForm(initiative, request.POST)
    if viewer is None:
        require(may)
    if not may:  # someone who left the team half-way keeps what they typed on the page
        form.add_error(None, str(may.reason))
        return _form(request, initiative, form, secret=secret, status=403)
    actions.save_draft(initiative, by=viewer, secret=secret, data=typed(request.POST))
    more = request.POST.get("meer", "")
    if more in ItemKind.values:
        return redirect(f"{request.path}?meer={more}#{more}")
    if form.is_valid():
        try:
            check_in = actions.send(
                initiative, by=viewer, secret=secret, items=form.items(),
                ring=form.cleaned_data["ring"], as_news=form.cleaned_data["as_news"],
            )  # fmt: skip
        except Mistake as mistake:
            blame(form, mistake)
        else:
            return _thank(request, initiative, check_in)
    return _form(request, initiative, form, secret=secret)


def _thank(request: HttpRequest, initiative: Initiative, check_in: CheckIn) -> HttpResponse:
    asked = sum(item.kind != ItemKind.RESULT for item in check_in.items.all())
    said = _("Your check-in is sent.")
    if asked:
        on_desk = ngettext(
            "%(n)s question or bottleneck waits for an answer; you see here what is done with it.",
            "%(n)s questions and bottlenecks wait for an answer; you see here what is done with them.",
            asked,
        )
        said = f"{said} {on_desk % {'n': asked}}"
    messages.success(request, said)
    return redirect(address(initiative, "pilots:check-ins"))


def _form(
    request: HttpRequest, initiative: Initiative, form: CheckInForm, *, secret: str, status: int = 200
) -> HttpResponse:
    seen = look(request, initiative)
    return show(
        request,
        "check_in_form",
        seen,
        status=status,
        form=form,
        secret=secret,
        kinds=list(ItemKind),
        previous=tabs.latest(initiative, seen.viewer),
        items_by_kind=tabs.items_by_kind,
    )


@require_POST
@limited("check-in-autosave", times=2000, seconds=3600)
def keep(request: HttpRequest, code: str, slug: str) -> HttpResponse:
    """Save as one types, unchecked. 204 when it is kept."""
    initiative = found(request, code)
    secret = secret_in(request.POST)
    if not secret:
        return HttpResponse(status=409)
    actions.save_draft(initiative, by=viewer_of(request), secret=secret, data=typed(request.POST))
    return HttpResponse(status=204)


@require_http_methods(PAGE)
def narrow(request: HttpRequest, code: str, slug: str, check_in: str) -> HttpResponse:
    """Let fewer people read one that was sent."""
    initiative = found(request, code)
    viewer = viewer_of(request)
    here = CheckIn.objects.visible_to(viewer).filter(initiative=initiative).select_related("initiative")
    one = get_object_or_404(here, code=check_in)
    require(rules.may_narrow(viewer, one))
    return fill_in(
        request,
        initiative,
        NarrowForm(initiative, one.ring, sent(request)),
        partial(actions.narrow, one, by=viewer),
        back="pilots:check-ins",
        done=_("Saved."),
        title=_("Who may read the check-in of %(day)s?") % {"day": timezone.localdate(one.at)},
        lead=_("You can only choose fewer people than now."),
        submit=_("Save this"),
    )
