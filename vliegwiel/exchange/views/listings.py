"""The two lists, and the pages of one need and one offer."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from vliegwiel.core.viewers import viewer_of
from vliegwiel.people.models import Person

from .. import rules
from ..forms.asking import UnsuitableForm
from ..models import Listed, Need, Offer, Proposal
from ..queries import listings as queries
from ..queries.connecting import connections_about, proposals_about
from ..queries.suggestions import suggestions_for
from .finding import need_for, offer_for

JUST_NOW = timedelta(minutes=1)
"""So long after a change the page keeps looking whether the worker found something that fits."""


@require_safe
def needs(request: HttpRequest) -> HttpResponse:
    """What is looked for."""
    return _list(request, Need, "exchange:needs")


@require_safe
def offers(request: HttpRequest) -> HttpResponse:
    """What is offered."""
    return _list(request, Offer, "exchange:offers")


def _list(request: HttpRequest, model: type[Listed], name: str) -> HttpResponse:
    viewer = viewer_of(request)
    wanted = queries.asked(dict(request.GET.lists()), viewer)
    page = queries.page_of(model, viewer, wanted, before=request.GET.get("voor", ""), after=request.GET.get("na", ""))
    base, pairs = reverse(name), wanted.pairs()

    def with_edge(edge: str, code: str) -> str:
        return f"{base}?{urlencode([*pairs, (edge, code)])}" if code else ""

    context = {
        "page": page,
        "asked": wanted,
        "is_needs": model is Need,
        "url_here": base,
        "groups": [(key, title, page.options[key]) for key, title in _groups()],
        "kept": {key: value for key, value in pairs if key not in queries.FACETS and key != "q"},
        "chips": _chips(wanted, page, base),
        "previous_url": with_edge("voor", page.before),
        "next_url": with_edge("na", page.after),
    }
    return render(request, "exchange/list.html", context)


def _groups() -> list[tuple[str, str]]:
    return [("soort", _("Kind")), ("thema", _("Theme")), ("regio", _("Region"))]


def _chips(wanted: queries.Asked, page: queries.ListPage, base: str) -> list[tuple[str, str]]:
    """The filters that are on, each with the address without it."""
    labels = {(name, one.value): one.label for name, options in page.options.items() for one in options}
    labels |= {("mijn", "ja"): _("Mine"), ("status", "alle"): _("Also closed ones")}
    labels |= {(name, code): _("Of one initiative, organisation or person") for name, code in wanted.carriers.items()}
    pairs = wanted.pairs()
    return [
        (labels.get(pair, pair[1]), f"{base}?{urlencode([other for other in pairs if other != pair])}")
        for pair in pairs
    ]


@require_safe
def need(request: HttpRequest, code: str, slug: str = "") -> HttpResponse:
    return _page(request, need_for(request, code), slug)


@require_safe
def offer(request: HttpRequest, code: str, slug: str = "") -> HttpResponse:
    return _page(request, offer_for(request, code), slug)


def _page(request: HttpRequest, listing: Listed, slug: str) -> HttpResponse:
    if slug != listing.slug:
        return redirect(listing.get_absolute_url(), permanent=True)
    viewer = viewer_of(request)
    is_keeper = rules.is_keeper(viewer, listing)
    waiting = proposals_about(listing, viewer) if viewer is not None else []
    connections = connections_about(listing, viewer) if viewer is not None else []
    suggestions = suggestions_for(listing, viewer) if is_keeper else []
    return render(
        request,
        "exchange/listing.html",
        {
            "listing": listing,
            "is_need": isinstance(listing, Need),
            "is_keeper": is_keeper,
            "may_open_to_market": is_keeper and rules.may_open_to_market(viewer, listing),
            "suggestions": suggestions,
            "is_looked_for": not suggestions and timezone.now() - listing.changed_at < JUST_NOW,
            "unsuitable": UnsuitableForm(),
            "waiting": waiting,
            "connections": connections,
            "own": next((one for one in connections if rules.is_in(viewer, one)), None),
            **_answers(viewer, listing, waiting),
        },
    )


def _answers(viewer: Person | None, listing: Listed, waiting: list[Proposal]) -> dict[str, Any]:
    """What this viewer can do here, and why not."""
    mine = [one for one in waiting if viewer is not None and one.by_id == viewer.pk]
    is_job = isinstance(listing, Need) and listing.kind == "time"
    return {
        "mine": mine,
        "is_job": is_job,
        "may_ask": rules.may_take_job(viewer, listing) if is_job else rules.may_ask(viewer, listing),  # type: ignore[arg-type]
        "for_organisations": isinstance(listing, Need) and rules.is_for_organisations(listing),
        "for_me": [one for one in waiting if viewer is not None and rules.is_asked(viewer, one)],
    }
