"""What the people of the named world look for and offer, and who met through it. Made up for this project."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from vliegwiel.exchange import actions
from vliegwiel.exchange.models import Connection, Need, Offer
from vliegwiel.initiatives.models import Theme

from .cast import World


@dataclass(frozen=True)
class Placed:
    """A need or offer as whoever places it would tell it. `under`: an initiative or organisation; empty: themselves."""

    by: str
    title: str
    kind: str
    text: str
    under: str = ""
    themes: tuple[str, ...] = ()
    places: int | None = None
    hours: int | None = None
    days: int | None = None
    """Until so many days from now."""
    for_market: bool = False


NEEDS = {
    "fellows": Placed(
        "lead",
        "Drie gemeenten die brieven willen herschrijven met inwoners",
        "fellows",
        "We hebben een manier van werken en tien voorbeelden. We zoeken gemeenten die er elk vijf brieven bij doen, "
        "zodat we samen kunnen laten zien wat het oplevert.",
        under="letters",
        themes=("Bestuur",),
        places=3,
    ),
    "reader": Placed(
        "lead",
        "Eén brief kritisch nalezen",
        "time",
        "Lees de brief over de toeslag en zet een streep onder alles wat je twee keer moet lezen.",
        under="letters",
        places=2,
        hours=2,
        days=30,
    ),
    "woo": Placed(
        "outsider",
        "Iemand die eerder stukken automatisch heeft gelakt",
        "expertise",
        "We willen horen wat er misging, en wat je een volgende keer anders zou doen.",
        under="anonymise",
        themes=("Recht",),
    ),
    "supplier": Placed(
        "outsider",
        "Software die namen en adressen onleesbaar maakt",
        "supplier",
        "Voor verzoeken om openbare stukken. Het moet draaien zonder dat stukken de organisatie verlaten.",
        under="tilburg",
        themes=("Recht",),
        for_market=True,
    ),
    "test": Placed(
        "community",
        "Vijf mensen die een uitkering aanvroegen en willen meekijken",
        "test_users",
        "Een uur, met koffie. We tekenen het eerste gesprek uit.",
        under="intake",
        places=5,
        days=45,
    ),
}
OFFERS = {
    "reading": Placed(
        "lead",
        "Een leesronde met inwoners begeleiden",
        "expertise",
        "Ik kom een dagdeel langs en doe het voor. Daarna kunnen jullie het zelf.",
        themes=("Bestuur", "Sociale zekerheid"),
    ),
    "redact": Placed(
        "colleague",
        "Ervaring met automatisch lakken van stukken",
        "expertise",
        "We lakten vorig jaar achthonderd stukken met een model. Ik vertel graag wat er misging.",
        themes=("Recht",),
    ),
    "panel": Placed(
        "outsider",
        "Een panel van dertig inwoners",
        "test_users",
        "Zij lezen graag mee met een brief of een formulier. Reken op drie weken.",
        under="tilburg",
        places=4,
    ),
    "software": Placed(
        "supplier",
        "Anonimiseren dat op je eigen server draait",
        "supplier",
        "Broncode onder EUPL. We installeren het samen.",
        under="software",
        for_market=True,
    ),
}


@dataclass
class Market:
    """What is looked for and offered in the named world, by name."""

    needs: dict[str, Need] = field(default_factory=dict)
    offers: dict[str, Offer] = field(default_factory=dict)
    connection: Connection | None = None


def open_market(world: World, *, at: datetime) -> Market:
    """Place everything, suggest what fits, and let two people meet."""
    market = Market()
    for name, one in NEEDS.items():
        market.needs[name] = _place(world, one, at, actions.open_need, actions.open_need_to_market)
    for name, one in OFFERS.items():
        market.offers[name] = _place(world, one, at, actions.open_offer, actions.open_offer_to_market)
    _suggest(market, at)
    market.connection = actions.take_job(market.needs["reader"], by=world.person("outsider"), at=at)
    asked = actions.ask_to_join(
        market.needs["fellows"],
        by=world.person("community"),
        at=at,
        organisation=world.organisations["uwv"],
        message="Wij schrijven dezelfde mensen. Kunnen wij met onze brieven aansluiten?",
    )
    assert asked.is_waiting
    return market


def _place(world: World, one: Placed, at: datetime, place: Any, open_to_market: Any) -> Any:
    by = world.person(one.by)
    carrier = world.initiatives.get(one.under) or world.organisations.get(one.under) or by
    listing = place(
        carrier,
        by=by,
        at=at,
        title=one.title,
        kind=one.kind,
        text=one.text,
        themes=Theme.objects.filter(name_nl__in=one.themes),
        places=one.places,
        hours=one.hours,
        ends_on=(at + timedelta(days=one.days)).date() if one.days else None,
    )
    if one.for_market:
        open_to_market(listing, by=by, at=at, is_for_market=True)
    return listing


def _suggest(market: Market, at: datetime) -> None:
    """What the worker finds too; a demo network shows it from the first page on."""
    law = list(market.needs["woo"].themes.values_list("pk", flat=True))
    reasons = {"same_kind": True, "themes": law, "words": ["stukken", "gelakt"]}
    actions.suggest(market.needs["woo"], by=None, at=at, found=[actions.Found(market.offers["redact"], reasons)])
