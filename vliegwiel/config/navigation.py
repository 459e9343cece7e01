"""Navigation, tabs and the context of every page, as data. Only what works appears here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib.messages import get_messages
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from vliegwiel.core import places
from vliegwiel.core.places import page
from vliegwiel.core.viewers import viewer_of
from vliegwiel.matching import search

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

MAIN = [
    (_("Initiatives"), "overview:overview"),
    (_("Looked for and offered"), "exchange:needs"),
    (_("Spaces"), "spaces:spaces"),
    (_("Organisations"), "people:organisations"),
    (_("People"), "people:people"),
]

ABOUT_ORGANISATION = [
    (_("Initiatives of this organisation"), "overview:overview", "organisatie"),
    (_("What this organisation looks for"), "exchange:needs", "organisatie"),
    (_("What this organisation offers"), "exchange:offers", "organisatie"),
    (_("Whom this organisation is tied to"), "overview:overview", "knoop"),
]
"""Pages of upper rooms that show something of one organisation: words, page, and the parameter for its code."""

ABOUT_PERSON = [
    (_("What this person looks for"), "exchange:needs", "persoon"),
    (_("What this person offers"), "exchange:offers", "persoon"),
    (_("Introduce this person to someone"), "exchange:introduce", "persoon"),
    (_("Whom this person is tied to"), "overview:overview", "knoop"),
]
"""The same of one person."""

INITIATIVE_TABS = [
    ("initiative", _("Why"), "initiatives:initiative"),
    ("progress", _("Progress"), "initiatives:progress"),
    ("parts", _("Parts"), "initiatives:parts"),
    ("checks", _("Checks with users"), "initiatives:checks"),
    ("team", _("Team"), "initiatives:team"),
    ("check-ins", _("Check-ins"), "pilots:check-ins"),
    ("anchoring", _("Anchoring"), "pilots:anchoring"),
    ("needs", _("Looked for"), "exchange:initiative-needs"),
    ("files", _("Files"), "initiatives:files"),
    ("history", _("History"), "initiatives:history"),
]
"""Tabs of an initiative: key, words, page. Those in use are shown; upper rooms add theirs here."""

BESIDE_INITIATIVE = [(_("What it looks like"), "/zoeken/lijkt-op/{code}/")]
"""Fragments of upper rooms beside an initiative: words, and the address with its code."""

ON_TEAM_PAGE = [(_("How often one hears from this team"), "pilots:check-ins", "/ritme/{code}/")]
"""Fragments of upper rooms on the page of its team: words, the page about it, and the address with its code."""


places.settle(
    account="people:account",
    language="people:language",
    overview="overview:overview",
    search="matching:search",
    complete="matching:complete",
    similar="matching:similar",
    looks_like="matching:looks-like",
    imports="transfer:imports",
    tracks="initiatives:tracks",
    themes="initiatives:themes",
    new_initiative="initiatives:new",
    import_file="transfer:new",
    new_need="exchange:new-need",
    new_offer="exchange:new-offer",
    connections="exchange:mine",
    desk="pilots:desk",
    programme="pilots:programme",
    invite_to_team="pilots:invite",
    minute="pilots:minute",
    reporting="pilots:reporting",
    new_check_in="pilots:check-in-new",
    who_knows="helping:who-knows",
    who_helps="helping:around",
    ask_more="helping:ask-more",
    pass_on="helping:pass-on",  # noqa: S106 - a page, no password
    questions="exchange:questions",
    coffee="exchange:coffee",
    experience="exchange:experience",
)


places.settle_search(initiative=lambda words, viewer: search.find_initiatives(words, viewer, limit=50).ids)


@dataclass(frozen=True)
class Item:
    """One entry of the navigation, as the shell shows it."""

    label: str | StrPromise
    url: str
    current: bool


def items(path: str) -> list[Item]:
    addresses = [(label, page(name)) for label, name in MAIN]
    return [Item(label, address, path.startswith(address)) for label, address in addresses]


def links_about_organisation(code: str) -> list[tuple[str | StrPromise, str]]:
    """Words and addresses for the page of an organisation, whose own room does not know the upper ones."""
    return [(words, f"{page(name)}?{parameter}={code}") for words, name, parameter in ABOUT_ORGANISATION]


def links_about_person(code: str) -> list[tuple[str | StrPromise, str]]:
    return [(words, f"{page(name)}?{parameter}={code}") for words, name, parameter in ABOUT_PERSON]


def context(request: HttpRequest) -> dict[str, Any]:
    """What every page needs; nothing here asks the database for a visitor."""
    viewer = viewer_of(request)
    has_desk = viewer is not None and any(token.startswith(("lead:", "init:")) for token in viewer.tokens)
    return {
        "navigation": items(request.path),
        "viewer": viewer,
        "desk_url": places.place("desk") if has_desk else "",
        "messages": get_messages(request),
        "theme_url": page("core:theme"),
        "links_about_organisation": links_about_organisation,
        "links_about_person": links_about_person,
        "initiative_tabs": INITIATIVE_TABS,
        "beside_initiative": BESIDE_INITIATIVE,
        "on_team_page": ON_TEAM_PAGE,
        "search_url": "" if request.path == "/" else places.place("search"),
        "offline_worker": page("core:offline-worker"),
    }
