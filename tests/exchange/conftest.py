"""The named world, with what people in it look for and offer."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from tests.exchange.placing import placing


def soon(days: int = 20) -> date:
    return timezone.localdate() + timedelta(days=days)


@pytest.fixture
def place(world):
    return placing(world, "Iemand die kan schrijven")


@pytest.fixture
def fellows(place):
    """Looking for two municipalities, on the public initiative about letters."""
    return place("lead", "letters", kind="fellows", title="Twee gemeenten die meedoen", places=2)


@pytest.fixture
def job(place):
    """A short job with one place, on the same initiative."""
    return place("lead", "letters", kind="time", title="Eén brief nalezen", hours=2, ends_on=soon(), places=1)
