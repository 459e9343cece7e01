"""What the address asks is understood as its reader can understand it; one view has one address."""

from urllib.parse import parse_qs

import pytest
from django.utils import translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vliegwiel.initiatives.journey import KINDS_IN_ADDRESS
from vliegwiel.overview.address import MANY, ONCE, YES
from vliegwiel.overview.filters import BOARD, MAP, Choice, Filters
from vliegwiel.overview.reading import read

NAMES = st.sampled_from([*MANY, *YES, *ONCE, "kleur", ""])
VALUES = st.one_of(st.text(max_size=30), st.sampled_from(["pilot", "ja", "kaart", "bord", "running", "1", "loopt"]))


def test_a_choice_more_and_less_gives_back_the_same_view():
    filters = Filters(words="brief", sort="titel", look=MAP)
    choice = Choice("pilot", "Pilot", ("pilot",))
    assert filters.with_choice("soort", choice).without_choice("soort", "pilot") == filters


def test_one_view_has_one_address():
    one, two = Choice("pilot", "Pilot", ("pilot",)), Choice("werk", "Werk", ("16",))
    first = Filters().with_choice("soort", one).with_choice("thema", two)
    assert first.query() == Filters().with_choice("thema", two).with_choice("soort", one).query()
    assert parse_qs(first.query()[1:]) == {"soort": ["pilot"], "thema": ["werk"]}


def test_another_view_keeps_the_filters_and_starts_at_the_first_page():
    filters = Filters(words="brief").shown_as(BOARD)
    assert parse_qs(filters.query()[1:]) == {"q": ["brief"], "beeld": ["bord"]}


def test_every_kind_of_filter_is_understood(world):
    square = world.spaces["square"]
    query = (
        "q=brief&soort=pilot&fase=running&thema=bestuur&status=loopt&getoetst=ja&bouwstenen=ja&sorteer=titel&beeld=bord"
        f"&route=pilot&organisatie={world.organisations['zwolle'].code}&ruimte={square.code}"
    )
    reading = read(query, None)
    assert reading.remarks == []
    assert reading.filters.keys("soort") == ("pilot",)
    assert reading.filters.keys("ruimte") == (str(square.pk),)
    assert parse_qs(reading.filters.query()[1:]) == parse_qs(query)


def test_kinds_are_known_by_their_dutch_word_and_by_the_one_in_the_database(world):
    assert read("soort=vraagstuk", None).filters == read("soort=challenge", None).filters


@pytest.mark.parametrize(
    ("kept", "now"),
    [
        ("soort=uitdaging", "soort=vraagstuk"),
        ("soort=dienst&soort=voorziening", "soort=voorziening"),
        ("beeld=bord&spoor=pilot", "beeld=bord&route=pilot"),
    ],
)
def test_an_address_that_someone_kept_still_leads_there_and_is_written_in_the_words_of_the_screen(world, kept, now):
    reading = read(kept, None)
    assert (reading.remarks, reading.filters) == ([], read(now, None).filters)
    assert reading.filters.query() == f"?{now}"


def test_a_kind_has_the_same_word_in_the_address_and_on_the_screen(world):
    with translation.override("nl"):
        assert {word: str(kind.label).lower() for word, kind in KINDS_IN_ADDRESS.items()} == {
            word: word for word in KINDS_IN_ADDRESS
        }


def test_several_values_of_one_filter_are_kept(world):
    assert read("soort=pilot&soort=idee", None).filters.keys("soort") == ("pilot", "idea")


UNKNOWN = ["soort=boot", "fase=ooit", "thema=x", "regio=x", "organisatie=x", "ruimte=x", "status=x", "getoetst=nee"]


@pytest.mark.parametrize("query", [*UNKNOWN, "sorteer=x", "beeld=spin", "route=x", "knoop=x", "na=x", "kleur=rood"])
def test_what_is_unknown_is_said_and_left_out(world, query):
    reading = read(query + "&soort=pilot", None)
    assert len(reading.remarks) == 1
    assert reading.filters == read("soort=pilot", None).filters


def test_a_space_that_one_may_not_see_is_as_unknown_as_one_that_does_not_exist(world):
    code = world.spaces["workshop"].code
    hidden, absent = read(f"ruimte={code}", None), read("ruimte=zzzzzzzz", None)
    assert hidden.filters == absent.filters
    assert hidden.remarks == [absent.remarks[0].replace("zzzzzzzz", code)]
    assert read(f"ruimte={code}", world.person("lead")).filters.keys("ruimte")


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(st.tuples(NAMES, VALUES), max_size=8))
def test_no_filter_breaks_the_page(world, client, pairs):
    from django.http import QueryDict

    query = QueryDict(mutable=True)
    for name, value in pairs:
        query.appendlist(name, value.encode("utf-8", "replace").decode())
    assert client.get(f"/initiatieven/?{query.urlencode()}").status_code == 200
