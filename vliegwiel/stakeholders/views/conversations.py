"""One conversation for many pilots: preparing it, the page to print, and what came of it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from vliegwiel.core.answers import require
from vliegwiel.core.attempt import attempt, sent
from vliegwiel.core.rates import limited
from vliegwiel.core.viewers import viewer_of

from .. import actions, rules
from ..forms.conversations import PrepareForm, TellForm
from ..models import Conversation, ConversationAsk
from ..queries.web import asks_of
from .showing import PAGE
from .web import found_party

often = limited("talk", times=120, seconds=3600)


@require_http_methods(PAGE)
@often
def prepare(request: HttpRequest, code: str) -> HttpResponse:
    """Choose the asks to bring, of pilots that one carries."""
    party, heirs = found_party(request, code)
    viewer = viewer_of(request)
    page = asks_of(party, viewer, heirs, after=request.GET.get("na", ""))
    asks = [row for row in page.rows if row.is_mine and row.is_open]
    require(rules.may_prepare(viewer, None, asks))
    form = PrepareForm(asks, sent(request), initial={"asks": [row.code for row in asks]})

    def act(**fields: Any) -> Any:
        return actions.prepare(None, by=viewer, party=party, **fields)

    if request.method == "POST" and (talk := attempt(form, act)) is not None:
        messages.success(request, _("The conversation is prepared. Each pilot sees it at this party."))
        return redirect(talk.get_absolute_url())
    return render(request, "stakeholders/prepare.html", {"party": party, "form": form})


def _talk(request: HttpRequest, code: str) -> tuple[Conversation, list[ConversationAsk]]:
    """The conversation, or 404; and the asks that this viewer may read."""
    viewer = viewer_of(request)
    talk = get_object_or_404(Conversation.objects.visible_to(viewer).select_related("by", "organisation"), code=code)
    asks = ConversationAsk.objects.visible_to(viewer).filter(conversation=talk)
    parts = ("stakeholder__initiative", "stakeholder__organisation", "stakeholder__stage", "stakeholder__owner")
    return talk, list(asks.select_related(*parts).order_by("stakeholder__due_on", "id")[:200])


@require_safe
def show_talk(request: HttpRequest, code: str) -> HttpResponse:
    """On one page: when, who, what each pilot asks; and afterwards what came of it."""
    talk, asks = _talk(request, code)
    may_tell = bool(asks) and bool(rules.may_tell(viewer_of(request), talk))
    context = {"talk": talk, "asks": asks, "may_tell": may_tell, "today": timezone.localdate()}
    return render(request, "stakeholders/conversation.html", context)


@require_http_methods(PAGE)
@often
def tell(request: HttpRequest, code: str) -> HttpResponse:
    """What came of it, per pilot."""
    talk, asks = _talk(request, code)
    viewer = viewer_of(request)
    require(rules.may_tell(viewer, talk))
    form = TellForm(asks, sent(request))

    def act(**_fields: Any) -> Any:
        return actions.tell(talk, by=viewer, told=form.told())

    if request.method == "POST" and attempt(form, act) is not None:
        messages.success(request, _("Saved. Each pilot reads it in the history of this party."))
        return redirect(talk.get_absolute_url())
    return render(request, "stakeholders/tell.html", {"talk": talk, "form": form})
