"""What you may not see does not exist: not on a page, not in a piece of one, an export, a file, a search or a count.

Everyone goes to every address of the access table, in every ring, and on from there. A new address without a line in that
table fails `tests/house/test_access_table.py`; a new model without a canary fails here.
"""

import re

import pytest
from django.urls import reverse

from tests.canary.crawl import crawl
from tests.canary.planting import NO_SECRET, Planted, models_of_ours, plant
from tests.canary.planting_conversation import talks
from tests.cast import VIEWERS, move_in
from tests.house.access import lines
from vliegwiel.matching import search

pytestmark = pytest.mark.django_db(transaction=True)

BY_SECRET = ("/uitnodiging/", "/agenda/")
"""Whoever holds the secret address of an invitation reads who sent it, and of a calendar what is in it; that is what
they are for. Their rooms test what stands in them."""
SEARCHED = ("exchange.Need.", "exchange.Offer.", "initiatives.Initiative.", "initiatives.Part.", "people.Person.")
"""What search looks in."""
QUESTION = re.compile(
    '<title>.*?</title>|value="zq\\d{4}x"|data-recent="zq\\d{4}x"|(?:q|vraag)=zq\\d{4}[xy]|“zq\\d{4}x”'.encode(),
    re.DOTALL,
)
"""Places where a page repeats the question itself."""


@pytest.fixture
def town(own_index, own_files, tmp_path):
    world = move_in()
    asked = lines(world, tmp_path)
    planted = plant(world)
    assert search.bring_up_to_date(alone=True) > 0
    addresses = {line.address for line in asked if not line.address.startswith(BY_SECRET)}
    return world, planted, sorted(addresses | talks())


@pytest.mark.parametrize("names", [VIEWERS[::2], VIEWERS[1::2]], ids=" ".join)
def test_no_word_reaches_anyone_who_may_not_read_it(names, town, signed_in, client):
    """In two groups, so that two test processes share the work: planting takes half of it."""
    world, planted, addresses = town
    for name in names:
        person = world.person(name)
        visitor = signed_in(person) if person else client
        seen = crawl(visitor, addresses)
        _ask_for_everything(visitor, planted, seen, name)
        leaks = {
            f"{name} read {planted.places[word]} at {place}"
            for word, place in seen.words.items()
            if name not in planted.readers[word]
        }
        assert leaks == set()
        assert seen.broken == []
        _was_read(planted, seen, name)


def _ask_for_everything(client, planted: Planted, seen, name: str) -> None:
    """Search for each word that this person may not read, and write something that looks like it: nothing answers.

    Every word is searched for and completed; the other ways of asking take turns, so that each field meets each way.
    """
    hidden = [word for word, readers in planted.readers.items() if name not in readers]
    for turn, word in enumerate(word for word in hidden if planted.places[word].startswith(SEARCHED)):
        near, search_page, complete = f"{word[:-1]}y", reverse("matching:search"), reverse("matching:complete")
        others = [
            f"{search_page}?q={word}&in=initiatieven",
            f"{search_page}?q={near}+brieven",
            f"{complete}?q={word[:5]}",
            f"{complete}?q={near}",
            f"{reverse('overview:overview')}?q={word}",
        ]
        for address in (f"{search_page}?q={word}", f"{complete}?q={word}", others[turn % len(others)]):
            found = client.get(address)
            assert found.status_code == 200
            answer = QUESTION.sub(b"", found.content).replace(f"q={word}".encode(), b"")
            assert word.encode() not in answer, f"{name} found {planted.places[word]} at {address}"
        if turn % 4 == 0:
            written = client.post(reverse("matching:similar"), {"title": f"{word} {word} {word}", "question": word})
            assert word.encode() not in QUESTION.sub(b"", written.content)


def _was_read(planted: Planted, seen, name: str) -> None:
    """A word that nobody ever sees proves nothing: most are seen by those who may."""
    may_read = {word for word, readers in planted.readers.items() if name in readers}
    unseen = sorted({planted.places[word] for word in may_read - set(seen.words)})
    assert len(may_read & set(seen.words)) >= len(may_read) * 0.5, unseen


def test_every_model_has_a_canary_or_a_reason(town):
    _world, planted, _addresses = town
    assert models_of_ours() - planted.models - set(NO_SECRET) == set()
