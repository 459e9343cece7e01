"""Addresses of upper rooms for lower ones."""

import pytest
from django.urls import NoReverseMatch

from vliegwiel.core import places


@pytest.fixture(autouse=True)
def places_of_the_test(monkeypatch):
    monkeypatch.setattr(places, "_NAMES", dict(places._NAMES))


WORDS = [(), ("22222222",), ("22222222", "woorden"), ("2" * 32,), ("woord", "22222222")]
"""What a page may be about: nothing, a code, a code with words, a secret, a kind with a code."""


def test_every_place_that_is_settled_leads_somewhere():
    for name, page in places._NAMES.items():
        assert any(address_with(name, words) for words in WORDS), page


def address_with(name: str, words: tuple[str, ...]) -> str:
    try:
        return places.place(name, *words)
    except NoReverseMatch:
        return ""


def test_a_place_that_no_room_offers_is_said_at_once():
    assert not places.offers("nergens")
    with pytest.raises(KeyError):
        places.place("nergens")


def test_a_place_can_be_settled_and_asked_for_with_what_it_is_about():
    places.settle(one_page="matching:looks-like")
    assert places.offers("one_page")
    assert places.place("one_page", "22222222") == "/zoeken/lijkt-op/22222222/"
    with pytest.raises(NoReverseMatch):
        places.place("one_page")


def test_a_wrong_page_is_an_error_and_never_an_empty_link():
    places.settle(wrong="nowhere:at-all")
    with pytest.raises(NoReverseMatch):
        places.place("wrong")
