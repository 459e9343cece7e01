"""The two lists: who sees what, filters with counts, long lists, odd addresses."""

import re
from html import unescape

import pytest

from vliegwiel.exchange import actions
from vliegwiel.initiatives.models import Theme

NEEDS, OFFERS = "/gezocht/", "/aanbod/"


@pytest.fixture
def as_(world, signed_in, client):
    return lambda name: client if name == "visitor" else signed_in(world.person(name))


def titles(response) -> list[str]:
    return re.findall(r'vw-card__title"><a href="[^"]+">([^<]+)', response.content.decode())


def counts(response, name: str) -> dict[str, int]:
    """The figures beside the options of one filter."""
    option = rf'name="{name}" value="([^"]+)".*?vw-filter__count">(\d+)<'
    return {value: int(count) for value, count in re.findall(option, response.content.decode(), re.DOTALL)}


def link(response, way: str) -> str:
    return unescape(re.search(rf'href="([^"]+)" rel="{way}"', response.content.decode())[1])


def test_suppliers_and_visitors_see_only_what_was_opened_to_the_market(as_, world, fellows, place):
    opened = place("lead", "letters", kind="supplier", title="Een leverancier van software")
    actions.open_need_to_market(opened, by=world.person("lead"), is_for_market=True)
    for name in ("visitor", "supplier", "stranger"):
        assert titles(as_(name).get(NEEDS)) == [opened.title], name
        assert as_(name).get(fellows.get_absolute_url()).status_code == 404
    assert set(titles(as_("outsider").get(NEEDS))) == {opened.title, fellows.title}


def test_what_hangs_under_a_closed_initiative_is_nowhere_for_others(as_, place):
    hidden = place("lead", "secret", title="Niemand weet dit")
    assert titles(as_("lead").get(NEEDS)) == [hidden.title]
    for name in ("outsider", "manager", "supplier"):
        page = as_(name).get(NEEDS)
        assert titles(page) == []
        assert "Niemand weet dit" not in page.content.decode()


def test_filters_count_only_what_one_may_see_and_find_what_they_say(as_, place):
    work = Theme.objects.get(name_nl="Werk")
    place("lead", "letters", kind="money", title="Geld", themes=[work])
    place("lead", "letters", kind="data", title="Gegevens over wachten")
    place("lead", "secret", kind="money", title="Verborgen")
    client = as_("outsider")
    page = client.get(NEEDS)
    assert "2 gevonden" in page.content.decode()
    assert counts(page, "soort") == {"money": 1, "data": 1}
    assert counts(page, "thema") == {work.slug: 1}
    assert titles(client.get(NEEDS, {"soort": "money"})) == ["Geld"]
    assert titles(client.get(NEEDS, {"thema": work.slug})) == ["Geld"]
    assert titles(client.get(NEEDS, {"q": "wachten"})) == ["Gegevens over wachten"]


def test_mine_are_those_that_i_look_after(as_, place):
    place("lead", "letters", title="Van ons")
    place("outsider", title="Van een ander")
    assert titles(as_("lead").get(NEEDS, {"mijn": "ja"})) == ["Van ons"]
    assert titles(as_("colleague").get(NEEDS, {"mijn": "ja"})) == ["Van ons"]


def test_closed_ones_are_there_when_asked_for(as_, world, fellows):
    actions.step_need(fellows, by=world.person("lead"), state="met")
    assert titles(as_("lead").get(NEEDS)) == []
    assert titles(as_("lead").get(NEEDS, {"status": "alle"})) == [fellows.title]


def test_a_long_list_goes_on_and_back_by_page(as_, place):
    for number in range(23):
        place("lead", "letters", title=f"Vraag {number:02d}")
    client = as_("outsider")
    first = client.get(NEEDS)
    assert titles(first) == [f"Vraag {number:02d}" for number in range(22, 2, -1)]
    second = client.get(link(first, "next"))
    assert titles(second) == ["Vraag 02", "Vraag 01", "Vraag 00"]
    assert titles(client.get(link(second, "prev"))) == titles(first)


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("path", [NEEDS, OFFERS])
def test_a_list_asks_the_database_equally_often_whatever_its_length(as_, place, statements, count, path):
    themes = list(Theme.objects.all()[:2])
    for number in range(count):
        place("lead", "letters", title=f"Vraag {number}", themes=themes, offer=path == OFFERS)
    client = as_("outsider")
    with statements(12):
        assert len(titles(client.get(path, {"thema": themes[0].slug}))) == count


@pytest.mark.parametrize(
    "query",
    [
        "soort=onzin", "thema=%00", "regio=" + "x" * 5000, "q=" + "a%20" * 5000, "na=zzzzzzzz&voor=22222222", "na=%00",
        "initiatief=%27%3B--", "persoon=22222222", "organisatie=22222222", "mijn=ja", "soort=money&soort=data&soort=%F0",
    ],
)  # fmt: skip
def test_whatever_stands_in_the_address_gives_a_page(client, fellows, query):
    assert client.get(f"{NEEDS}?{query}").status_code == 200
    assert client.get(f"{OFFERS}?{query}").status_code == 200


def test_the_tab_of_an_initiative_shows_what_it_looks_for(as_, world, fellows, place, statements):
    offer = place("lead", "letters", offer=True, title="Een leesronde begeleiden")
    url = world.initiatives["letters"].get_absolute_url() + "gezocht/"
    client = as_("outsider")
    with statements(15):
        page = client.get(url)
    assert titles(page) == [fellows.title, offer.title]
    assert titles(as_("visitor").get(url)) == []
    assert "Gezocht" in client.get(world.initiatives["letters"].get_absolute_url()).content.decode()
