"""Search that understands: finds what means the same, shows nothing that may not be seen, and goes on without a model."""

import threading

import pytest
from django.conf import settings as django_settings

from tests.matching.reading_room import BrokenModel, put
from vliegwiel.matching import search
from vliegwiel.matching.meaning import chosen
from vliegwiel.matching.meaning.e5 import BuiltIn
from vliegwiel.matching.understanding import understand_all

pytestmark = pytest.mark.django_db(transaction=True)

MODEL = BuiltIn()
TEXTS = {
    "Anonimiseringstool": "Deze software lakt namen, adressen en andere persoonsgegevens in documenten automatisch zwart.",
    "Scanauto": "Een auto met camera's rijdt door de straat en controleert of er voor het parkeren is betaald.",
    "Schuldhulp": "Jongeren met betalingsachterstanden krijgen vroeg een gesprek, zodat hun schuld niet oploopt.",
    "Bladblazer": "De gemeente onderhoudt het groen in parken en plantsoenen met stille apparaten op batterijen.",
    "Verkeerslicht": "Verkeerslichten geven ambulances en fietsers groen op het goede moment.",
    "Wet 2019-0417": "Uitvoering van artikel 12 van de regeling over afval.",
}


class Someone:
    def __init__(self, *tokens):
        self.tokens = list(tokens)


@pytest.fixture(autouse=True)
def place(own_index):
    chosen.use(MODEL)
    yield
    chosen.use(None)


def fill(texts=None, **more):
    for number, (title, text) in enumerate((TEXTS if texts is None else texts).items(), 1):
        put(number, title, text, **more)


def take_in(*, read=True):
    if read:
        understand_all(MODEL)
    search.bring_up_to_date(alone=True)


def titles(words, viewer=None, **more):
    return [one.title for one in search.find(words, viewer, **more)]


def test_a_description_in_other_words_finds_the_thing():
    fill()
    take_in()
    assert titles("iets dat persoonsgegevens onleesbaar maakt")[0] == "Anonimiseringstool"
    assert titles("namen zwartmaken voor publicatie")[0] == "Anonimiseringstool"
    assert titles("rood staan en rekeningen niet kunnen betalen als je twintig bent")[0] == "Schuldhulp"
    assert titles("automobilist die niet betaalt voor zijn plek")[0] == "Scanauto"


def test_a_name_and_a_code_win_from_whatever_means_the_same():
    fill()
    put(7, "Parkeren", "Een nota.")
    put(8, "Rondrijdende camera voor betaald parkeren", "Parkeren controleren vanuit een auto, parkeren, parkeren.")
    take_in()
    assert titles("parkeren")[0] == "Parkeren"
    assert titles("2019-0417") == ["Wet 2019-0417"]


def test_nothing_stands_beside_what_holds_the_code_that_was_asked_for():
    fill()
    put(7, "Parkeren van auto's 7c3f", "Een camera controleert of er betaald is.")
    take_in()
    assert titles("parkeren 7c3f") == ["Parkeren van auto's 7c3f"]


def test_what_holds_the_words_is_found_before_it_is_read():
    fill()
    take_in()
    put(9, "Warmtepomp in de wijk", "Huizen verwarmen zonder gas.")
    take_in(read=False)
    assert titles("warmtepomp")[0] == "Warmtepomp in de wijk"
    assert "Warmtepomp in de wijk" not in titles("kachel")
    take_in()
    assert titles("woningen van het gas af halen")[0] == "Warmtepomp in de wijk"


@pytest.mark.parametrize("nonsense", ["pannenkoeken met stroop", "asdfgh qwerty", "viool leren spelen", "xq zv"])
def test_what_has_no_answer_gets_none_with_confidence(nonsense):
    fill()
    take_in()
    assert search.reader().search(nonsense, ["public"]).exact == 0
    assert len(titles(nonsense)) <= search.FEW


RINGS = {"public": (), "net": ("net",), "org:1": ("org:1",), "space:5": ("space:5",), "init:9": ("init:9",)}


def test_everyone_finds_by_meaning_what_they_may_see_and_no_more():
    for number, token in enumerate(RINGS, 1):
        put(number, f"Kanarie {token}", TEXTS["Anonimiseringstool"], audience=[token, f"person:{number}"])
    take_in()
    for tokens in RINGS.values():
        viewer = Someone(*tokens) if tokens else None
        allowed = {f"Kanarie {token}" for token in ("public", *tokens)}
        assert set(titles("iets dat persoonsgegevens onleesbaar maakt", viewer)) == allowed
        like = search.like("Lakken", "Namen en adressen in stukken onleesbaar maken", viewer)
        assert {one.title for one in like} == allowed


def test_what_is_invisible_changes_nothing_in_an_answer():
    """The very same nearness, share and order; the rarity of words is the one thing that counts texts of everyone."""
    fill()
    take_in()

    def answer():
        search.reader.cache_clear()
        take_in()
        words = "iets dat persoonsgegevens onleesbaar maakt"
        found = search.reader().search(words, ["public"])
        compared = search.reader().asking.matrix.compare(MODEL.embed([words], side="query")[0], ["public"])
        return found.ids, found.exact, [hit.meaning for hit in found], compared.shares(found.ids)

    before = answer()
    for number in range(20, 40):
        put(number, "Verborgen", TEXTS["Anonimiseringstool"] + f" Versie {number}.", audience=["init:9"])
    assert answer() == before


def test_what_is_closed_is_gone_at_once():
    fill()
    take_in()
    put(1, "Anonimiseringstool", TEXTS["Anonimiseringstool"], audience=["init:1"])
    assert "Anonimiseringstool" not in titles("iets dat persoonsgegevens onleesbaar maakt")  # before the index knows
    take_in()
    assert "Anonimiseringstool" not in titles("iets dat persoonsgegevens onleesbaar maakt")
    assert titles("iets dat persoonsgegevens onleesbaar maakt", Someone("init:1"))[0] == "Anonimiseringstool"
    put(1, "Anonimiseringstool", TEXTS["Anonimiseringstool"], audience=["init:1"], deleted=True)
    take_in()
    assert "Anonimiseringstool" not in titles("iets dat persoonsgegevens onleesbaar maakt", Someone("init:1"))


def test_without_a_model_words_still_find_and_the_operator_is_told():
    fill()
    take_in()
    by_words = titles("parkeren betaald")
    search.reader.cache_clear()
    chosen.use(BrokenModel(MODEL.name))
    chosen.embedder().dimension = MODEL.dimension
    search.bring_up_to_date(alone=True)
    assert titles("parkeren betaald")[0] == by_words[0] == "Scanauto"
    assert search.reader().problem == "het model is stuk"


def test_someone_may_choose_to_have_no_model(monkeypatch):
    fill()
    chosen.use(None)
    monkeypatch.setitem(django_settings.EMBEDDING, "address", "none")
    chosen._configured.cache_clear()
    try:
        search.reader.cache_clear()
        search.bring_up_to_date(alone=True)
        assert titles("parkeren") == ["Scanauto"]
    finally:
        chosen._configured.cache_clear()


@pytest.mark.parametrize(
    "hostile",
    [
        "",
        "a",
        "de het een",
        "x" * 100_000,
        "\0",
        "\ufdfa" * 5_000,
        "'; drop table --",
        '"a" & b | !c',
        "漢字",
        "😀" * 999,
    ],
    ids=range(10),
)
def test_any_question_gets_an_answer(hostile):
    fill()
    take_in()
    assert isinstance(titles(hostile), list)
    assert isinstance(search.like(hostile, hostile, None), list)


def test_many_may_ask_at_once_while_it_changes():
    fill()
    take_in()
    wrong = []

    def ask():
        found = search.reader().search("iets dat persoonsgegevens onleesbaar maakt", ["public"])
        if not found.ids:
            wrong.append(found)

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    put(1, "Anonimiseringstool", "Nieuwe tekst: " + TEXTS["Anonimiseringstool"])
    take_in()
    for thread in threads:
        thread.join()
    assert not wrong
