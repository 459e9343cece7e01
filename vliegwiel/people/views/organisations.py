"""The list of organisations and the page of one."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from vliegwiel.core.answers import require
from vliegwiel.core.attempt import attempt, sent
from vliegwiel.core.fields import plain_line
from vliegwiel.core.viewers import viewer_of

from .. import actions, queries, rules
from ..forms import OrganisationFactsForm, OrganisationForm
from ..journey import OrganisationKind
from ..models import Membership, Organisation
from ..paging import page_of
from .addresses import page_addresses

LONGEST_SEARCH = 200
MOST_MEMBERS = 60


@require_safe
def organisations(request: HttpRequest) -> HttpResponse:
    """Every organisation, by name, kind and region."""
    words = plain_line(request.GET.get("q", "")[:LONGEST_SEARCH])
    kind, region = request.GET.get("soort", ""), request.GET.get("regio", "")
    unknown = kind not in ["", *OrganisationKind.values]
    kind = "" if unknown else kind
    regions = queries.regions_with_counts(words, kind)
    if region not in ["", *(row.code for row, _count in regions)]:
        unknown, region = True, ""
    kinds = queries.counts_by_kind(words, region)
    page = page_of(
        queries.organisations_found(words, kind, region),
        queries.BY_SORT_NAME,
        before=request.GET.get("voor", ""),
        after=request.GET.get("na", ""),
        size=60,
    )
    return render(
        request,
        "people/organisations.html",
        {
            "words": words,
            "kind": kind,
            "region": region,
            "unknown": unknown,
            "rows": page.rows,
            "count": kinds.get(kind, 0) if kind else sum(kinds.values()),
            "kinds": [
                {"value": word, "label": label, "count": kinds.get(word, 0), "checked": word == kind}
                for word, label in OrganisationKind.choices
            ],
            "regions": [
                {"value": row.code, "label": row.name, "count": count, "checked": row.code == region}
                for row, count in regions
            ],
            "today": timezone.localdate(),
            "may_add": rules.may_add_organisation(viewer_of(request), None) if viewer_of(request) else None,
            **page_addresses(request, page),
        },
    )


@require_safe
def organisation(request: HttpRequest, code: str, slug: str = "") -> HttpResponse:
    """Facts, members one may see, and for its administrators what waits."""
    viewer = viewer_of(request)
    shown = get_object_or_404(Organisation.objects.visible_to(viewer).select_related("successor"), code=code)
    members = Membership.objects.visible_to(viewer).filter(organisation=shown).select_related("person", "organisation")
    members = members.order_by("person__family_name", "person__given_name", "id")
    mine = next(iter(members.filter(person=viewer).exclude(state="ended")), None) if viewer else None
    may_edit = rules.may_edit_organisation(viewer, shown)
    return render(
        request,
        "people/organisation.html",
        {
            "organisation": shown,
            "today": timezone.localdate(),
            "regions": list(shown.regions.order_by("name")),
            "members": list(members.active()[:MOST_MEMBERS]),
            "waiting": list(members.filter(state="requested")[:MOST_MEMBERS]) if may_edit else [],
            "mine": mine,
            "may_edit": may_edit,
            "about_people": _rounded(shown.population),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, code: str) -> HttpResponse:
    """Change the page of an organisation; an operator also the facts."""
    viewer = viewer_of(request)
    shown = get_object_or_404(Organisation.objects.visible_to(viewer), code=code)
    require(rules.may_edit_organisation(viewer, shown))
    form_class = OrganisationFactsForm if rules.may_edit_facts(viewer, shown) else OrganisationForm
    initial = {name: getattr(shown, name) for name in form_class.base_fields}
    initial["mail_domains"] = ", ".join(shown.mail_domains)
    form = form_class(sent(request), initial=initial)
    if attempt(form, lambda **typed: actions.edit_organisation(shown, by=viewer, **typed)):
        return redirect(shown)
    return _form_page(request, form, {"organisation": shown, "title": _("Change this organisation")})


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """Add an organisation that no register has."""
    viewer = viewer_of(request)
    require(rules.may_approve_first_admins(viewer))
    form = OrganisationFactsForm(sent(request))
    if added := attempt(form, lambda **typed: actions.add_organisation(None, by=viewer, **typed)):
        return redirect(added)
    return _form_page(request, form, {"organisation": None, "title": _("Add an organisation")})


def _form_page(request: HttpRequest, form: OrganisationForm, context: dict[str, Any]) -> HttpResponse:
    status = 422 if form.errors else 200
    return render(request, "people/organisation_form.html", {"form": form, **context}, status=status)


def _rounded(population: int | None) -> int | None:
    """Inhabitants as one says it: 56.600, 368.000."""
    return population and round(population, -3 if population >= 100_000 else -2)
