"""Merging two initiatives: the proposal, the answer of both sides, and undoing it."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from vliegwiel.core.answers import Mistake, require
from vliegwiel.core.attempt import attempt, sent
from vliegwiel.core.viewers import viewer_of

from .. import actions, rules
from ..forms.merging import AnswerForm, MergeForm
from ..journey import MergerState
from ..models import Initiative, Merger
from ..queries.look import readers
from .showing import found, show_form
from .writing import PAGE


@require_http_methods(PAGE)
def merge(request: HttpRequest, code: str, slug: str, other: str) -> HttpResponse:
    """Propose that these two become one."""
    one, viewer = found(request, code), viewer_of(request)
    second = get_object_or_404(Initiative.objects.visible_to(viewer).standing(), code=other)
    if one.pk == second.pk:
        raise Http404
    ways = {stays.code: (goes, stays) for goes, stays in ((one, second), (second, one))}
    answers = {stays: rules.may_propose_merging(viewer, *way) for stays, way in ways.items()}
    require(answers[second.code] or answers[one.code])
    form = MergeForm({code: ways[code][1] for code, answer in answers.items() if answer}, sent(request))

    def act(stays: str, reason: str) -> Merger:
        goes, into = ways[stays]
        return actions.propose_merging(goes, by=viewer, into=into, reason=reason)

    if request.method == "POST" and (merger := attempt(form, act)) is not None:
        messages.success(request, _("Proposed. Nothing has changed yet: below stands who has to agree."))
        return redirect(merger)
    return show_form(
        request, one, form, template="initiatives/merge.html", title=_("Are these the same?"), other=second
    )


def _seen(request: HttpRequest, code: str) -> Merger:
    rows = Merger.objects.visible_to(viewer_of(request))
    return get_object_or_404(rows.select_related("initiative__space", "into__space"), code=code)


@require_safe
def merger(request: HttpRequest, code: str) -> HttpResponse:
    """What is proposed or was done, what follows from it, and what this person can do."""
    one, viewer = _seen(request, code), viewer_of(request)
    context = {
        "merger": one,
        "form": AnswerForm(),
        "readers": readers(one.into),
        "opens": rules.is_wider(one.into.ring, one.initiative.ring),
        "waits_for": [] if one.state != MergerState.PROPOSED else _waits_for(one),
        "may_agree": bool(rules.may_agree_to_merging(viewer, one)),
        "may_decline": bool(rules.may_decline_merging(viewer, one)),
        "may_undo": bool(rules.may_undo_merging(viewer, one)),
    }
    return render(request, "initiatives/merger.html", context)


def _waits_for(one: Merger) -> list[Initiative]:
    """Whose leads have not said yes."""
    sides = [(one.agreed_going_id, one.initiative), (one.agreed_staying_id, one.into)]
    return [side for agreed, side in sides if not agreed]


@require_POST
def agree(request: HttpRequest, code: str) -> HttpResponse:
    one, viewer = _seen(request, code), viewer_of(request)
    require(rules.may_agree_to_merging(viewer, one))
    try:
        actions.agree_to_merging(one, by=viewer)
    except Mistake as mistake:
        messages.error(request, str(mistake))
        return redirect(one)
    if one.state == MergerState.DONE:
        messages.success(request, _("Merged. Everything stands on this page now, and the old address leads here."))
        return redirect(one.into)
    messages.success(request, _("Your yes is noted. The other side has to agree too."))
    return redirect(one)


@require_POST
def decline(request: HttpRequest, code: str) -> HttpResponse:
    one, viewer = _seen(request, code), viewer_of(request)
    require(rules.may_decline_merging(viewer, one))
    form = AnswerForm(request.POST)
    answer = form.cleaned_data["answer"] if form.is_valid() else ""
    actions.decline_merging(one, by=viewer, answer=answer)
    messages.success(request, _("They stay two. Nothing was changed."))
    return redirect(one)


@require_POST
def undo(request: HttpRequest, code: str) -> HttpResponse:
    one, viewer = _seen(request, code), viewer_of(request)
    require(rules.may_undo_merging(viewer, one))
    actions.undo_merging(one, by=viewer)
    messages.success(request, _("Undone. What came along stands where it was again."))
    return redirect(one.initiative)
