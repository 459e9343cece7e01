"""Joining an organisation, answering who asks, and leaving; and for a newcomer the question where they work."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from vliegwiel.core.answers import Mistake, require
from vliegwiel.core.attempt import attempt, sent
from vliegwiel.core.fields import plain_line
from vliegwiel.core.viewers import viewer_of

from .. import actions, queries, rules
from ..forms import EmployerForm, JoinForm
from ..models import Membership, Organisation, Person
from .addresses import way_back

LONGEST_SEARCH = 200
ANSWERS: dict[str, Callable[..., Any]] = {
    "toelaten": actions.approve_membership,
    "toelaten-als-beheerder": lambda membership, *, by: actions.approve_membership(membership, by=by, as_admin=True),
    "afwijzen": actions.decline_membership,
    "beheerder": actions.make_admin,
    "geen-beheerder": lambda membership, *, by: actions.make_admin(membership, by=by, is_admin=False),
}


@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest, code: str) -> HttpResponse:
    """Ask to belong to an organisation; with a confirmed work-mail address it is done at once."""
    viewer = viewer_of(request)
    organisation = get_object_or_404(Organisation.objects.visible_to(viewer), code=code)
    require(rules.may_ask_membership(viewer, organisation))
    assert isinstance(viewer, Person)
    form = JoinForm(sent(request))
    if membership := attempt(form, lambda **typed: actions.request_membership(organisation, by=viewer, **typed)):
        messages.success(request, _welcome(membership))
        return redirect(organisation)
    context = {
        "organisation": organisation,
        "form": form,
        "is_certain": rules.has_mail_of(viewer, organisation),
        "is_over": not organisation.is_valid_on(timezone.localdate()),
    }
    return render(request, "people/join.html", context, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def employer(request: HttpRequest) -> HttpResponse:
    """Where do you work? Found by name in the register; can be skipped. Leads on to the address in `next`.

    Who belongs somewhere already, or has asked to, is led on at once.
    """
    viewer = viewer_of(request)
    assert isinstance(viewer, Person)
    onwards = way_back(request, reverse("people:account"))
    if viewer.memberships.exclude(state="ended").exists() and "next" in request.GET:
        return redirect(onwards)
    words = plain_line(request.GET.get("q", "")[:LONGEST_SEARCH])
    found = queries.existing_organisations_named(words, at=timezone.localdate())
    form = EmployerForm(found, sent(request))
    if membership := attempt(
        form, lambda organisation, **typed: actions.request_membership(organisation, by=viewer, **typed)
    ):
        messages.success(request, _welcome(membership))
        return redirect(onwards)
    context = {"form": form, "words": words, "found": found, "onwards": onwards, "is_on_the_way": "next" in request.GET}
    return render(request, "people/employer.html", context, status=422 if form.errors else 200)


@require_safe
def members(request: HttpRequest, code: str) -> HttpResponse:
    """For administrators: who asks and who is in."""
    viewer = viewer_of(request)
    organisation = get_object_or_404(Organisation.objects.visible_to(viewer), code=code)
    require(rules.may_edit_organisation(viewer, organisation))
    rows = (
        Membership.objects.visible_to(viewer).filter(organisation=organisation).select_related("person", "organisation")
    )
    rows = rows.order_by("person__family_name", "person__given_name", "id")
    return render(
        request,
        "people/members.html",
        {
            "organisation": organisation,
            "waiting": list(rows.filter(state="requested")[:200]),
            "members": list(rows.active()[:500]),
        },
    )


@require_POST
def answer(request: HttpRequest, code: str, person: str) -> HttpResponse:
    """Approve, decline, appoint: the word in `keuze` says which."""
    membership = _membership(request, code, person)
    act = ANSWERS.get(request.POST.get("keuze", ""))
    if act is None:
        raise Http404
    try:
        act(membership, by=viewer_of(request))
        messages.success(request, _("Done. %(person)s: %(state)s.") % _words(membership))
    except Mistake as mistake:
        messages.warning(request, str(mistake))
    return redirect(way_back(request, membership.organisation.get_absolute_url()))


@require_http_methods(["GET", "HEAD", "POST"])
def end(request: HttpRequest, code: str, person: str) -> HttpResponse:
    """Leave an organisation, or take someone off its list; asks first."""
    membership = _membership(request, code, person)
    viewer = viewer_of(request)
    require(rules.may_end_membership(viewer, membership))
    if request.method == "POST":
        actions.end_membership(membership, by=viewer)
        messages.success(request, _("The membership has ended."))
        return redirect(membership.organisation)
    return render(request, "people/end.html", {"membership": membership, "is_me": membership.person == viewer})


def _membership(request: HttpRequest, code: str, person: str) -> Membership:
    seen = Membership.objects.visible_to(viewer_of(request)).select_related("organisation", "person")
    return get_object_or_404(seen.exclude(state="ended"), organisation__code=code, person__code=person)


def _welcome(membership: Membership) -> str:
    words = {"organisation": membership.organisation}
    if membership.is_active:
        return _("Welcome: you are a member of %(organisation)s.") % words
    return _("Your request has been sent to %(organisation)s. You are a member when they approve it.") % words


def _words(membership: Membership) -> dict[str, str]:
    state = _("administrator") if membership.is_admin else membership.get_state_display().lower()
    return {"person": membership.person.name, "state": state}
