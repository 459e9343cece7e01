"""What a team says of a suggestion: the same thing, reuse it, or it does not fit."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from vliegwiel.core.answers import require
from vliegwiel.core.attempt import attempt, sent
from vliegwiel.core.viewers import viewer_of
from vliegwiel.initiatives.models import Initiative, Part

from .. import actions, rules
from ..forms import UnfitForm


def _seen(request: HttpRequest, code: str) -> Initiative:
    return get_object_or_404(Initiative.objects.visible_to(viewer_of(request)).standing(), code=code)


def _part(request: HttpRequest, code: str) -> Part:
    return get_object_or_404(Part.objects.visible_to(viewer_of(request)).select_related("initiative"), code=code)


@require_POST
def same(request: HttpRequest, code: str, other: str) -> HttpResponse:
    """The same thing: on to the proposal to merge them."""
    one, second, viewer = _seen(request, code), _seen(request, other), viewer_of(request)
    require(rules.may_judge(viewer, one, second))
    actions.call_same(one, by=viewer, other=second)
    return redirect("initiatives:merge", one.code, one.slug, second.code)


@require_POST
def take_up(request: HttpRequest, code: str, part: str) -> HttpResponse:
    """We look at reusing this part: from now on it stands on both pages."""
    one, used, viewer = _seen(request, code), _part(request, part), viewer_of(request)
    require(rules.may_judge(viewer, one, part=used))
    actions.take_up(one, by=viewer, part=used)
    messages.success(request, _("Noted. It stands on your page and on the page of the part; its makers see it."))
    return redirect("initiatives:parts", one.code, one.slug)


@require_http_methods(["GET", "HEAD", "POST"])
def unfit(request: HttpRequest, code: str, other: str = "", part: str = "") -> HttpResponse:
    """It does not fit, and why: it is not suggested here again."""
    one, viewer = _seen(request, code), viewer_of(request)
    what = {"part": _part(request, part)} if part else {"other": _seen(request, other)}
    require(rules.may_judge(viewer, one, **what))
    form = UnfitForm(sent(request))

    def act(reason: str, note: str) -> object:
        return actions.dismiss(one, by=viewer, reason=reason, note=note, **what)

    if request.method == "POST" and attempt(form, act) is not None:
        messages.success(request, _("Thank you. You will not see it beside this initiative again."))
        return redirect(one)
    (thing,) = what.values()
    return render(request, "matching/unfit.html", {"initiative": one, "thing": thing, "form": form})


@require_POST
def recall(request: HttpRequest, code: str, other: str = "", part: str = "") -> HttpResponse:
    """Show it again after all."""
    one, viewer = _seen(request, code), viewer_of(request)
    what = {"part": _part(request, part)} if part else {"other": _seen(request, other)}
    require(rules.may_judge(viewer, one, **what))
    actions.recall(one, by=viewer, **what)
    messages.success(request, _("It may be suggested again."))
    return redirect("matching:looks-like", one.code)
