"""A space with two leads, and files to import into it."""

from types import SimpleNamespace

import pytest
from django.db import connection

from tests.kept import kept
from vliegwiel.initiatives import actions as initiatives
from vliegwiel.initiatives.models import Initiative
from vliegwiel.people import actions as people
from vliegwiel.people import registers
from vliegwiel.people.models import Organisation, Person
from vliegwiel.spaces import actions as spaces
from vliegwiel.transfer import actions, keeping

CODES = {"GM0193", "GM0893", "GM0373"}
"""Zwolle, and the two that are called Bergen."""
HEADER = "Nummer;Titel;Organisatie;Status;Omschrijving;Datum"


@pytest.fixture(autouse=True)
def files_elsewhere(settings, tmp_path):
    settings.DATA = tmp_path / "data"


def sign_up(name: str, **more) -> Person:
    return people.sign_up(
        None, by=None, email=f"{name.lower()}@example.org", given_name=name, family_name="Bos", is_verified=True, **more
    )


def again(row):
    """The row as it is now."""
    return row._meta.model.objects.get(pk=row.pk)


def settle():
    """Two leads of a space, an operator, and someone who leads nothing."""
    records = [record for record in registers.organisations() if record.code in CODES]
    people.load_registers(None, by=None, records=records, regions=registers.regions())
    initiatives.set_up_words(None, by=None)
    square = spaces.ensure_square(None, by=None)
    operator, lead, second = sign_up("Olga", is_operator=True), sign_up("Leo"), sign_up("Mia")
    zwolle = Organisation.objects.get(official_code="GM0193")
    people.approve_membership(people.request_membership(zwolle, by=lead), by=operator)
    space = spaces.open_space(None, by=again(lead), name="Proeftuin", ring="public", owners=[zwolle])
    spaces.request(space, by=again(second))
    spaces.approve(space, by=again(lead), member=second)
    spaces.make_lead(space, by=again(lead), member=second)
    other = spaces.open_space(None, by=again(operator), name="Elders", ring="team", owners=[zwolle])
    return SimpleNamespace(
        space=space, other=other, square=square, zwolle=zwolle, operator=again(operator), lead=again(lead),
        second=again(second), stranger=sign_up("Stijn"),
    )  # fmt: skip


@pytest.fixture
def place(db):
    return kept(settle)


@pytest.fixture
def write(tmp_path):
    """Writes a CSV file with these lines under the usual header."""

    def make(*lines: str, name: str = "lijst.csv", header: str = HEADER):
        path = tmp_path / name
        path.write_text("\n".join([header, *lines]) + "\n", encoding="utf-8")
        return path

    return make


def begin(path, place, *, by=None, source="lijst", space=None):
    return actions.upload(
        space or place.space, by=by or place.lead, filename=path.name, path=str(path), digest=keeping.digest_of(path),
        source=source,
    )  # fmt: skip


def bring_in(path, place, **more):
    """Import the file; the run as it is afterwards."""
    run = begin(path, place, **more)
    actions.carry_out(run, by=more.get("by") or place.lead)
    return again(run)


def named(title: str) -> Initiative:
    return Initiative.objects.standing().get(title=title)


def fate_counts(run) -> dict[str, int]:
    return {name: run.counts[name] for name in ("created", "updated", "unchanged", "rejected") if run.counts[name]}


def jobs_of(run) -> int:
    """How many jobs wait, or waited, to carry out this import."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM procrastinate_jobs WHERE task_name = %s AND args->>'run_code' = %s",
            ["transfer.carry_out_import", run.code],
        )
        return cursor.fetchone()[0]
