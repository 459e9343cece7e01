"""What changed is read, once, whatever happens to who reads it; and nobody who saves waits for it."""

import os
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import psycopg
import pytest
from django.db import connection

from tests.matching.reading_room import BrokenModel, WordModel, connected, put
from vliegwiel.matching.meaning.embedder import Unavailable
from vliegwiel.matching.meaning.packed import unpack
from vliegwiel.matching.meaning.passages import LONGEST_PASSAGE, MOST_PASSAGES, WHOLE, passages
from vliegwiel.matching.models import Meaning, SearchDocument
from vliegwiel.matching.understanding import (
    number_understood,
    number_waiting,
    read_everything_again,
    understand,
    understand_all,
)

pytestmark = pytest.mark.django_db(transaction=True)

LONG = " ".join(f"Zin {number} gaat over energie en wonen in de wijk van morgen." for number in range(20))


def names(row):
    return Meaning.objects.get(document=row).names


def test_what_waits_is_read_and_then_nothing_waits():
    row = put(1, "Warmtenet", pieces={"question": "Hoe verwarmen we de wijk zonder gas?", "how": LONG})
    model = WordModel()
    assert number_waiting(model.name) == 1
    assert understand(model) == 1
    assert (number_waiting(model.name), number_understood(model.name)) == (0, 1)
    assert understand(model) == 0
    assert names(row)[:2] == [WHOLE, "question"]
    assert names(row).count("how") > 1
    meaning = Meaning.objects.get(document=row)
    assert len(unpack(meaning.packed, model.dimension)) == len(meaning.names) == len(meaning.keys)


def test_a_document_knows_its_pieces():
    row = put(1, "Warmtenet", pieces={"question": "Hoe?\nEn waarom?", "for_whom": "", "how": "Zó. 😀"})
    assert SearchDocument.objects.get(pk=row).pieces() == [("question", "Hoe?\nEn waarom?"), ("how", "Zó. 😀")]
    assert SearchDocument.objects.get(pk=row).text == "Hoe?\nEn waarom?\nZó. 😀"


def test_the_same_text_is_read_once():
    model = WordModel()
    for number in (1, 2):
        put(number, "Warmtenet", "Een net van leidingen voor warm water.")
    understand_all(model)
    put(3, "Warmtenet", "Een net van leidingen voor warm water.")
    understand_all(model)
    assert len(model.read) == 1
    assert Meaning.objects.count() == 3


def test_only_a_change_of_text_is_read_again():
    model = WordModel()
    row = put(1, "Warmtenet", "Een net van leidingen.")
    understand_all(model)
    assert put(1, "Warmtenet", "Een net van leidingen.", audience=("net",)) == row
    assert number_waiting(model.name) == 0
    put(1, "Warmtenet", "Een ander net van leidingen.")
    assert number_waiting(model.name) == 1
    understand_all(model)
    assert len(model.read) == 2


def test_what_changes_while_it_is_read_waits_again():
    put(1, "Warmtenet", "Een net.")

    def change():
        with connected() as other:
            other.execute("set lock_timeout = '2s'")  # and who saves does not wait for the reader
            put(1, "Warmtenet", "Een heel ander net.", cursor=other.cursor())

    assert understand(WordModel(during=change)) == 1
    assert number_waiting("woorden") == 1
    model = WordModel()
    understand_all(model)
    assert model.read == ["Warmtenet Een heel ander net."]
    assert number_waiting("woorden") == 0


def test_workers_side_by_side_take_different_documents():
    for number in range(6):
        put(number, f"Plan {number}", f"Tekst {number}")
    with connected() as other:
        (taken,) = other.execute("select min(id) from matching_searchdocument").fetchone()
        other.execute("select pg_advisory_xact_lock((7::bigint << 56) | %s)", [taken])
        assert understand_all(WordModel()) == 5
    assert understand_all(WordModel()) == 1


def test_a_model_that_fails_loses_nothing():
    put(1, "Warmtenet", "Een net.")
    with pytest.raises(Unavailable):
        understand(BrokenModel())
    assert number_waiting("woorden") == 1
    assert understand_all(WordModel()) == 1


def test_another_model_reads_everything_anew():
    put(1, "Warmtenet", "Een net.")
    understand_all(WordModel("oud"))
    assert number_waiting("nieuw") == 1
    understand_all(WordModel("nieuw"))
    assert Meaning.objects.get().model == "nieuw"


def test_everything_can_be_read_again_on_purpose():
    model = WordModel()
    put(1, "Warmtenet", "Een net.")
    understand_all(model)
    read_everything_again()
    assert Meaning.objects.count() == 1
    assert understand_all(model) == 1
    assert len(model.read) == 2


def test_what_is_deleted_does_not_wait():
    put(1, "Warmtenet", "Een net.", deleted=True)
    assert number_waiting("woorden") == 0


def test_what_is_only_a_name_gets_no_vectors_but_does_not_wait_either():
    row = put(1, "Utrecht", kind="organisation", pieces={"official_name": "Gemeente Utrecht"})
    understand_all(WordModel())
    assert names(row) == []
    assert number_waiting("woorden") == 0


def test_a_killed_reader_loses_nothing(tmp_path):
    for number in range(60):
        put(number, f"Plan {number}", f"Een tekst over onderwerp {number}")
    script = tmp_path / "reader.py"
    script.write_text(
        textwrap.dedent(
            """
            import os, signal
            from vliegwiel.config.command_line import start_django
            start_django()
            from django.db import connection
            connection.settings_dict["NAME"] = os.environ["READ_FROM"]
            from tests.matching.reading_room import WordModel
            from vliegwiel.matching.understanding import understand
            batches = []
            def during():
                batches.append(1)
                if len(batches) == 5:
                    os.kill(os.getpid(), signal.SIGKILL)
            model = WordModel(during=during)
            while understand(model, most=8):
                pass
            """
        )
    )
    environment = os.environ | {
        "READ_FROM": connection.settings_dict["NAME"],
        "PYTHONPATH": os.pathsep.join([str(Path.cwd()), os.environ.get("PYTHONPATH", "")]),
    }
    killed = subprocess.run([sys.executable, script], env=environment, capture_output=True, check=False)
    assert killed.returncode == -signal.SIGKILL, killed.stderr.decode()
    done = number_understood("woorden")
    assert 0 < done < 60
    assert done + number_waiting("woorden") == 60
    assert Meaning.objects.count() == done
    understand_all(WordModel())
    assert (number_waiting("woorden"), Meaning.objects.count()) == (0, 60)


def test_a_row_of_the_search_table_can_go_with_what_was_made_of_it():
    row = put(1, "Warmtenet", "Een net.")
    understand_all(WordModel())
    with connection.cursor() as cursor:
        cursor.execute("delete from matching_searchdocument where id = %s", [row])
    assert not Meaning.objects.exists()


def test_passages_are_groups_of_sentences_and_not_without_end():
    cut = passages("initiative", "Titel", [("how", LONG), ("goal", "Kort.")])
    assert cut[0].name == WHOLE
    assert all(len(one.text.split()) <= LONGEST_PASSAGE for one in cut[1:])
    assert [one.name for one in cut].count("goal") == 0  # says too little of its own
    assert len(passages("initiative", "Titel", [("how", "woord " * 50_000)])) == MOST_PASSAGES
    assert len(passages("initiative", "Titel", [("summary", "Een korte tekst van zes woorden.")])) == 1
    assert len(passages("initiative", "Titel", [])) == 1
    assert passages("person", "Naam", []) == []


def test_the_database_refuses_two_meanings_of_one_document():
    row = put(1, "Warmtenet", "Een net.")
    understand_all(WordModel())
    with connected() as other, pytest.raises(psycopg.errors.UniqueViolation):
        other.execute(
            "insert into matching_meaning (document_id, model, names, keys, packed, xid) "
            "values (%s, 'x', '{}', '{}', '', 1)",
            [row],
        )
