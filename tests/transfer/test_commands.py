import csv
import json
import os
import subprocess
import sys
import time

import pytest
from click.testing import CliRunner
from django.db import connection

from vliegwiel.initiatives.models import Initiative
from vliegwiel.people.models import Person
from vliegwiel.transfer.commands import COMMANDS
from vliegwiel.transfer.journey import RunState
from vliegwiel.transfer.models import ImportRun

from .conftest import again, begin, bring_in, named, settle

PROGRAM = "import sys; sys.argv[0] = 'vliegwiel'; from vliegwiel.config.command_line import main; main()"


def run(command: str, *arguments: object):
    return CliRunner().invoke(COMMANDS[command], [str(one) for one in arguments])


def test_the_last_line_says_what_became_of_the_rows(place, write):
    path = write("1;Een;Nergens;pilot;x;", "2;;;;;", name="pilots-2026-08.csv")
    outcome = run("import", "initiatives", path, "--json")
    assert outcome.exit_code == 3
    said = json.loads(outcome.stdout.strip())
    counts = [said[name] for name in ("read", "created", "updated", "unchanged", "rejected")]
    assert (counts, said["source"], said["space"]) == ([2, 1, 0, 0, 1], "pilots", place.square.code)
    assert said["unmatched"] == {"Nergens": 1}
    assert ImportRun.objects.get(code=said["run"]).by == place.operator


def test_people_read_the_mapping_the_counts_and_the_unknown_organisations(place, write):
    outcome = run("import", "initiatives", write("1;Een;Nergens;pilot;x;"), "--space", "proeftuin")
    assert outcome.exit_code == 0
    for expected in ("Omschrijving", "What is it", "read", "Nergens", "vliegwiel import undo"):
        assert expected in outcome.output
    assert named("Een").space == place.space
    later = run("import", "initiatives", write("1;Een;Nergens;pilot;x;"), "--json")
    assert json.loads(later.stdout)["space"] == place.space.code, "the space where this source was imported before"
    assert json.loads(later.stdout)["unchanged"] == 1


def test_a_dry_run_leaves_nothing(place, write):
    outcome = run("import", "initiatives", write("1;Een;;;;"), "--dry-run", "--json")
    assert (outcome.exit_code, json.loads(outcome.stdout)["created"]) == (0, 1)
    assert not Initiative.objects.exists()
    assert not ImportRun.objects.exists()


def test_columns_can_be_chosen(place, write):
    outcome = run("import", "initiatives", write("1;Een;;;tekst;"), "--map", "Omschrijving=question", "--map", "Datum=")
    assert outcome.exit_code == 0
    assert named("Een").question == "tekst"


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["--map", "Status=title", "--map", "Titel=title"], 1),
        (["--map", "Geen=title"], 1),
        (["--map", "onzin"], 2),
        (["--space", "bestaat niet"], 2),
        (["--by", "niemand@example.org"], 2),
        (["--by", "stijn@example.org"], 1),
        (["--onbekend"], 2),
    ],
)
def test_what_cannot_be_is_a_sentence_and_an_exit_code(place, write, arguments, code):
    outcome = run("import", "initiatives", write("1;Een;;;;"), *arguments)
    assert (outcome.exit_code, "Traceback" in outcome.output) == (code, False)
    assert not Initiative.objects.exists()
    assert not ImportRun.objects.exists()


def test_an_unreadable_file_is_exit_code_one(place, tmp_path):
    path = tmp_path / "rapport.csv"
    path.write_bytes(b"%PDF-1.4")
    assert run("import", "initiatives", path).exit_code == 1
    assert run("import", "initiatives", tmp_path / "weg.csv").exit_code == 2


def test_without_an_operator_the_command_says_how_to_make_one(db, write):
    outcome = run("import", "initiatives", write("1;Een;;;;"))
    assert outcome.exit_code == 2
    assert "vliegwiel operator" in outcome.output


def test_undoing_from_the_command_line(place, write):
    made = bring_in(write("1;Een;;;;"), place)
    assert run("import", "undo", "zzzzzzzz").exit_code == 2
    assert run("import", "undo", made.code).exit_code == 0
    assert again(made).state == RunState.UNDONE
    assert run("import", "undo", made.code).exit_code == 1


@pytest.mark.parametrize("ending", ["csv", "xlsx", "json"])
def test_an_export_can_be_imported_again(place, write, tmp_path, ending):
    one = '1;=Een;Gemeente Bergen (L);pilot;"tekst; van\n\ntwee alinea\'s";2024-05-03'
    bring_in(write(one, "2;Twee;Nergens;in gebruik;-y;2023-01-02"), place)
    file = tmp_path / f"uit.{ending}"
    assert run("export", "initiatives", file).exit_code == 0
    outcome = run("import", "initiatives", file, "--json", "--space", "Elders")
    assert (outcome.exit_code, json.loads(outcome.stdout)["created"]) == (0, 2)
    again_run = run("import", "initiatives", file, "--json")
    assert json.loads(again_run.stdout)["unchanged"] == 2
    for title in ("=Een", "Twee"):
        pair = Initiative.objects.filter(title=title).order_by("pk")
        same = ("summary", "kind", "stage_id", "end", "initiator_ids", "source_organisation", "created_at", "extras")
        assert len({repr([getattr(one, name) for name in same]) for one in pair}) == 1


def test_a_formula_is_harmless_in_a_spreadsheet(place, write, tmp_path):
    bring_in(write("1;=HYPERLINK(1);;;;"), place)
    run("export", "initiatives", tmp_path / "uit.csv")
    rows = list(csv.reader((tmp_path / "uit.csv").read_text(encoding="utf-8-sig").splitlines(), delimiter=";"))
    assert rows[1][1] == "'=HYPERLINK(1)"


def test_an_export_holds_exactly_what_that_viewer_sees(place, write, tmp_path):
    bring_in(write("1;Open;;;;"), place)
    bring_in(write("1;Besloten;;;;"), place, space=place.other, by=place.operator)
    gone = bring_in(write("1;Weg;;;;"), place, source="weg")
    from vliegwiel.transfer import actions

    actions.undo(gone, by=place.lead)
    sees = {"visitor": {"Open"}, "stijn@example.org": {"Open"}, "olga@example.org": {"Open", "Besloten"}}
    for viewer, expected in sees.items():
        file = tmp_path / "uit.json"
        assert run("export", "initiatives", file, "--as", viewer).exit_code == 0
        assert {row["Titel"] for row in json.loads(file.read_text())} == expected
    run("export", "initiatives", tmp_path / "uit.json", "--ruimte", place.other.code)
    assert json.loads((tmp_path / "uit.json").read_text()) == []
    assert run("export", "initiatives", tmp_path / "uit.pdf").exit_code == 2
    assert run("export", "initiatives", tmp_path / "uit.csv", "--as", "niemand@example.org").exit_code == 2
    assert [path.name for path in tmp_path.glob(".export*")] == []


def test_the_demo_is_only_for_an_empty_database(place):
    people = Person.objects.count()
    assert run("demo").exit_code == 1
    assert run("demo", "--if-empty").exit_code == 0
    assert Person.objects.count() == people


def environment(settings) -> dict[str, str]:
    """For a process of its own on the database of this test."""
    database = connection.settings_dict
    url = f"postgresql:///{database['NAME']}?host={database['HOST']}&user={database['USER']}"
    return os.environ | {"DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "vliegwiel.config.settings"}


@pytest.mark.django_db(transaction=True)
def test_a_kill_half_way_leaves_nothing_and_the_import_can_be_done_again(settings, write):
    place = settle()
    path = write(*(f"{n};Nummer {n};Gemeente Zwolle;pilot;{'tekst ' * 200};" for n in range(6_000)))
    made = begin(path, place)
    script = (
        "import django; django.setup()\n"
        "from vliegwiel.transfer.tasks import carry_out_import\n"
        f"carry_out_import(run_code='{made.code}', by_id={place.lead.pk})\n"
    )
    from vliegwiel.transfer import actions

    actions.queue(made, by=place.lead)
    process = subprocess.Popen([sys.executable, "-c", script], env=environment(settings), stderr=subprocess.PIPE)
    seen = []
    from vliegwiel.transfer.queries import progress_of

    deadline = time.monotonic() + 120
    while not (seen and seen[-1][0] >= 500) and time.monotonic() < deadline and process.poll() is None:
        seen.append(progress_of(made))
        time.sleep(0.05)
    process.kill()
    _out, errors = process.communicate()
    assert seen[-1][0] >= 500, errors.decode()
    assert not Initiative.objects.exists(), "the bar was seen while nothing was there yet"
    assert again(made).state == RunState.WAITING
    path.write_text("\n".join(path.read_text().splitlines()[:301]))
    subprocess.run([sys.executable, "-c", script], env=environment(settings), check=True, capture_output=True)
    assert Initiative.objects.count() == 300
    assert again(made).state == RunState.DONE


@pytest.mark.django_db(transaction=True)
def test_the_program_itself_imports_and_ends_with_one_line(settings, write):
    settle()
    path = write("1;Een;Gemeente Bergen (L);pilot;x;", "2;;;;;")
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, "import", "initiatives", str(path), "--json"],
        env=environment(settings), capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 3, done.stderr
    assert json.loads(done.stdout.splitlines()[-1])["created"] == 1
    assert named("Een").participations.get().organisation.official_code == "GM0893"
