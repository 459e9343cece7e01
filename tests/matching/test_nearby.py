"""More vectors than fit in a process: PostgreSQL finds the same, under the same eyes."""

import pytest
from django.db import connection

from tests.matching.reading_room import WordModel, put
from vliegwiel.matching import following, nearby, search
from vliegwiel.matching.meaning import chosen
from vliegwiel.matching.state import state
from vliegwiel.matching.understanding import understand_all

pytestmark = pytest.mark.django_db(transaction=True)

MODEL = WordModel()
QUESTION = "warm water uit leidingen"


@pytest.fixture(autouse=True)
def place(settings, tmp_path):
    if not nearby.can_be_made():
        pytest.skip("this server has no pgvector")
    settings.SEARCH_INDEX = tmp_path / "search"
    chosen.use(MODEL)
    forget()
    yield
    with connection.cursor() as cursor:
        cursor.execute(f"drop table if exists {nearby.TABLE}")
    chosen.use(None)
    forget()


def forget():
    search.reader.cache_clear()
    search._made.clear()


def fill(count=40):
    for number in range(count):
        audience = ["public"] if number % 4 else ["init:1"]
        put(
            number,
            f"Plan {number}",
            f"warm water nummer {number} uit lange leidingen {'koud ' * (number % 7)}",
            audience=audience,
        )
    understand_all(MODEL)


def answer(tokens=("public",)):
    forget()
    search.bring_up_to_date(alone=True)
    found = search.reader().search(QUESTION, list(tokens))
    return {hit.id: hit.meaning for hit in found.hits}, search.reader().asking.matrix.is_full


def test_it_finds_what_the_vectors_in_memory_find(monkeypatch):
    fill()
    by_memory, full = answer()
    assert not full
    monkeypatch.setattr(following, "MOST_VECTORS", 5)
    assert nearby.build(MODEL.name, MODEL.dimension) == 40
    by_database, full = answer()
    assert full
    assert by_database.keys() == by_memory.keys()
    assert all(by_database[one] == pytest.approx(by_memory[one], abs=0.01) for one in by_memory)


def test_nobody_gets_what_they_may_not_see(monkeypatch):
    fill()
    monkeypatch.setattr(following, "MOST_VECTORS", 5)
    nearby.build(MODEL.name, MODEL.dimension)
    vector = MODEL.embed([QUESTION], side="query")[0]
    assert len(nearby.Nearby(vector, ["public"], None).best(100)) == 30
    assert len(nearby.Nearby(vector, ["public", "init:1"], None).best(100)) == 40
    assert nearby.Nearby(vector, ["net"], None).best(100) == {}
    assert nearby.Nearby(vector, ["public"], ["person"]).best(100) == {}
    put(1, "Plan 1", "warm water", audience=["init:2"])
    assert len(nearby.Nearby(vector, ["public"], None).best(100)) == 29


def test_without_its_index_words_still_find_and_the_operator_is_told(monkeypatch):
    fill()
    monkeypatch.setattr(following, "MOST_VECTORS", 5)
    found, full = answer()
    assert full
    assert len(found) == 30
    assert "vliegwiel index" in search.reader().problem


def test_the_operator_is_told_before_anyone_asks(monkeypatch):
    fill()
    assert state().problem == ""
    monkeypatch.setattr(following, "MOST_VECTORS", 5)
    assert "`vliegwiel index`" in state().problem
    monkeypatch.setattr(nearby, "can_be_made", lambda: False)
    assert "pgvector" in state().problem
    nearby.build(MODEL.name, MODEL.dimension)
    assert state().problem == ""


def test_what_is_read_afterwards_gets_in(monkeypatch):
    fill(8)
    monkeypatch.setattr(following, "MOST_VECTORS", 5)
    nearby.build(MODEL.name, MODEL.dimension)
    row = put(50, "Nieuw", "warm water uit leidingen")
    understand_all(MODEL)
    assert row in nearby.Nearby(MODEL.embed([QUESTION], side="query")[0], ["public"], None).best(3)
