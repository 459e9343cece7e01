"""Finding what a page is about, as this viewer; an address with an older title leads on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from vliegwiel.core.answers import Mistake, require
from vliegwiel.core.viewers import viewer_of
from vliegwiel.people.models import Person

from .. import rules
from ..models import Connection, Listed, Need, Offer, Proposal
from ..queries.listings import with_carriers

PAGE = ["GET", "HEAD", "POST"]


def signed_in(request: HttpRequest) -> Person:
    """Who asks for this page; a visitor is led to sign-in and back."""
    viewer = viewer_of(request)
    require(rules.may_start(viewer, None))
    assert viewer is not None
    return viewer


def need_for(request: HttpRequest, code: str) -> Need:
    return get_object_or_404(with_carriers(Need.objects.visible_to(viewer_of(request))), code=code)


def offer_for(request: HttpRequest, code: str) -> Offer:
    return get_object_or_404(with_carriers(Offer.objects.visible_to(viewer_of(request))), code=code)


def proposal_for(request: HttpRequest, code: str) -> Proposal:
    seen = Proposal.objects.visible_to(viewer_of(request)).select_related(
        "need", "offer", "by", "one", "other", "organisation"
    )
    return get_object_or_404(seen, code=code)


def connection_for(request: HttpRequest, code: str) -> Connection:
    seen = Connection.objects.visible_to(viewer_of(request)).select_related(
        "need", "offer", "one", "other", "organisation", "introduced_by"
    )
    return get_object_or_404(seen, code=code)


def address(listing: Listed, page: str, *more: str) -> str:
    return reverse(f"exchange:{page}", args=[listing.code, listing.slug, *more])


def press(
    request: HttpRequest, act: Callable[[], Any], *, back: str, done: str, ask: dict[str, Any] | None = None
) -> HttpResponse:
    """Do it when it was posted, and go back; what cannot be done is said there. `ask`: the page that asks first."""
    if request.method != "POST":
        return render(request, "exchange/confirm.html", {"back": back, **(ask or {})})
    try:
        act()
        messages.success(request, done)
    except Mistake as mistake:
        messages.error(request, " ".join(str(one) for one in mistake.sentences.values()))
    return redirect(back)
