"""Inviting someone by mail, and the page that the mail leads to."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from vliegwiel.core.answers import Mistake, require
from vliegwiel.core.attempt import attempt, sent
from vliegwiel.core.viewers import viewer_of

from .. import actions, queries, rules
from .. import invitations as kinds
from ..forms import InviteForm
from ..models import Invitation, Organisation


@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: HttpRequest, code: str) -> HttpResponse:
    """Invite someone to an organisation; below it the invitations that are open."""
    viewer = viewer_of(request)
    organisation = get_object_or_404(Organisation.objects.visible_to(viewer), code=code)
    require(rules.may_invite(viewer, organisation))
    form = InviteForm(sent(request))
    if invitation := attempt(form, lambda **typed: actions.invite(organisation, by=viewer, **typed)):
        messages.success(request, _("The invitation to %(email)s is on its way.") % {"email": invitation.email})
        return redirect("people:invite", code)
    waiting = queries.waiting_invitations(organisation, viewer)
    context = {"organisation": organisation, "form": form, "waiting": list(waiting[:100])}
    return render(request, "people/invite.html", context, status=422 if form.errors else 200)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, secret: str) -> HttpResponse:
    """What is asked; accepting it needs an account."""
    row = get_object_or_404(queries.invitation_with(secret))
    viewer = viewer_of(request)
    if request.method == "POST":
        try:
            target = actions.accept_invitation(row, by=viewer)
        except Mistake as mistake:
            messages.warning(request, str(mistake))
            return redirect(request.path)
        messages.success(request, _("Welcome! You have accepted the invitation."))
        return redirect(target)
    context = {
        "invitation": row,
        "sentence": kinds.sentence_of(row),
        "closed": kinds.why_closed(row, timezone.now()),
        "until": row.sent_at + kinds.OPEN_FOR,
    }
    return render(request, "people/invitation.html", context)


@require_POST
def withdraw(request: HttpRequest, secret: str) -> HttpResponse:
    """Take back an invitation that one sent."""
    row = get_object_or_404(Invitation.objects.visible_to(viewer_of(request)), secret=secret)
    try:
        actions.withdraw_invitation(row, by=viewer_of(request))
        messages.success(request, _("The invitation has been withdrawn."))
    except Mistake as mistake:
        messages.warning(request, str(mistake))
    target = kinds.target_of(row)
    return redirect(target or "people:account")  # type: ignore[arg-type]  # whatever one is invited to has a page
