"""One box over everything: finds what someone means, and only what they may see."""

import re

import pytest

from tests.cast import VIEWERS
from tests.home.pages.test_front import SEEN, place
from vliegwiel.initiatives import actions
from vliegwiel.matching import search
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
    assert any("Zwolle" in title for title in found(as_("visitor"), "zwolle", **{"in": "organisaties"}))
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
    seen = {
        key for key, one in town.initiatives.items() if one.title in found(client, one.title, **{"in": "initiatieven"})
    }
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
    everything, parts = found(client, "brieven"), found(client, "brieven", **{"in": "bouwstenen"})
    assert "Tien voorbeeldbrieven over inkomen" in parts
    assert "Brieven die je in één keer begrijpt" not in parts
    assert set(parts) < set(everything)
    assert found(client, "brieven", **{"in": "verzonnen"}) == everything
    assert found(client, "brieven", soort="part") == parts, "an address of before"
    assert 'aria-current="page"' in client.get(ADDRESS, {"q": "brieven", "in": "bouwstenen"}).content.decode()


def test_the_words_are_marked_in_what_is_found(as_):
    assert '<mark class="nl-mark">Brieven</mark>' in as_("visitor").get(ADDRESS, {"q": "brief"}).content.decode()


@pytest.mark.parametrize(("language", "words"), [("nl", "Niets gevonden voor"), ("en", "Nothing found for")])
def test_when_nothing_is_found_it_says_what_one_can_do(as_, language, words):
    client = as_("visitor")
    client.cookies["taal"] = language
    page = client.get(ADDRESS, {"q": "xqzvwk"}).content.decode()
    assert f"{words} “xqzvwk”" in page
    assert 'href="/initiatieven/nieuw/?vraag=xqzvwk"' in page
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


@pytest.mark.parametrize(
    "query",
    [
        "?q=%00",
        "?q=%ff%fe",
        "?q=%ed%a0%80",
        "?soort=%00",
        "?q=a&q=b",
        "?q[]=a",
        "?q=brief&in=%00",
        "?q=brief&pagina=-1",
        "?q=brief&pagina=999999",
        "?q=brief&pagina=²",
        "?q=brief&thema=%00&regio='--",
        "?q=brief&soort=pilot&soort=x",
    ],
)
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


COUNT = re.compile(r'href="\?q=[^"]*?(?:in=(\w+))?"[^>]*>([^<]*) <span class="vw-tabs__count">(\d+)</span>')


def counts(client, words) -> dict[str, int]:
    """How many there are in each group, by its word in the address; the empty word is everything."""
    page = client.get(ADDRESS, {"q": words}).content.decode()
    return {word: int(count) for word, _label, count in COUNT.findall(page)}


@pytest.mark.parametrize("name", VIEWERS)
def test_counts_per_group_are_what_this_person_can_open(as_, town, name):
    client = as_(name)
    told = counts(client, "brieven zwolle pilot gesprek")
    assert told[""] == sum(count for word, count in told.items() if word)
    for word in told:
        if word:
            listed = found(client, "brieven zwolle pilot gesprek", **{"in": word})
            assert len(listed) == told[word]
    assert ("gesprek" in str(told)) is False


def test_nothing_of_a_closed_ring_is_in_a_count(as_, town):
    secret = town.initiatives["secret"]
    for name, sees in (("lead", True), ("outsider", False)):
        client = as_(name)
        listed = found(client, secret.title, **{"in": "initiatieven"})
        assert (secret.title in listed) is sees
        assert counts(client, secret.title).get("initiatieven", 0) == len(listed)


def test_filters_narrow_initiatives_and_say_how_many_are_left(as_, town):
    client = as_("lead")
    page = client.get(ADDRESS, {"q": "brieven", "in": "initiatieven"}).content.decode()
    assert 'name="soort"' in page
    assert 'name="thema"' in page
    kind = town.initiatives["letters"].kind
    word = {"challenge": "vraagstuk", "idea": "idee", "pilot": "pilot", "service": "voorziening", "method": "werkwijze"}
    some = found(client, "brieven", soort=word[kind])
    assert town.initiatives["letters"].title in some
    other = next(one for key, one in word.items() if key != kind)
    assert town.initiatives["letters"].title not in found(client, "brieven", soort=other)
    chips = client.get(ADDRESS, {"q": "brieven", "soort": word[kind]}).content.decode()
    assert "vw-chip" in chips


def test_pages_hold_everything_once(as_, town, index):
    for number in range(45):
        place(town.person("lead"), town.spaces["square"], f"Lantaarns vervangen wijk {number}", days_ago=number)
    index()
    client = as_("visitor")
    pages = [found(client, "lantaarns", pagina=str(number)) for number in (1, 2, 3)]
    assert [len(page) for page in pages] == [20, 20, 5]
    assert len(set().union(*pages)) == 45
    assert found(client, "lantaarns", pagina="9") == pages[2], "beyond the last page is the last page"
    assert 'rel="next"' in client.get(ADDRESS, {"q": "lantaarns"}).content.decode()


def test_it_asks_what_was_meant_in_words_that_one_may_read(as_, town):
    page = as_("visitor").get(ADDRESS, {"q": "wachtrijj voorspelen kwantumfysica zeppelin"}).content.decode()
    assert "Bedoelde je" in page
    assert "Zoek ruimer" in page
    secret = town.initiatives["secret"].title.split()[0]
    typed = secret[:-1] + "q"
    for name, sees in (("lead", True), ("outsider", False)):
        client = as_(name)
        answer = re.sub(
            r'value="[^"]*"|<title>.*?</title>|q=[^"&]*',
            "",
            client.get(ADDRESS, {"q": typed + " xqzv"}).content.decode(),
        )
        assert (secret.lower() in answer.lower()) is sees, name


def test_what_comes_nearest_is_shown_as_such(as_):
    page = as_("visitor").get(ADDRESS, {"q": "wachtrijenvoorspellingssysteembalie"}).content.decode()
    assert ("Dit komt het dichtst in de buurt" in page) or ("Niets gevonden" in page) or "vw-card__title" in page


def test_a_very_long_question_says_that_only_its_beginning_was_used(as_):
    page = as_("visitor").get(ADDRESS, {"q": "brieven " * 12_000}).content.decode()
    assert "De eerste 400 tekens zijn gebruikt" in page


def test_what_was_searched_for_stays_in_the_browser(as_):
    """The page holds the words for the script that keeps them; the server keeps nothing."""
    client = as_("visitor")
    page = client.get(ADDRESS, {"q": "brieven"}).content.decode()
    assert 'data-recent="brieven"' in page
    assert "sessie" not in client.cookies
    assert 'data-recent="' not in client.get(ADDRESS, {"q": "xqzvwk"}).content.decode()


def test_operators_alone_hear_that_search_goes_by_words_only(as_):
    client = as_("operator")
    told = "Voor beheerders: er wordt nu alleen op woorden gezocht"
    assert told not in client.get(ADDRESS, {"q": "xqzvwk"}).content.decode()
    search.reader().asking.problem = "The model cannot be read."
    assert told in client.get(ADDRESS, {"q": "xqzvwk"}).content.decode()
    for name in ("visitor", "lead", "manager"):
        assert told not in as_(name).get(ADDRESS, {"q": "xqzvwk"}).content.decode()
