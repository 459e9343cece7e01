"""The named world, found through an index of the test's own."""

import pytest

from ..reading_room import take_in


@pytest.fixture
def index(own_index):
    """Call it to take in what changed; before that the index is empty."""
    return take_in


@pytest.fixture
def town(world, index):
    index()
    return world


@pytest.fixture
def as_(town, signed_in, client):
    """A client of the person with this name."""
    return lambda name: client if name == "visitor" else signed_in(town.person(name))
