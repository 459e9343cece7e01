"""Placing what people of the named world look for and offer."""

from collections.abc import Callable

from vliegwiel.exchange import actions
from vliegwiel.exchange.models import Need, Offer


def placing(world, title: str) -> Callable[..., Need | Offer]:
    """`place("lead", "letters", title=…)`: a need of this person, on an initiative, an organisation or themselves."""

    def place(who: str, under: str = "", *, offer: bool = False, **fields) -> Need | Offer:
        person = world.person(who)
        carrier = world.initiatives.get(under) or world.organisations.get(under) or person
        act = actions.open_offer if offer else actions.open_need
        return act(carrier, by=person, **{"kind": "expertise", "title": title, **fields})

    return place
