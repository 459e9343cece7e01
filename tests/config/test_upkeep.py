"""The commands that keep an installation, as an operator gives them."""

import json
import os
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest
from click.testing import CliRunner
from django.conf import settings as django_settings
from django.db import OperationalError, connection

from vliegwiel.activity.door import ACTIONS
from vliegwiel.activity.models import Activity
from vliegwiel.config import upkeep
from vliegwiel.config.command_line import vliegwiel
from vliegwiel.initiatives.models import Theme, Track
from vliegwiel.people.models import Organisation, Person
from vliegwiel.spaces.models import Space

GOOD = "een heel eigen zin 12"


def run(command, *arguments, **more):
    return CliRunner().invoke(command, arguments, **more)


@pytest.fixture
def few_organisations(monkeypatch, settings, tmp_path):
    """Three municipalities instead of the whole register, which has tests of its own; files of pages go elsewhere."""
    settings.STATIC_ROOT = tmp_path / "static"
    wanted = {"GM0193", "GM0855", "GM0402"}
    records = [one for one in upkeep.registers.organisations() if one.code in wanted]
    monkeypatch.setattr(upkeep.registers, "organisations", lambda: records)
    monkeypatch.setattr(upkeep.registers, "regions", list)


def test_migrate_can_be_repeated_and_then_changes_nothing(db, few_organisations):
    first = run(upkeep.migrate)
    assert first.exit_code == 0, first.output
    kept = counts()
    assert kept[0] == 3
    assert min(kept) > 0
    lines = Activity.objects.count()
    assert run(upkeep.migrate).exit_code == 0
    assert counts() == kept
    assert Activity.objects.count() - lines <= 3  # that the registers were read again, and not a line per row


def test_migrate_puts_the_files_of_pages_in_the_data_folder(db, few_organisations, settings):
    assert run(upkeep.migrate).exit_code == 0
    assert (settings.STATIC_ROOT / "core" / "vliegwiel.css").exists()


def counts() -> tuple[int, ...]:
    return tuple(model.objects.count() for model in (Organisation, Theme, Track, Space))


def test_migrate_makes_one_square(db, few_organisations):
    run(upkeep.migrate)
    run(upkeep.migrate)
    assert Space.objects.filter(is_square=True).count() == 1


def test_check_tells_a_machine_that_all_is_well(db):
    answer = run(upkeep.check, "--json")
    told = json.loads(answer.output)
    assert answer.exit_code == 0
    assert told["healthy"] is True
    assert told["database"]["sentence"].startswith("PostgreSQL")
    assert told["program"] == []
    assert {"name", "meaning"} <= set(told["configuration"][0])


def test_check_tells_a_person_that_all_is_well(db):
    answer = run(upkeep.check)
    assert answer.exit_code == 0
    assert "database: PostgreSQL" in answer.output
    assert "program: nothing to mend" in answer.output


def test_check_shows_no_secret(db):
    for arguments in ([], ["--json"]):
        assert django_settings.SECRET_KEY not in run(upkeep.check, *arguments).output


def test_check_of_a_database_that_is_not_there_says_so_and_fails(db, monkeypatch):
    def away(*_):
        raise OperationalError("connection refused")

    monkeypatch.setattr(upkeep, "_program", list)
    with connection.execute_wrapper(away):
        answer = run(upkeep.check, "--json")
    assert answer.exit_code == 1
    told = json.loads(answer.output)
    assert (told["healthy"], told["database"]["works"]) == (False, False)
    assert "does not answer" in told["database"]["sentence"]


def test_check_of_a_database_before_its_first_migration_says_so_and_fails(db):
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE people_organisation RENAME TO elsewhere")
    answer = run(upkeep.check, "--json")
    assert answer.exit_code == 1
    assert json.loads(answer.output)["database"]["works"] is False


def test_check_fails_when_there_is_something_to_mend(db, monkeypatch):
    monkeypatch.setattr(upkeep, "_program", lambda: ["System check identified some issues:"])
    assert run(upkeep.check).exit_code == 1
    assert "identified some issues" in run(upkeep.check).output


def operator(email="olga@example.org", password=GOOD):
    names = ["--given-name", "Olga", "--family-name", "Postma", "--password", password]
    return run(upkeep.operator, email, *names)


def test_operator_makes_someone_who_can_sign_in(db, client):
    answer = operator()
    assert (answer.exit_code, answer.output) == (0, "olga@example.org can sign in.\n")
    assert Person.objects.get().is_staff
    assert GOOD not in answer.output
    signed = client.post("/account/inloggen/", {"login": "olga@example.org", "password": GOOD})
    assert (signed.status_code, signed["Location"]) == (302, "/")


@pytest.mark.parametrize("again", ["olga@example.org", "OLGA@Example.org"])
def test_operator_with_a_mail_address_that_is_known_is_a_sentence(db, again):
    operator()
    answer = operator(again)
    assert answer.exit_code == 1
    assert answer.output == "Error: There is an account with this mail address already.\n"
    assert Person.objects.count() == 1


@pytest.mark.parametrize("weak", ["kort", "123456789012", "password1234", "olga@example.org"])
def test_operator_with_a_weak_password_is_a_sentence_and_makes_nobody(db, weak):
    answer = operator(password=weak)
    assert answer.exit_code == 1, answer.output
    assert answer.output.startswith("Error: ")
    assert "Traceback" not in answer.output
    assert not Person.objects.exists()


@pytest.mark.parametrize("email", ["geen adres", "a@", "", "x" * 300 + "@example.org", "a\x00b@"])
def test_operator_with_an_address_that_is_none_is_a_sentence(db, email):
    answer = operator(email)
    assert answer.exit_code in (1, 2)
    assert isinstance(answer.exception, SystemExit), answer.exception
    assert not Person.objects.exists()


def test_operator_asks_for_what_is_not_given(db):
    answer = run(upkeep.operator, "olga@example.org", input=f"Olga\nPostma\n{GOOD}\n{GOOD}\n")
    assert answer.exit_code == 0
    assert GOOD not in answer.output
    assert Person.objects.get().name == "Olga Postma"


def test_actions_lists_every_action_with_its_rule_and_place():
    answer = run(upkeep.actions)
    lines = answer.output.splitlines()
    assert answer.exit_code == 0
    assert [line.split()[0] for line in lines] == sorted(ACTIONS)
    assert any("initiatives.rules.may_submit" in line and "actions/submitting.py" in line for line in lines)
    assert any("(no activity: " in line for line in lines)


@pytest.mark.parametrize("address", ["/zoeken/", "zoeken/"])
def test_where_says_the_whole_chain_of_names(address):
    told = dict(line.split(maxsplit=1) for line in run(upkeep.where, address).output.splitlines())
    assert told["name"] == "matching:search"
    assert told["view"] == "vliegwiel.matching.views.searching.search"
    assert Path(told["template"]).exists()


def test_where_names_the_tests_of_a_page():
    assert "test      tests/matching/pages/test_likeness.py" in run(upkeep.where, "/zoeken/lijkt-op/22222222/").output


@pytest.mark.parametrize("address", ["/bestaat/niet/", "", "%00", "🙂"])
def test_where_of_nothing_is_a_sentence(address):
    answer = run(upkeep.where, address or "/x/")
    assert answer.exit_code == 1
    assert answer.output.startswith("Error: Nothing answers ")


def test_where_also_knows_pages_of_others():
    assert "allauth" in run(upkeep.where, "/account/inloggen/").output


def test_restore_gives_documents_new_numbers_after_everything_came_back(monkeypatch, tmp_path):
    order = []
    backups = import_module("vliegwiel.machinery.backup")
    search = import_module("vliegwiel.matching.search")
    monkeypatch.setattr(backups, "bring_back", lambda file, force, report: order.append(("back", file.name, force)))
    monkeypatch.setattr(search, "after_restore", lambda: order.append("renumbered"))
    file = tmp_path / "reserve.zip"
    file.write_bytes(b"x")
    answer = run(vliegwiel, "restore", str(file), "--force")
    assert answer.exit_code == 0, answer.output
    assert order == [("back", "reserve.zip", True), "renumbered"]
    assert "Everything in the backup is back." in answer.output


def test_a_restore_that_failed_renumbers_nothing(monkeypatch, tmp_path):
    backups = import_module("vliegwiel.machinery.backup")
    search = import_module("vliegwiel.matching.search")
    monkeypatch.setattr(backups, "bring_back", lambda *_: 1 / 0)
    monkeypatch.setattr(search, "after_restore", lambda: pytest.fail("renumbered"))
    file = tmp_path / "reserve.zip"
    file.write_bytes(b"x")
    assert isinstance(run(vliegwiel, "restore", str(file)).exception, ZeroDivisionError)


def test_renumbering_reaches_every_document(world):
    from vliegwiel.matching import search
    from vliegwiel.matching.models import SearchDocument

    with connection.cursor() as cursor:
        cursor.execute("UPDATE matching_searchdocument SET xid = 9000000000")
        search.after_restore()
        cursor.execute("SELECT pg_current_xact_id()::text::bigint")
        now = cursor.fetchone()[0]
    assert set(SearchDocument.objects.values_list("xid", flat=True)) == {now}


@pytest.mark.parametrize("arguments", [["--help"], ["-h"], ["check", "--help"], ["operator", "--help"]])
def test_help_needs_no_database(arguments):
    surroundings = os.environ | {"DATABASE_URL": "postgresql://nobody@127.0.0.1:1/nothing"}
    code = "import sys; from vliegwiel.config.command_line import main; main()"
    command = [sys.executable, "-c", code, *arguments]
    done = subprocess.run(command, env=surroundings, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "Usage: vliegwiel" in done.stdout
