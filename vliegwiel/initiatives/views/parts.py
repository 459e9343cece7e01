"""Reusable parts: their own page, and reusing them."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from vliegwiel.core.answers import require
from vliegwiel.core.attempt import attempt, sent
from vliegwiel.core.viewers import viewer_of

from .. import actions, rules
from ..forms.hanging import PartForm, ReuseForm
from ..models import Initiative, Part
from ..queries.own import own_initiatives
from ..queries.tabs import reuses_of
from .hanging import to_edit
from .showing import fill_in, press
from .writing import PAGE


def _seen(request: HttpRequest, code: str) -> Part:
    parts = Part.objects.visible_to(viewer_of(request)).select_related("initiative")
    return get_object_or_404(parts, code=code)


def _own(request: HttpRequest, initiative: Initiative, code: str) -> Part:
    return get_object_or_404(Part.objects.visible_to(viewer_of(request)).filter(initiative=initiative), code=code)


@require_safe
def part(request: HttpRequest, code: str) -> HttpResponse:
    """What it is, under which conditions, and who reuses it."""
    one = _seen(request, code)
    viewer = viewer_of(request)
    may_edit = bool(rules.may_edit(viewer, one.initiative))
    context = {"part": one, "reuses": reuses_of(one, viewer), "may_edit": may_edit}
    return render(request, "initiatives/part.html", context)


@require_http_methods(PAGE)
def reuse(request: HttpRequest, code: str) -> HttpResponse:
    """Say that an initiative of one's own considers or uses it."""
    one = _seen(request, code)
    viewer = viewer_of(request)
    require(rules.may_reuse(viewer, one))
    mine = list(own_initiatives(viewer).exclude(pk=one.initiative_id))
    form = ReuseForm(mine, sent(request))

    def act(initiative: Initiative, **fields: str) -> object:
        return actions.reuse(initiative, by=viewer, part=one, **fields)

    if request.method == "POST" and attempt(form, act) is not None:
        messages.success(request, _("Noted. The makers see that it is reused."))
        return redirect(one)
    return render(request, "initiatives/reuse.html", {"part": one, "form": form, "mine": mine})


@require_http_methods(PAGE)
def add_part(request: HttpRequest, code: str, slug: str) -> HttpResponse:
    initiative = to_edit(request, code)
    return fill_in(
        request,
        initiative,
        PartForm(sent(request)),
        partial(actions.add_part, initiative, by=viewer_of(request)),
        back="parts",
        done=_("The part is on the page. Others can find and reuse it."),
        title=_("Offer a part for reuse"),
        lead=_("What have you made that another need not make again? A letter or a way of working counts too."),
        submit=_("Offer this part"),
    )


@require_http_methods(PAGE)
def edit_part(request: HttpRequest, code: str, slug: str, part: str) -> HttpResponse:
    initiative = to_edit(request, code)
    one = _own(request, initiative, part)
    return fill_in(
        request,
        initiative,
        PartForm(request.POST) if request.method == "POST" else PartForm.of(one),
        partial(actions.edit_part, initiative, by=viewer_of(request), part=one),
        back="parts",
        done=_("Saved."),
        title=_("Change this part"),
        submit=_("Save"),
    )


@require_http_methods(PAGE)
def remove_part(request: HttpRequest, code: str, slug: str, part: str) -> HttpResponse:
    initiative = to_edit(request, code)
    one = _own(request, initiative, part)
    return press(
        request,
        initiative,
        partial(actions.remove_part, initiative, by=viewer_of(request), part=one),
        back="parts",
        done=_("The part is removed."),
        title=_("Remove this part?"),
        text=one.name,
        submit=_("Remove this part"),
        danger=True,
    )
