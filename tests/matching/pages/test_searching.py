"""One box over everything: finds what someone means, and only what they may see."""

import re

import pytest

from tests.cast import VIEWERS
from tests.home.pages.test_front import SEEN, place
from vliegwiel.initiatives import actions
from vliegwiel.people import actions as people

ADDRESS = "/zoeken/"
CARD = re.compile(r'<h2 class="vw-card__title"><a href="([^"]+)">(.*?)</a>', re.DOTALL)


def found(client, words, **more) -> list[str]:
    """Titles of what is found, best first."""
    answer = client.get(ADDRESS, {"q": words} | more)
    assert answer.status_code == 200
    return [re.sub("<[^>]+>", "", title) for _, title in CARD.findall(answer.content.decode())]


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("brief", "Brieven die je in één keer begrijpt"),
        ("begrijpen", "Brieven die je in één keer begrijpt"),
        ("BRIEVEN", "Brieven die je in één keer begrijpt"),
        ("wachtrijen", "Wachtrij voorspellen aan de balie"),
        ("voorspeld", "Wachtrij voorspellen aan de balie"),
        ("voorspelen", "Wachtrij voorspellen aan de balie"),
        ("wachtrji", "Wachtrij voorspellen aan de balie"),
        ("wachtr", "Wachtrij voorspellen aan de balie"),
        ("paspoort aanvragen", "Wachtrij voorspellen aan de balie"),
        ("een keer", "Brieven die je in één keer begrijpt"),
        ("“brieven” +(begrijpt) -inwoners", "Brieven die je in één keer begrijpt"),
    ],
    ids=["one for many", "verb", "capitals", "many for one", "past", "letter lost", "letters swapped", "begun", "two",
         "accents", "signs"],
)  # fmt: skip
def test_it_finds_what_someone_means(as_, words, title):
    assert title in found(as_("visitor"), words)


def test_it_finds_a_part_of_a_long_word(as_):
    assert "Tien voorbeeldbrieven over inkomen" in found(as_("visitor"), "voorbeeld brieven")
    assert "Brieven die je in één keer begrijpt" in found(as_("visitor"), "klantcontact")


def test_a_name_is_found_without_its_accents(as_):
    assert "Noor Yılmaz" in found(as_("colleague"), "yilmaz")


def test_an_organisation_is_found_by_name_and_by_code(as_):
    assert any("Zwolle" in title for title in found(as_("visitor"), "zwolle", soort="organisation"))
    assert any("Zwolle" in title for title in found(as_("visitor"), "GM0193"))
    assert any("Zwolle" in title for title in found(as_("visitor"), "gm0193"))


@pytest.mark.parametrize("name", VIEWERS)
def test_someone_by_name_is_found_only_by_who_may_see_the_profile(as_, town, name):
    may = name not in ("visitor", "stranger", "supplier")
    client = as_(name)
    assert ("Iris de Wit" in found(client, "Iris de Wit")) is may
    assert (client.get(town.people["lead"].get_absolute_url()).status_code == 200) is may


@pytest.mark.parametrize("name", VIEWERS)
def test_everyone_finds_the_initiatives_of_their_own_rings(as_, town, name):
    client = as_(name)
    seen = {key for key, one in town.initiatives.items() if one.title in found(client, one.title, soort="initiative")}
    assert seen == SEEN[name]


def test_a_ring_that_closes_is_closed_at_once_even_before_the_index_knows(as_, town):
    title = town.initiatives["letters"].title
    assert title in found(as_("visitor"), title)
    actions.change_ring(town.initiatives["letters"], by=town.person("lead"), ring="team")
    assert title not in found(as_("visitor"), title)
    assert title in found(as_("lead"), title)


def test_what_is_new_is_found_after_the_index_took_it_in(as_, town, index):
    place(town.person("lead"), town.spaces["square"], "Zonnepanelen op het gemeentehuis", days_ago=0)
    index()
    assert found(as_("visitor"), "zonnepaneel")[0] == "Zonnepanelen op het gemeentehuis"


def test_a_kind_narrows_what_is_found(as_):
    client = as_("colleague")
    everything, parts = found(client, "brieven"), found(client, "brieven", soort="part")
    assert "Tien voorbeeldbrieven over inkomen" in parts
    assert "Brieven die je in één keer begrijpt" not in parts
    assert set(parts) < set(everything)
    assert found(client, "brieven", soort="verzonnen") == everything
    assert 'aria-current="page"' in client.get(ADDRESS, {"q": "brieven", "soort": "part"}).content.decode()


def test_the_words_are_marked_in_what_is_found(as_):
    assert '<mark class="nl-mark">Brieven</mark>' in as_("visitor").get(ADDRESS, {"q": "brief"}).content.decode()


@pytest.mark.parametrize(("language", "words"), [("nl", "Niets gevonden voor"), ("en", "Nothing found for")])
def test_when_nothing_is_found_it_says_what_one_can_do(as_, language, words):
    client = as_("visitor")
    client.cookies["taal"] = language
    page = client.get(ADDRESS, {"q": "xqzvwk"}).content.decode()
    assert f"{words} “xqzvwk”" in page
    assert 'href="/initiatieven/nieuw/"' in page
    assert 'href="/initiatieven/"' in page


@pytest.mark.parametrize("words", ["", "   ", "\x00", "\u200b"])
def test_no_words_explain_the_box(as_, words):
    page = as_("visitor").get(ADDRESS, {"q": words}).content.decode()
    assert "Zoek in initiatieven, bouwstenen, organisaties en mensen" in page
    assert "Niets gevonden" not in page


@pytest.mark.parametrize(
    "words",
    [
        "<script>alert(1)</script>",
        '"><img src=x onerror=alert(1)>',
        "title:* AND (audience:person) OR id:[0 TO *]",
        "'; DROP TABLE people_person; --",
        "a\x00b",
        "( [ { ^ ~ * ? : \\ / !",
        "a" * 5_000,
        "woord " * 2_000,
        "é🙂שלום日本語",
        "de het een",
        "-",
        "%s %(x)s {{ 7*7 }}",
    ],
)
def test_no_question_breaks_the_page_or_gets_into_it(as_, words):
    answer = as_("visitor").get(ADDRESS, {"q": words})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "<script>alert" not in page
    assert "<img src=x" not in page


@pytest.mark.parametrize("query", ["?q=%00", "?q=%ff%fe", "?q=%ed%a0%80", "?soort=%00", "?q=a&q=b", "?q[]=a"])
def test_no_address_breaks_the_page(as_, query):
    assert as_("visitor").get(f"{ADDRESS}{query}").status_code == 200


def test_before_the_first_index_there_is_a_page(world, index, client):
    assert client.get(ADDRESS, {"q": "brieven"}).status_code == 200


def test_search_takes_no_form(as_):
    assert as_("visitor").post(ADDRESS, {"q": "x"}).status_code == 405


def test_it_asks_the_database_the_same_however_much_is_found(as_, town, index, statements):
    client = as_("lead")
    with statements(12):
        assert len(found(client, "brieven")) >= 2
    for number in range(20):
        place(town.person("lead"), town.spaces["square"], f"Brieven nummer {number}", days_ago=number)
    people.add_organisation(None, by=None, name="Stichting Brieven", kind="umbrella")
    index()
    with statements(12):
        assert len(found(client, "brieven")) >= 20
