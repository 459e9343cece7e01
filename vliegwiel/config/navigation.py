"""Navigation, tabs and the context of every page, as data. Only what works appears here."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from django.contrib.messages import get_messages
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest
from django.template.backends.utils import csrf_input
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_lazy as _

from vliegwiel.activity.audience import ids_in
from vliegwiel.core import places
from vliegwiel.core.places import page
from vliegwiel.core.viewers import viewer_of
from vliegwiel.matching import search
from vliegwiel.notifications.queries.inbox import unread_count

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
    ("field", _("Playing field"), "stakeholders:field"),
    ("needs", _("Looked for"), "exchange:initiative-needs"),
    ("conversation", _("Comments"), "initiatives:conversation"),
    ("files", _("Files"), "initiatives:files"),
    ("history", _("History"), "initiatives:history"),
]
"""Tabs of an initiative: key, words, page. Those in use are shown; upper rooms add theirs here."""

BESIDE_INITIATIVE = [(_("What it looks like"), "/zoeken/lijkt-op/{code}/")]
"""Fragments of upper rooms beside an initiative: words, and the address with its code."""

ON_TEAM_PAGE = [(_("How often one hears from this team"), "pilots:check-ins", "/ritme/{code}/")]
"""Fragments of upper rooms on the page of its team: words, the page about it, and the address with its code."""

FOLLOWED = {
    "initiatives:initiative": "initiatief",
    "initiatives:initiative-by-code": "initiatief",
    "spaces:space": "ruimte",
    "spaces:space-by-code": "ruimte",
    "people:organisation": "organisatie",
    "people:person": "persoon",
    "exchange:need": "gezocht",
    "exchange:offer": "aanbod",
}
"""Pages of things that someone signed in can follow, with the word in the address for following."""

FEEDS = {
    "home:front": ("notifications:feed", ""),
    "overview:overview": ("notifications:feed", ""),
    "people:organisation": ("notifications:feed-organisation", "code"),
    "initiatives:initiative": ("notifications:feed-initiative", "code"),
}
"""Pages with a feed that a reader of feeds finds by itself: page of the feed, and what its address takes over."""


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
    reports="conversation:reports",
    talk="conversation:talk",
    programme="pilots:programme",
    invite_to_team="pilots:invite",
    minute="pilots:minute",
    reporting="pilots:reporting",
    new_check_in="pilots:check-in-new",
    parties="stakeholders:web",
    party="stakeholders:stakeholder-by-code",
    who_knows="helping:who-knows",
    who_helps="helping:around",
    ask_more="helping:ask-more",
    pass_on="helping:pass-on",  # noqa: S106 - a page, no password
    questions="exchange:questions",
    coffee="exchange:coffee",
    experience="exchange:experience",
    my_work="home:work",
    action="pilots:action",
    question="exchange:question",
    proposal="exchange:proposal",
    connection="exchange:connection",
    invitation="people:invitation",
    space_members="spaces:members",
    members="people:members",
    merger="initiatives:merger",
    draft="initiatives:draft",
    news="notifications:news",
    follows="notifications:follows",
    wishes="notifications:wishes",
    refused_mail="notifications:refused",
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


def _moderates(viewer: Any) -> bool:
    """Whether reports about comments can wait for this person."""
    return viewer is not None and (viewer.is_staff or bool(ids_in(viewer, "lead")))


def follow_address(request: HttpRequest) -> str:
    """Where one follows what this page is about; empty for a page that is about nothing that can be followed."""
    here = getattr(request, "resolver_match", None)
    if here is None:
        return ""
    if here.view_name == "overview:overview" and (theme := theme_of(request)):
        return reverse("notifications:follow", args=["thema", theme])
    word, code = FOLLOWED.get(here.view_name), here.kwargs.get("code")
    return reverse("notifications:follow", args=[word, code]) if word and code else ""


def feed_address(request: HttpRequest) -> str:
    """The feed of what this page is about; empty when there is none."""
    here = getattr(request, "resolver_match", None)
    name, takes = FEEDS.get(here.view_name, ("", "")) if here else ("", "")
    if name == "notifications:feed" and (theme := theme_of(request)):
        return reverse("notifications:feed-theme", args=[theme])
    return reverse(name, args=[here.kwargs[takes]] if here and takes else []) if name else ""


def theme_of(request: HttpRequest) -> str:
    """The theme that the address asks for; empty for what cannot be one, and for an address that cannot be read."""
    try:
        word = request.GET.get("thema", "")
    except SuspiciousOperation:  # far too many words: the page says so
        return ""
    is_slug = 0 < len(word) <= 80 and word.isascii() and word.replace("-", "").replace("_", "").isalnum()
    return word if is_slug else ""


def csrf_once(request: HttpRequest) -> Any:
    """The hidden field of every form of a page: made when the first form asks for it, the same for all."""
    return SimpleLazyObject(partial(csrf_input, request))


def context(request: HttpRequest) -> dict[str, Any]:
    """What every page needs; nothing here asks the database for a visitor."""
    viewer = viewer_of(request)
    has_desk = viewer is not None and any(token.startswith(("lead:", "init:")) for token in viewer.tokens)
    return {
        "csrf_input": csrf_once(request),
        "navigation": items(request.path),
        "viewer": viewer,
        "desk_url": places.place("desk") if has_desk else "",
        "parties_url": places.place("parties") if viewer is not None else "",
        "reports_url": places.place("reports") if _moderates(viewer) else "",
        "messages": get_messages(request),
        "unread_news": partial(unread_count, viewer),
        "follow_url": follow_address(request) if viewer is not None else "",
        "feed_url": feed_address(request),
        "theme_url": page("core:theme"),
        "links_about_organisation": links_about_organisation,
        "links_about_person": links_about_person,
        "initiative_tabs": INITIATIVE_TABS,
        "beside_initiative": BESIDE_INITIATIVE,
        "on_team_page": ON_TEAM_PAGE,
        "search_url": "" if request.path == "/" else places.place("search"),
        "offline_worker": page("core:offline-worker"),
    }
