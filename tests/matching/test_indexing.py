"""The command that brings the index up to date, and the thread of the worker that reads."""

import json
import time

import pytest
from click.testing import CliRunner

from tests.matching.reading_room import BrokenModel, WordModel, put
from vliegwiel.matching import search
from vliegwiel.matching.commands import index
from vliegwiel.matching.meaning import chosen
from vliegwiel.matching.reading import Reading, problem_of_worker
from vliegwiel.matching.state import state
from vliegwiel.matching.understanding import number_waiting

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def place(own_index, settings):
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    chosen.use(WordModel())
    yield
    chosen.use(None)


def run(*arguments):
    return CliRunner().invoke(index, arguments)


def test_it_takes_in_words_and_reads_what_waits():
    put(1, "Warmtenet", "Een net.")
    told = run("--json")
    assert told.exit_code == 0, told.output
    figures = json.loads(told.stdout)
    assert (figures["words"], figures["meaning"], figures["waiting"], figures["problem"]) == (1, 1, 0, "")
    assert [one.title for one in search.find("warmtenet", None)] == ["Warmtenet"]


def test_all_of_it_can_be_built_anew():
    put(1, "Warmtenet", "Een net.")
    run()
    figures = json.loads(run("--again", "--json").stdout)
    assert (figures["words"], figures["meaning"], figures["understood"]) == (1, 1, 1)


def test_without_a_model_the_words_are_taken_in_and_it_says_so():
    put(1, "Warmtenet", "Een net.")
    chosen.use(BrokenModel())
    told = run()
    assert told.exit_code == 1
    assert "het model is stuk" in told.output
    assert [one.title for one in search.find("warmtenet", None)] == ["Warmtenet"]


def until(condition) -> bool:
    for _look in range(400):
        if condition():
            return True
        time.sleep(0.05)
    return False


def test_the_worker_reads_what_comes_and_tells_what_is_wrong():
    chosen.use(BrokenModel())
    put(1, "Warmtenet", "Een net.")
    reading = Reading().start()
    try:
        assert until(problem_of_worker)
        assert state().problem == "het model is stuk"
        chosen.use(WordModel())
        assert until(lambda: number_waiting("woorden") == 0)
        assert until(lambda: not problem_of_worker())
        put(2, "Zonnepaneel", "Een paneel.")
        assert until(lambda: number_waiting("woorden") == 0)
    finally:
        reading.stop()
    assert (state().understood, state().waiting) == (2, 0)
