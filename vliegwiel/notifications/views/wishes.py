"""How I want to hear of things, and whether my address takes mail."""

from __future__ import annotations

from smtplib import SMTPException

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from vliegwiel.core.answers import require
from vliegwiel.core.attempt import sent
from vliegwiel.core.rates import limited
from vliegwiel.core.viewers import viewer_of
from vliegwiel.exchange.post import may_be_mailed
from vliegwiel.people.models import Person

from .. import actions, rules
from ..actions.wishing import paces_of
from ..forms import WishesForm
from ..models import RefusedAddress
from ..moments import quiet_hours
from ..queries.refused import refused_of_word, refused_page
from ..stopping import confirmed_by


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def wishes(request: HttpRequest) -> HttpResponse:
    """Per group how soon, the quiet hours, and what the mail server said of my address."""
    me = viewer_of(request)
    assert isinstance(me, Person)
    form = WishesForm(paces_of(me), quiet_hours(me), sent(request))
    if request.method == "POST" and form.is_valid():
        actions.wish(me, by=me, **form.wished())
        messages.success(request, _("Saved. This holds from now on."))
        return redirect("notifications:wishes")
    refused = RefusedAddress.objects.visible_to(me).filter(person=me, email__iexact=me.email).first()
    words = {"form": form, "refused": refused, "is_mailed": may_be_mailed(me), "me": me}
    return render(request, "notifications/wishes.html", words, status=422 if form.errors else 200)


@login_required
@require_POST
@limited("notifications.again", times=5, seconds=3600)
def again(request: HttpRequest, code: str) -> HttpResponse:
    """Send one mail to the address that refused, with a link that says that it arrived."""
    me = viewer_of(request)
    refused = get_object_or_404(RefusedAddress.objects.visible_to(me), code=code)
    try:
        actions.try_again(refused, by=me)
    except (OSError, SMTPException):
        messages.error(request, _("The mail server still does not take it. Look whether the address is right."))
    else:
        messages.success(request, _("A mail is on its way. Follow the link in it."))
    return redirect("notifications:wishes")


@require_http_methods(["GET", "HEAD", "POST"])
def address(request: HttpRequest, word: str) -> HttpResponse:
    """The link in that mail: asks first, because mail programs look at links by themselves."""
    refused = refused_of_word(confirmed_by(word))
    if request.method == "POST" and refused is not None:
        actions.confirm_address(refused, by=viewer_of(request))
        return render(request, "notifications/stopped.html", {"state": "confirmed"})
    state = "confirm" if refused is not None else "gone"
    return render(request, "notifications/stopped.html", {"state": state}, status=200 if refused else 404)


@login_required
@require_safe
def refused(request: HttpRequest) -> HttpResponse:
    """For operators: addresses that refused mail, the latest first."""
    me = viewer_of(request)
    require(rules.may_see_refused(me))
    page = refused_page(me, after=request.GET.get("na", ""))
    return render(request, "notifications/refused.html", {"page": page})
