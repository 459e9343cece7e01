"""The overview: list, map and board, for everyone who may look."""

import re
from html import unescape

import pytest

from tests.cast import VIEWERS
from vliegwiel.initiatives.models import Initiative
from vliegwiel.matching import search
from vliegwiel.matching.engine import Document, State, Writer
from vliegwiel.matching.models import SearchDocument

VIEWS = ["", "?beeld=kaart", "?beeld=bord"]


@pytest.fixture
def words_are_found(settings, tmp_path):
    """An index of what is searchable at this moment; the feed itself waits for transactions that tests never finish."""
    settings.SEARCH_INDEX = tmp_path
    search.reader.cache_clear()

    def fill():
        folder = search.folder()
        generation = folder.begin()
        with Writer(generation) as writer:
            for row in SearchDocument.objects.filter(deleted=False).order_by("id"):
                writer.put(Document(row.pk, row.kind, row.title, row.text, tuple(row.audience)), known=False)
            writer.commit(State("test"))
        folder.serve(generation)

    yield fill
    search.reader.cache_clear()


@pytest.mark.parametrize("who", VIEWERS)
@pytest.mark.parametrize("query", ["", "?beeld=bord", "?sorteer=titel", "?status=loopt&status=gestopt"])
def test_everyone_sees_exactly_what_they_may_see(world, overview, who, query):
    person = world.person(who)
    text = unescape(overview(query, who).content.decode())
    for initiative in world.initiatives.values():
        initiative.refresh_from_db()
        may = Initiative.objects.visible_to(person).standing().filter(pk=initiative.pk).exists()
        if not may:
            assert initiative.title not in text
        elif query == "":
            assert initiative.title in text


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("who", ["visitor", "lead"])
def test_the_number_of_statements_is_constant(world, overview, more, statements, view, who):
    overview(view, who)
    for count in (1, 3, 60):
        more(count, source=f"bron{count}")
        with statements(12):
            assert overview(view, who).status_code == 200


@pytest.mark.parametrize(
    "query", ["?soort=voorziening&thema=werk&status=loopt", "?organisatie={zwolle}&ruimte={register}&getoetst=ja"]
)
def test_also_with_every_filter(world, overview, more, statements, query):
    more(3)
    query = query.format(zwolle=world.organisations["zwolle"].code, register=world.spaces["register"].code)
    overview(query, "lead")
    with statements(12):
        overview(query, "lead")


def test_words_are_found_and_marked(world, overview, more, words_are_found, statements):
    more(25, title="Lakken van <b>stukken</b> {}", summary="Het lakken gaat vanzelf")
    words_are_found()
    overview("", "lead")
    with statements(12):
        first = overview("?q=lakken", "lead").content.decode()
    assert '<mark class="nl-mark">Lakken</mark> van &lt;b&gt;stukken&lt;/b&gt;' in first
    assert "<b>stukken" not in first
    after = unescape(re.search(r'href="([^"]*na=[^"]*)" rel="next"', first)[1])
    assert "Lakken" in overview(after, "lead").content.decode()


def test_what_only_comes_near_is_not_passed_off_as_found(world, overview, more, words_are_found):
    more(3, title="Lakken van stukken {}", summary="Het lakken gaat vanzelf")
    words_are_found()
    near, found = (unescape(overview(f"?q={words}").content.decode()) for words in ("laktscxq", "lakken"))
    assert "Lakken" in near
    assert "Nergens staat “laktscxq”. Dit komt het dichtst in de buurt." in near
    assert "komt het dichtst" not in found


def test_words_find_nothing_that_one_may_not_see(world, overview, words_are_found):
    words_are_found()
    hidden = world.initiatives["secret"]
    assert hidden.title not in unescape(overview("?q=tegenspraak").content.decode())
    assert "Tegenspraak" in overview("?q=tegenspraak", "lead").content.decode()


def test_a_title_is_text_and_never_html(world, overview, more):
    more(1, title="<script>alert(1)</script> {}", kind="pilot")
    for view in VIEWS:
        assert b"<script>alert" not in overview(view).content


def test_what_is_not_understood_is_said_and_the_rest_works(world, overview):
    text = overview("?soort=boot&soort=pilot").content.decode()
    assert "boot" in text
    assert "Soort: Pilot" in text


@pytest.mark.parametrize("query", ["?soort=%00", "?na=p99999&q=x", "?" + "thema=x&" * 2_000, "?q=" + "a" * 100_000,
                                   "?q=%E2%80%AEabc", "?soort[]=x", "?&&&==", "?beeld=spin", "?%ff%fe=1"])  # fmt: skip
def test_odd_addresses_get_a_page(world, overview, query):
    assert overview(query).status_code == 200


def test_a_page_beyond_the_end_leads_back(world, overview):
    text = overview("?na=1.aaaaaaaa").content.decode()
    assert "Naar de eerste pagina" in text


def test_nothing_found_helps_on(world, overview):
    text = overview("?soort=idee&getoetst=ja").content.decode()
    assert "/initiatieven/nieuw/" in text
    assert "Haal alle filters weg" in text


def test_only_the_results_go_to_htmx(world, overview):
    answer = overview("?soort=pilot", **{"HX-Request": "true", "HX-Target": "resultaten"})
    assert b"<html" not in answer.content
    assert answer.content.count(b'id="resultaten"') == 1
    assert answer["HX-Push-Url"] == "/initiatieven/?soort=pilot"
    assert "HX-Request" in answer["Vary"]
    whole = overview("?soort=pilot").content
    assert answer.content.partition(b"</section>")[0].strip() in whole


def test_choosing_a_space_changes_the_whole_page(world, overview):
    code = world.spaces["register"].code
    answer = overview(
        f"?ruimte={code}", **{"HX-Request": "true", "HX-Target": "resultaten", "HX-Current-URL": "/initiatieven/"}
    )
    assert answer["HX-Redirect"] == f"/initiatieven/?ruimte={code}"


def test_a_space_shows_its_name_words_and_colour(world, overview):
    space = world.spaces["pilotstarter"]
    type(space).objects.filter(pk=space.pk).update(words={"initiative": "proef", "initiatives": "proeven"})
    text = overview(f"?ruimte={space.code}", "lead").content.decode()
    assert "Proeven in Pilotstarter" in text
    assert f"/ruimtes/{space.code}/thema.css?kleur=7a2f5d" in text
    assert "Pilotstarter" not in overview(f"?ruimte={space.code}").content.decode()


def test_a_space_without_a_map_shows_the_list(world, overview):
    space = world.spaces["register"]
    type(space).objects.filter(pk=space.pk).update(modules=["initiatives"])
    text = overview(f"?ruimte={space.code}&beeld=kaart").content.decode()
    assert "map-drawing" not in text
    assert "Deze ruimte gebruikt deze weergave niet" in text


def test_the_map_counts_what_its_links_give(world, overview, more):
    more(4)
    text = overview("?beeld=kaart").content.decode()
    zwolle = world.organisations["zwolle"]
    assert "Zwolle: 5 initiatieven" in text
    assert "Bron: CBS / Kadaster" in text
    listed = overview(f"?initiatiefnemer={zwolle.code}").content.decode()
    assert ">5 initiatieven<" in listed
    assert "Zwolle: 6" in overview("?beeld=kaart", "lead").content.decode() or "Zwolle: " in text


def test_the_map_obeys_the_filters(world, overview, more):
    more(4)
    assert "Zwolle: 4 initiatieven" in overview("?beeld=kaart&soort=voorziening").content.decode()


def test_the_map_lists_who_has_no_place_on_it(world, overview):
    assert "Vereniging van Nederlandse Gemeenten" in overview("?beeld=kaart", "lead").content.decode()


def test_the_board_starts_with_the_fullest_track_and_shows_ten(world, overview, more):
    more(14)
    text = overview("?beeld=bord").content.decode()
    assert "Bouw <span" in text
    assert text.count("overview-card") == 10
    assert (
        text.count("overview-card") < overview("?beeld=bord&route=pilot").content.decode().count("overview-card") + 10
    )


def test_the_page_is_there_in_both_languages(world, overview, client):
    assert "Nieuwste eerst" in overview().content.decode()
    client.cookies["taal"] = "en"
    for view in VIEWS:
        text = client.get(f"/initiatieven/{view}").content.decode()
        assert "Board by stage" in text
        assert "Bord per fase" not in text


def test_only_looking_is_possible(world, client):
    assert client.post("/initiatieven/").status_code == 405
