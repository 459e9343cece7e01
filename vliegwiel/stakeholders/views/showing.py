"""What the pages of one playing field do the same: find the initiative as this viewer, find a party, show it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone

from vliegwiel.core.refusal import the_one
from vliegwiel.core.viewers import viewer_of
from vliegwiel.initiatives import rules as initiatives
from vliegwiel.initiatives.models import Initiative
from vliegwiel.initiatives.queries.look import Look, look_at, opened

from .. import rules
from ..models import Stakeholder
from ..queries.fields import parties

PAGE = ["GET", "HEAD", "POST"]


def look_for(request: HttpRequest, code: str) -> Look:
    """The initiative with this code as who asks for this page sees it, with what the rules answer; or 404."""
    viewer = viewer_of(request)
    initiative = the_one(opened(viewer, code=code))
    return look_at(
        initiative,
        viewer,
        may_edit=bool(initiatives.may_edit(viewer, initiative)),
        may_lead=bool(initiatives.may_lead(viewer, initiative)),
    )


def party_in(look: Look, code: str) -> Stakeholder:
    """The party with this code in this playing field, when this viewer may read it; or 404."""
    return get_object_or_404(parties(look), code=code)


def address(initiative: Initiative, page: str, *more: str) -> str:
    """The address of one of the pages of its playing field."""
    return reverse(f"stakeholders:{page}", args=[initiative.code, initiative.slug, *more])


def show(request: HttpRequest, template: str, look: Look, **context: Any) -> HttpResponse:
    everything = {
        "look": look,
        "initiative": look.initiative,
        "today": timezone.localdate(),
        "reads_personal": bool(rules.may_read_personal(look.viewer, look.initiative)),
        "back_url": address(look.initiative, "field"),
        **context,
    }
    return render(request, f"stakeholders/{template}.html", everything)
