"""What you may not see does not exist: not on a page, not in a piece of one, an export, a file, a search or a count."""

import re
from contextlib import suppress

import pytest
from django.urls import NoReverseMatch, reverse

from tests.canary.crawl import all_names, crawl
from tests.canary.planting import NO_SECRET, Planted, models_of_ours, plant
from tests.cast import VIEWERS, World, move_in
from vliegwiel.matching import search

pytestmark = pytest.mark.django_db(transaction=True)

ANSWERS_A_POST = {
    "core:language",
    "initiatives:draft-keep",
    "initiatives:reading-level",
    "matching:similar",
}
"""Addresses that show nothing to a GET."""


SEARCHED = ("initiatives.Initiative.", "initiatives.Part.", "people.Person.")
"""What search looks in."""
QUESTION = re.compile('<title>.*?</title>|value="zq\\d{4}x"|“zq\\d{4}x”|>\\s*zq\\d{4}x\\s*<'.encode(), re.DOTALL)
"""Places where a page repeats the question itself."""


@pytest.fixture
def town(settings, tmp_path):
    settings.SEARCH_INDEX = tmp_path / "search"
    settings.STORAGES = settings.STORAGES | {
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path / "media"},
        }
    }
    search.reader.cache_clear()
    world = move_in()
    planted = plant(world)
    assert search.bring_up_to_date(alone=True) > 0
    yield world, planted
    search.reader.cache_clear()


def test_no_word_reaches_anyone_who_may_not_read_it(town, signed_in, client):
    world, planted = town
    seen_by = {}
    for name in VIEWERS:
        person = world.person(name)
        seen_by[name] = seen = crawl(signed_in(person) if person else client, addresses(world))
        _ask_for_everything(signed_in(person) if person else client, planted, seen, name)
        leaks = {
            f"{name} read {planted.places[word]} at {place}"
            for word, place in seen.words.items()
            if name not in planted.readers[word]
        }
        assert leaks == set()
        assert seen.broken == []
    _was_read(planted, seen_by)
    _was_visited(seen_by)


def _ask_for_everything(client, planted: Planted, seen, name: str) -> None:
    """Search for each word that this person may not read, and write something that looks like it: nothing answers."""
    for word, readers in planted.readers.items():
        if name in readers or not planted.places[word].startswith(SEARCHED):
            continue
        for address in (f"{reverse('matching:search')}?q={word}", f"{reverse('overview:overview')}?q={word}"):
            found = client.get(address)
            assert found.status_code == 200
            answer = QUESTION.sub(b"", found.content).replace(f"q={word}".encode(), b"")
            assert word.encode() not in answer, f"{name} found {planted.places[word]} at {address}"
        written = client.post(reverse("matching:similar"), {"title": f"{word} {word} {word}", "question": word})
        assert word.encode() not in QUESTION.sub(b"", written.content)


def _was_read(planted: Planted, seen_by) -> None:
    """A word that nobody ever sees proves nothing: most must be seen by someone who may."""
    seen = set().union(*(one.words for one in seen_by.values()))
    unseen = sorted({planted.places[word] for word in planted.readers if word not in seen})
    assert len(seen) > len(planted.readers) * 0.6, unseen


def _was_visited(seen_by) -> None:
    """A new address that no one reaches fails here: link to it, or say above why it answers no GET."""
    visited = set().union(*(one.names for one in seen_by.values()))
    missing = {name for name in all_names() - visited - ANSWERS_A_POST if not name.startswith("account_")}
    assert missing == set(), sorted(missing)


def addresses(world: World) -> list[str]:
    """Where one begins: every page without arguments, and every thing of the world by its own address."""
    things = [
        *world.initiatives.values(),
        *world.spaces.values(),
        *world.organisations.values(),
        *world.people.values(),
    ]
    return [*_without_arguments(), *(thing.get_absolute_url() for thing in things)]


def _without_arguments() -> list[str]:
    found = []
    for name in sorted(all_names()):
        with suppress(NoReverseMatch):
            found.append(reverse(name))
    return [address for address in found if not address.startswith("/account/uitloggen")]


def test_every_model_has_a_canary_or_a_reason(town):
    _world, planted = town
    assert models_of_ours() - planted.models - set(NO_SECRET) == set()
