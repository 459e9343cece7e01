"""Where it goes: another stage, the end, taking it up again, another ring."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from vliegwiel.core.answers import require
from vliegwiel.core.attempt import attempt, sent
from vliegwiel.core.viewers import viewer_of
from vliegwiel.spaces.journey import Ring, is_wider

from .. import actions, rules
from ..forms.course import EndForm, MoveForm, RingForm
from ..models import Initiative
from ..queries.look import readers
from .showing import address, fill_in, found, look, press, show, show_form
from .writing import PAGE


@require_http_methods(PAGE)
def move(request: HttpRequest, code: str, slug: str) -> HttpResponse:
    """To another stage, with the reason."""
    initiative = found(request, code)
    viewer = viewer_of(request)
    require(rules.may_move(viewer, initiative))
    return fill_in(
        request,
        initiative,
        MoveForm(initiative, sent(request)),
        partial(actions.move, initiative, by=viewer),
        back="progress",
        done=_("Moved. The reason is kept in its history."),
        title=_("Move to another stage"),
        lead=_("It stands in “%(stage)s” now. You may go forwards, back or skip a stage.")
        % {"stage": initiative.stage.name},
        submit=_("Move"),
    )


@require_http_methods(PAGE)
def end(request: HttpRequest, code: str, slug: str) -> HttpResponse:
    """Close it, with the reason and, kindly asked, the lesson."""
    initiative = found(request, code)
    viewer = viewer_of(request)
    require(rules.may_end(viewer, initiative))
    form = EndForm(sent(request))
    form.look_as(viewer, apart_from=initiative)
    return fill_in(
        request,
        initiative,
        form,
        partial(actions.end, initiative, by=viewer),
        back="progress",
        done=_("Closed. Everything stays readable, and you can take it up again."),
        title=_("Close this initiative"),
        lead=_("An end is a result too. Everything stays readable, and it can be taken up again later."),
        submit=_("Close the initiative"),
    )


@require_http_methods(PAGE)
def revive(request: HttpRequest, code: str, slug: str) -> HttpResponse:
    """Take it up again."""
    initiative = found(request, code)
    viewer = viewer_of(request)
    require(rules.may_revive(viewer, initiative))
    return press(
        request,
        initiative,
        partial(actions.revive, initiative, by=viewer),
        back="progress",
        done=_("Taken up again."),
        title=_("Take this initiative up again?"),
        submit=_("Take it up again"),
        consequences=[
            _("It stands again in the stage “%(stage)s”.") % {"stage": initiative.stage.name},
            _("How it ended, with the lesson, stays in its history."),
        ],
    )


@require_http_methods(PAGE)
def ring(request: HttpRequest, code: str, slug: str) -> HttpResponse:
    """Who can see it: narrower at once, wider after the page has said who will be able to read it."""
    initiative = found(request, code)
    viewer = viewer_of(request)
    require(rules.may_change_ring(viewer, initiative))
    before = initiative.ring
    allowed = {word for word in Ring.values if rules.may_change_ring(viewer, initiative, word)}
    sentences = {word: readers(initiative, word) for word in Ring.values if word in allowed or word == before}
    form = RingForm(sentences, sent(request), initial={"ring": before})
    if request.method == "POST" and form.is_valid():
        wanted = form.cleaned_data["ring"]
        if is_wider(wanted, than=before) and not form.cleaned_data["sure"]:
            return _ask_to_widen(request, initiative, wanted, sentences[wanted])
        if attempt(form, lambda **_sent: actions.change_ring(initiative, by=viewer, ring=wanted)) is not None:
            messages.success(request, _say(before, wanted, sentences))
            return redirect(address(initiative))
    return show_form(
        request,
        initiative,
        form,
        back="initiative",
        title=_("Who can see this?"),
        lead=readers(initiative),
        submit=_("Change who can see this"),
        note="" if len(allowed) == len(Ring) else _("Opening it wider than the space is for a lead of the space."),
    )


def _ask_to_widen(request: HttpRequest, initiative: Initiative, wanted: str, sentence: str) -> HttpResponse:
    return show(
        request,
        "initiatives/confirm.html",
        look(request, initiative),
        back="ring",
        title=_("Let more people read this?"),
        submit=_("Yes, open it"),
        hidden={"ring": wanted, "sure": "1"},
        consequences=[
            sentence,
            _("This goes for everything on its pages: parts, checks, news, files and the history of its texts."),
            _("You can close it again, but you cannot make anyone forget what they have read."),
        ],
    )


def _say(before: str, wanted: str, sentences: dict[str, str]) -> str:
    if before == wanted:
        return _("Nothing was changed.")
    if is_wider(wanted, than=before):
        return _("Opened. %(readers)s") % {"readers": sentences[wanted]}
    return _("Closed to others at once. %(readers)s Nobody else can see it any more.") % {"readers": sentences[wanted]}
