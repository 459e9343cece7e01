"""How firmly it has taken root, on three levels."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from vliegwiel.core.answers import require
from vliegwiel.core.attempt import sent
from vliegwiel.core.viewers import viewer_of

from .. import actions, rules
from ..forms.carrying import AnchorForm
from ..journey import Level
from ..queries import tabs
from .showing import PAGE, address, fill_in, found, look, show

ADDRESSES = {"bestuur": Level.GOVERNANCE, "organisatie": Level.ORGANISATION, "informatie": Level.INFORMATION}
WORDS = {level: word for word, level in ADDRESSES.items()}


@require_safe
def index(request: HttpRequest, code: str, slug: str) -> HttpResponse:
    """The three levels as they are now, and how they were."""
    initiative = found(request, code)
    if slug != initiative.slug:
        return redirect(address(initiative, "pilots:anchoring"), permanent=True)
    seen = look(request, initiative)
    levels = tabs.anchoring_of(initiative, seen.viewer)
    before = tabs.anchoring_before(initiative, seen.viewer)
    return show(request, "anchoring", seen, tab="anchoring", levels=levels, before=before, words=WORDS)


@require_http_methods(PAGE)
def anchor(request: HttpRequest, code: str, slug: str, level: str) -> HttpResponse:
    """State, evidence and next step of one level."""
    initiative = found(request, code)
    viewer = viewer_of(request)
    if level not in ADDRESSES:
        raise Http404
    require(rules.may_anchor(viewer, initiative))
    standing = next(one for one in tabs.anchoring_of(initiative, viewer) if one.level == ADDRESSES[level])
    now = {
        "state": str(standing.state),
        "evidence": standing.now.evidence if standing.now else "",
        "next_step": standing.now.next_step if standing.now else "",
    }

    def save(**fields: Any) -> Any:
        return True if fields == now else actions.anchor(initiative, by=viewer, level=standing.level, **fields)

    form = AnchorForm(sent(request), initial=now)
    return fill_in(
        request,
        initiative,
        form,
        save,
        back="pilots:anchoring",
        done=_("Saved."),
        title=_("Anchoring: %(level)s") % {"level": standing.level.label},
        lead=standing.asks,
        note=_("Who reads the initiative reads this too: %(readers)s") % {"readers": look(request, initiative).readers},
        submit=_("Save this"),
    )
