"""Asking people for the team, and the page for who has a minute."""

from __future__ import annotations

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from vliegwiel.core.answers import require
from vliegwiel.core.attempt import sent
from vliegwiel.core.rates import limited
from vliegwiel.core.viewers import viewer_of
from vliegwiel.initiatives.journey import Role

from .. import actions, rules
from ..forms.carrying import InviteForm
from ..queries.minute import minute_of
from .anchoring import WORDS
from .showing import PAGE, fill_in, found, look, show


@require_safe
def minute(request: HttpRequest, code: str, slug: str) -> HttpResponse:
    """Where it stands, and what you can do now."""
    initiative = found(request, code)
    seen = look(request, initiative)
    return show(request, "minute", seen, minute=minute_of(seen, today=timezone.localdate()), words=WORDS)


@require_http_methods(PAGE)
@limited("team-invitation", times=60, seconds=3600)
def invite(request: HttpRequest, code: str, slug: str) -> HttpResponse:
    """By mail, with what is asked and how much time it takes."""
    initiative = found(request, code)
    viewer = viewer_of(request)
    require(rules.may_invite(viewer, initiative))
    role = request.GET.get("rol", "")
    return fill_in(
        request,
        initiative,
        InviteForm(role if role in Role.values else Role.MEMBER, sent(request)),
        partial(actions.invite, initiative, by=viewer),
        back="initiatives:team",
        done=_("The invitation is on its way."),
        title=_("Invite someone for the team"),
        lead=_("They get a mail with what you ask. An account is not needed beforehand."),
        note=_("Whoever accepts can read everything of this initiative, whatever its ring."),
        submit=_("Send the invitation"),
    )
