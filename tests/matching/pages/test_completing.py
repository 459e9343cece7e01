"""Suggestions while one types: names that begin so, with a typing error mended, and only what one may see."""

import re

import pytest

from tests.cast import VIEWERS
from tests.home.pages.test_front import SEEN, place

ADDRESS = "/zoeken/aanvullen/"
OPTION = re.compile(r'role="option"[^>]*href="([^"]+)">(.*?)</a>', re.DOTALL)


def offered(client, typed) -> list[str]:
    answer = client.get(ADDRESS, {"q": typed})
    assert answer.status_code == 200
    return [re.sub("<[^>]+>", "", title) for _address, title in OPTION.findall(answer.content.decode())]


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("bri", "Brieven die je in één keer begrijpt"),
        ("BRI", "Brieven die je in één keer begrijpt"),
        ("begr", "Brieven die je in één keer begrijpt"),
        ("keer bri", "Brieven die je in één keer begrijpt"),
        ("een keer", "Brieven die je in één keer begrijpt"),
        ("voorbeeldb", "Tien voorbeeldbrieven over inkomen"),
        ("wachtrji", "Wachtrij voorspellen aan de balie"),
    ],
)
def test_names_that_begin_so_are_offered(as_, typed, title):
    assert title in offered(as_("visitor"), typed)


def test_an_organisation_is_offered_by_name_and_by_code(as_):
    assert any("Zwolle" in title for title in offered(as_("visitor"), "zwo"))
    assert any("Zwolle" in title for title in offered(as_("visitor"), "gm0193"))


def test_an_initiative_is_offered_by_its_code(as_, town):
    letters = town.initiatives["letters"]
    assert letters.title in offered(as_("visitor"), letters.code)
    assert offered(as_("visitor"), town.initiatives["secret"].code) == []


def test_they_stand_in_groups_and_lead_to_the_thing(as_, town):
    page = as_("colleague").get(ADDRESS, {"q": "iris"}).content.decode()
    assert 'role="group" aria-labelledby="aanvulling-person"' in page
    assert town.people["lead"].get_absolute_url() in page
    assert '<mark class="nl-mark">Iris</mark>' in page
    assert "<html" not in page


@pytest.mark.parametrize("name", VIEWERS)
def test_only_what_one_may_see_is_offered(as_, town, name):
    client = as_(name)
    seen = {key for key, one in town.initiatives.items() if one.title in offered(client, one.title)}
    assert seen == SEEN[name]


def test_a_ring_that_closes_is_closed_at_once(as_, town):
    from vliegwiel.initiatives import actions

    letters = town.initiatives["letters"]
    actions.change_ring(letters, by=town.person("lead"), ring="team")
    assert letters.title not in offered(as_("visitor"), "brieven")


def test_a_typing_error_is_mended_only_into_what_one_may_see(as_, town):
    word = max(town.initiatives["secret"].title.split(), key=len)
    typed = word[:2] + word[3:]
    assert town.initiatives["secret"].title not in offered(as_("outsider"), typed)


def test_at_most_ten_are_offered_and_four_of_a_kind(as_, town, index):
    for number in range(9):
        place(town.person("lead"), town.spaces["square"], f"Lantaarn {number}", days_ago=number)
    index()
    assert len(offered(as_("visitor"), "lantaarn")) == 4


@pytest.mark.parametrize(
    "typed",
    ["", "a", " ", "\x00", "'", "':*", "a' & 'b", "& | ! ( ) <-> :*", "'; drop table people_person; --", "\\", "%", "_",
     "é🙂שלום", "日本語", "de het een", "x" * 100_000, "woord " * 20_000, "<script>alert(1)</script>", '" onmouseover="'],
)  # fmt: skip
def test_no_typing_breaks_it(as_, typed):
    answer = as_("visitor").get(ADDRESS, {"q": typed})
    assert answer.status_code == 200
    assert b"<script>" not in answer.content
    assert b"onmouseover" not in answer.content


def test_it_asks_the_database_the_same_however_much_begins_so(as_, town, index, statements):
    client = as_("lead")
    with statements(5):
        offered(client, "brieven")
    for number in range(15):
        place(town.person("lead"), town.spaces["square"], f"Brieven nummer {number}", days_ago=number)
    index()
    with statements(5):
        assert len(offered(client, "brieven")) >= 4


def test_it_is_only_looked_at(as_):
    assert as_("visitor").post(ADDRESS, {"q": "x"}).status_code == 405
