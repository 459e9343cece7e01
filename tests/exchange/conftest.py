"""The named world, with what people in it look for and offer."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from vliegwiel.exchange import actions


def soon(days: int = 20) -> date:
    return timezone.localdate() + timedelta(days=days)


@pytest.fixture
def place(world):
    """`place("lead", "letters", title=…)`: a need of this person, on an initiative, an organisation or themselves."""

    def make(who: str, under: str = "", *, offer: bool = False, **fields):
        person = world.person(who)
        carrier = world.initiatives.get(under) or world.organisations.get(under) or person
        act = actions.open_offer if offer else actions.open_need
        return act(carrier, by=person, **{"kind": "expertise", "title": "Iemand die kan schrijven", **fields})

    return make


@pytest.fixture
def fellows(place):
    """Looking for two municipalities, on the public initiative about letters."""
    return place("lead", "letters", kind="fellows", title="Twee gemeenten die meedoen", places=2)


@pytest.fixture
def job(place):
    """A short job with one place, on the same initiative."""
    return place("lead", "letters", kind="time", title="Eén brief nalezen", hours=2, ends_on=soon(), places=1)
