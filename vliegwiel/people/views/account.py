"""One's own account: what there is, the profile, the language, and the mail addresses."""

from __future__ import annotations

from allauth.account import views as allauth
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from vliegwiel.core.attempt import attempt, sent
from vliegwiel.core.language import KNOWN
from vliegwiel.core.viewers import viewer_of

from .. import actions, invitations, queries, rules
from ..adapter import remember_language
from ..forms import ProfileForm
from ..models import Person
from .addresses import way_back


@login_required
@require_safe
def account(request: HttpRequest) -> HttpResponse:
    """Overview: profile, organisations, invitations, mail addresses, password."""
    me = viewer_of(request)
    assert isinstance(me, Person)
    memberships = me.memberships.exclude(state="ended").select_related("organisation")
    asked = [(row, invitations.sentence_of(row)) for row in queries.invitations_for(me)[:5]]
    return render(
        request,
        "people/account.html",
        {
            "me": me,
            "memberships": list(memberships.order_by("organisation__sort_name", "id")),
            "asked": [(row, sentence) for row, sentence in asked if sentence],
            "may_appoint": rules.may_approve_first_admins(me),
        },
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def profile(request: HttpRequest) -> HttpResponse:
    """Change one's own profile and language."""
    me = viewer_of(request)
    assert isinstance(me, Person)
    names = [name for name in ProfileForm.base_fields if name != "talents"]
    initial = {name: getattr(me, name) for name in names} | {"talents": ", ".join(me.talents)}
    form = ProfileForm(sent(request), initial=initial)
    if attempt(form, lambda **typed: actions.update_profile(me, by=me, **typed)):
        messages.success(request, _("Your profile is saved."))
        response = redirect(me.get_absolute_url())
        remember_language(response, me.language)
        return response
    return render(request, "people/profile.html", {"form": form, "me": me}, status=422 if form.errors else 200)


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Choose Dutch or English; back to the same page. An account keeps it too: for mail, and for another browser."""
    response = redirect(way_back(request, "/"))
    chosen, me = request.POST.get("taal", ""), viewer_of(request)
    if chosen in KNOWN:
        remember_language(response, chosen)
        if isinstance(me, Person):
            actions.choose_language(me, by=me, language=chosen)
    return response


def addresses(request: HttpRequest) -> HttpResponse:
    """The mail addresses of the account: allauth's page, which does not expect that another account has the address."""
    try:
        with transaction.atomic():
            return allauth.email(request)
    except IntegrityError:
        messages.error(request, _("Another account uses this mail address. Sign in there, or choose another address."))
        return redirect("account_email")
