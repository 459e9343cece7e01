"""`vliegwiel evaluate`: the program's own functions over evaluation sets, scored as anyone would score them.

The sets in `sets/` were made for these tests.
"""

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner
from django.conf import settings
from django.db import connection

from vliegwiel.matching.commands import SKIPPED, evaluate
from vliegwiel.matching.evaluation import scoring
from vliegwiel.matching.evaluation.scratch import NAME
from vliegwiel.matching.evaluation.sets import BrokenSet, Query, Task, tasks_in
from vliegwiel.matching.models import SearchDocument

SETS = Path(__file__).parent / "sets"
ALL = ["klein-hergebruik", "klein-meedoen", "klein-vergelijkbaar", "klein-wie", "klein-zoeken"]


def scratch_databases():
    with connection.cursor() as cursor:
        cursor.execute(
            "select datname from pg_database where datname like %s", [f"{NAME}_{connection.settings_dict['NAME']}%"]
        )
        return cursor.fetchall()


@pytest.fixture(scope="module")
def run(django_db_setup, django_db_blocker, tmp_path_factory):
    """One run over all sets, and one of an unknown kind: what was printed, and what stood there before and after."""
    folder = tmp_path_factory.mktemp("evaluation")
    sets, runs = folder / "sets", folder / "runs"
    shutil.copytree(SETS, sets)
    shutil.copytree(sets / "klein-zoeken", sets / "klein-raden")
    about = json.loads((sets / "klein-raden" / "task.json").read_text())
    (sets / "klein-raden" / "task.json").write_text(json.dumps(about | {"task": "klein-raden", "kind": "raden"}))
    (sets / "heldout.bin").write_bytes(b"\x00\xff")
    own = settings.DATA
    with django_db_blocker.unblock():
        settings.DATA = folder
        try:
            name, before = connection.settings_dict["NAME"], SearchDocument.objects.count()
            done = CliRunner().invoke(evaluate, [str(sets), "--json", "--runs", str(runs)], catch_exceptions=False)
            kept = connection.settings_dict["NAME"] == name and SearchDocument.objects.count() == before
            left = scratch_databases()
        finally:
            settings.DATA = own
            connection.close()
    return done, json.loads(done.stdout), runs, kept, left


def test_every_task_of_a_known_kind_is_scored(run):
    tasks = {one["task"]: one for one in run[1]["tasks"]}
    assert sorted(tasks) == ALL
    for one in tasks.values():
        for measure in scoring.RANKED:
            value, low, high = one[measure]
            assert 0 <= low <= value <= high <= 1


def test_the_answers_are_those_of_the_program(run):
    tasks = {one["task"]: one for one in run[1]["tasks"]}
    assert tasks["klein-zoeken"]["ndcg@10"][0] > 0.8
    assert tasks["klein-hergebruik"]["ndcg@10"][0] > 0.8
    assert tasks["klein-wie"]["mrr@10"][0] > 0.9
    assert tasks["klein-meedoen"]["recall@10"][0] == 1.0


def test_the_decision_is_scored_at_the_thresholds_of_the_program(run):
    (one,) = [one for one in run[1]["tasks"] if "precision" in one]
    assert one["task"] == "klein-vergelijkbaar"
    assert one["precision"][0] == one["recall"][0] == 1.0
    assert one["false_alarms"][0] == 0.0


def test_an_unknown_kind_is_named_and_skipped_and_the_exit_code_says_so(run):
    assert run[0].exit_code == SKIPPED
    assert run[1]["skipped"] == [{"task": "klein-raden", "kind": "raden"}]


def test_the_installation_is_not_touched_and_nothing_is_left_behind(run):
    assert run[3]
    assert run[4] == []


def test_a_written_run_scores_the_same_when_it_is_read_again(run):
    (task,) = tasks_in(SETS, ("klein-zoeken",))
    rankings = {}
    for line in (run[2] / "klein-zoeken.jsonl").read_text().splitlines():
        row = json.loads(line)
        rankings.setdefault(row["qid"], {})[row["docid"]] = row["score"]
    read = {query.id: scoring.in_order(rankings.get(query.id, {}), query) for query in task.queries}
    (told,) = [one for one in run[1]["tasks"] if one["task"] == "klein-zoeken"]
    assert {name: list(values) for name, values in scoring.ranked(task, read).items()} == {
        name: told[name] for name in scoring.RANKED
    }


def test_vectors_are_kept_for_a_second_run(run):
    assert (run[2].parent / "evaluation" / "vectors.sqlite").stat().st_size > 10_000


def task_of(wanted, queries=("a", "b")):
    return Task("t", "zoeken", Path(), None, True, tuple(Query(one, one) for one in queries), wanted)


def test_ndcg_recall_and_reciprocal_rank_are_what_the_definitions_say():
    ndcg, recall, reciprocal = scoring.figures([("x", 3.0), ("one", 2.0), ("two", 1.0)], {"one": 1.0, "two": 2.0})
    assert ndcg == pytest.approx((1 / 1.5849625 + 2 / 2) / (2 / 1 + 1 / 1.5849625))
    assert (recall, reciprocal) == (1.0, 0.5)


def test_more_than_ten_wanted_count_as_ten():
    wanted = {str(number): 1.0 for number in range(30)}
    assert scoring.figures([(str(number), 1.0) for number in range(10)], wanted) == pytest.approx([1.0, 1.0, 1.0])


def test_a_query_that_is_not_answered_scores_nothing():
    told = scoring.ranked(task_of({"a": {"x": 1.0}, "b": {"x": 1.0}}), {"a": [("x", 1.0)]})
    assert told["ndcg@10"][0] == 0.5


def test_equal_scores_are_ordered_by_document_and_the_excluded_are_left_out():
    query = Query("a", "a", frozenset({"itself"}))
    assert scoring.in_order({"z": 1.0, "itself": 9.0, "b": 1.0}, query) == [("b", 1.0), ("z", 1.0)]


def test_the_decision_counts_what_is_shown_first():
    task = task_of({"a": {"x": 1.0}, "b": {"y": 1.0}}, queries=("a", "b", "c", "d"))
    shown = {"a": [("x", 0.9)], "b": [("x", 0.8), ("y", 0.7)], "c": [("z", 0.6)]}
    told = scoring.decided(task, shown)
    assert told["precision"][0] == pytest.approx(1 / 3)
    assert told["recall"][0] == 0.5
    assert told["false_alarms"][0] == 0.5


def test_intervals_are_the_same_every_time():
    task = task_of({"a": {"x": 1.0}, "b": {"y": 1.0}})
    assert scoring.ranked(task, {"a": [("x", 1.0)]}) == scoring.ranked(task, {"a": [("x", 1.0)]})


@pytest.mark.parametrize(
    ("file", "line", "said"),
    [
        ("klein-zoeken/queries.jsonl", '{"id": "z1"', "queries.jsonl:4"),
        ("klein-zoeken/queries.jsonl", '{"id": "z1", "text": "twee keer"}', "a second query 'z1'"),
        ("klein-zoeken/queries.jsonl", "[1]", "no JSON object"),
        ("klein-zoeken/qrels.jsonl", '{"qid": "weg", "docid": "taal", "rel": 1}', "no query 'weg'"),
        ("klein-zoeken/qrels.jsonl", '{"qid": "z1", "docid": "taal", "rel": "veel"}', "rel must be a number"),
        ("corpora/klein.jsonl", '{"id": "taal", "text": "nog een"}', "a second document 'taal'"),
        ("corpora/klein.jsonl", '{"id": 7, "text": "zonder naam"}', "id is missing"),
    ],
)
@pytest.mark.django_db
def test_a_broken_line_is_named_with_its_file_before_anything_is_run(tmp_path, file, line, said):
    sets = shutil.copytree(SETS, tmp_path / "sets")
    with (sets / file).open("a") as lines:
        lines.write(line + "\n")
    done = CliRunner().invoke(evaluate, [str(sets), "--task", "klein-zoeken"])
    assert done.exit_code == 1
    assert said in done.output
    assert Path(file).name in done.output


@pytest.mark.parametrize(
    ("about", "said"),
    [
        ("{", "task.json"),
        ('{"kind": "zoeken", "corpus": "weg"}', "no such corpus"),
        ('{"kind": "zoeken"}', "corpus is missing"),
    ],
)
def test_a_broken_description_of_a_task_is_named(tmp_path, about, said):
    sets = shutil.copytree(SETS, tmp_path / "sets")
    (sets / "klein-zoeken" / "task.json").write_text(about)
    with pytest.raises(BrokenSet, match=said):
        tasks_in(sets)


def test_a_folder_without_tasks_is_an_error(tmp_path):
    done = CliRunner().invoke(evaluate, [str(tmp_path)])
    assert done.exit_code == 1
    assert "no folder with a task.json" in done.output


def test_one_task_can_be_chosen_and_a_task_that_is_not_there_is_named():
    assert [task.name for task in tasks_in(SETS, ("klein-wie",))] == ["klein-wie"]
    with pytest.raises(BrokenSet, match="klein-weg"):
        tasks_in(SETS, ("klein-weg",))


@pytest.fixture
def read_only(django_db_setup, django_db_blocker):
    """The server lets us read and nothing else."""
    own = connection.settings_dict["OPTIONS"]
    with django_db_blocker.unblock():
        connection.close()
        connection.settings_dict["OPTIONS"] = own | {"options": "-c default_transaction_read_only=on"}
        yield
        connection.close()
        connection.settings_dict["OPTIONS"] = own


def test_a_server_that_makes_no_databases_is_said(read_only):
    done = CliRunner().invoke(evaluate, [str(SETS), "--task", "klein-zoeken"])
    assert done.exit_code == 1
    assert "No database for the evaluation can be made" in done.output
