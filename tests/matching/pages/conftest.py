"""The named world, found through an index of the test's own."""

import pytest

from vliegwiel.matching import search


@pytest.fixture
def index(settings, tmp_path):
    """Call it to take in what changed; before that the index is empty."""
    settings.SEARCH_INDEX = tmp_path / "search"
    search.reader.cache_clear()

    def take_in() -> None:
        search.bring_up_to_date(alone=True)
        search.reader.cache_clear()

    yield take_in
    search.reader.cache_clear()


@pytest.fixture
def town(world, index):
    index()
    return world


@pytest.fixture
def as_(town, signed_in, client):
    """A client of the person with this name."""
    return lambda name: client if name == "visitor" else signed_in(town.person(name))
