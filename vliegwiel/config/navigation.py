"""Navigation, tabs and the context of every page, as data. Only what works appears here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib.messages import get_messages
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from vliegwiel.core import places
from vliegwiel.core.viewers import viewer_of

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

MAIN = [
    (_("Initiatives"), "overview:overview"),
    (_("Spaces"), "spaces:spaces"),
    (_("Organisations"), "people:organisations"),
    (_("People"), "people:people"),
]

ABOUT_ORGANISATION = [(_("Initiatives of this organisation"), "overview:overview", "organisatie")]
"""Pages of upper rooms that show something of one organisation: words, page, and the parameter for its code."""

INITIATIVE_TABS = [
    ("initiative", _("Why"), "initiatives:initiative"),
    ("progress", _("Progress"), "initiatives:progress"),
    ("parts", _("Parts"), "initiatives:parts"),
    ("checks", _("Checks with users"), "initiatives:checks"),
    ("team", _("Team"), "initiatives:team"),
    ("files", _("Files"), "initiatives:files"),
    ("history", _("History"), "initiatives:history"),
]
"""Tabs of an initiative: key, words, page. Those in use are shown; upper rooms add theirs here."""

BESIDE_INITIATIVE = [(_("What it looks like"), "/zoeken/lijkt-op/{code}/")]
"""Fragments of upper rooms beside an initiative: words, and the address with its code."""


places.settle(
    overview="overview:overview",
    search="matching:search",
    similar="matching:similar",
    looks_like="matching:looks-like",
    imports="transfer:imports",
    tracks="initiatives:tracks",
    import_file="transfer:new",
)


@dataclass(frozen=True)
class Item:
    """One entry of the navigation, as the shell shows it."""

    label: str | StrPromise
    url: str
    current: bool


def items(path: str) -> list[Item]:
    addresses = [(label, reverse(name)) for label, name in MAIN]
    return [Item(label, address, path.startswith(address)) for label, address in addresses]


def links_about_organisation(code: str) -> list[tuple[str | StrPromise, str]]:
    """Words and addresses for the page of an organisation, whose own room does not know the upper ones."""
    return [(words, f"{reverse(page)}?{parameter}={code}") for words, page, parameter in ABOUT_ORGANISATION]


def context(request: HttpRequest) -> dict[str, Any]:
    """What every page needs; nothing here asks the database for a visitor."""
    return {
        "navigation": items(request.path),
        "viewer": viewer_of(request),
        "messages": get_messages(request),
        "theme_url": reverse("core:theme"),
        "links_about_organisation": links_about_organisation,
        "initiative_tabs": INITIATIVE_TABS,
        "beside_initiative": BESIDE_INITIATIVE,
        "search_url": "" if request.path == "/" else places.place("search"),
        "offline_worker": reverse("core:offline-worker"),
    }
