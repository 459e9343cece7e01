"""Fills a database with made-up data of any size, to measure and to try things: `vliegwiel simulate`.

The one named exception to "only actions write": a million initiatives go in by COPY, in one transaction. What the
database promises is true of them too; a test has it check.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

import click
from django.db import connection, transaction
from django.db.models import Max, Model
from django.utils import timezone

from vliegwiel.activity.models import Activity
from vliegwiel.initiatives import models as initiatives
from vliegwiel.people.models import Key, Membership, Organisation, Person
from vliegwiel.spaces.models import Ownership, Space, SpaceMembership

from .simulation_initiatives import Movement
from .simulation_rows import Chance, Ground, Population, people_for, spaces_for
from .simulation_sheets import Sheet
from .simulation_tables import bare, quiet
from .simulation_texts import Storyteller
from .simulation_work import Work, going_on

BATCH = 5_000
"""Initiatives that are in memory at once."""
FILLED: Sequence[type[Model]] = (
    Person, Key, Membership, Space, Ownership, SpaceMembership, initiatives.Initiative, initiatives.Participation,
    initiatives.Theming, initiatives.TeamRole, initiatives.StageMove, initiatives.Ending, initiatives.UserCheck,
    initiatives.Part, initiatives.Reuse, initiatives.Update, initiatives.Tally, Activity,
)  # fmt: skip
KEPT_TRIGGERS = ("matching_initiative_added", "matching_part_added", "matching_person_added")
"""They say what is searchable of a thing, and nothing else does."""

Report = Callable[[int, int], None]


def silent(done: int, total: int) -> None:
    """For who does not look."""


@dataclass(frozen=True)
class Simulated:
    """How much was made."""

    initiatives: int
    people: int
    spaces: int
    rows: int


def fill(count: int, *, at: datetime, people: int | None = None, seed: int = 1, report: Report = silent) -> Simulated:
    """Add this many initiatives and what goes with them; all of it or nothing. The tables are locked meanwhile."""
    ground = Ground.found(at)
    chance = Chance(seed)
    teller = Storyteller(seed, ground.places, list(ground.organisations.values()))
    people = people_for(count) if people is None else people
    tables = [model._meta.db_table for model in FILLED]
    known = initiatives.Initiative.objects.order_by()
    is_large, last = count > known.count(), known.aggregate(last=Max("pk"))["last"] or 0
    with transaction.atomic():
        with quiet(tables, KEPT_TRIGGERS), bare(tables if is_large else []):
            population = Population(ground, chance, teller, at)
            _make(people, population.add_person, population.sheets)
            _make(spaces_for(count), population.add_space, population.sheets)
            movement = Movement(ground, chance, teller, population, count)
            _make(count, movement.add, movement.sheets, report)
            _give_tokens(population)
            _ask("SELECT initiatives_count_again()")
        work = Work(ground, chance, teller, population)
        for some in going_on(last, BATCH):
            for one in some:
                work.add(one)
            _send(work.sheets)
        rows = sum(sheet.rows for sheet in {*population.sheets, *movement.sheets, *work.sheets})
    _ask("ANALYZE")
    return Simulated(count, people, len(population.spaces), rows)


def _make(count: int, add: Callable[[], None], sheets: list[Sheet], report: Report = silent) -> None:
    for done in range(0, count, BATCH):
        for _ in range(min(BATCH, count - done)):
            add()
        _send(sheets)
        report(min(done + BATCH, count), count)


def _send(sheets: list[Sheet]) -> None:
    with connection.cursor() as cursor:
        for sheet in sheets:
            sheet.send(cursor)


def _give_tokens(population: Population) -> None:
    """What the trigger on the keys does, for everyone at once."""
    _ask(
        "UPDATE people_person p SET tokens = k.tokens FROM (SELECT person_id, "
        "array_agg(DISTINCT token::text ORDER BY token::text) AS tokens FROM people_key GROUP BY person_id) k "
        "WHERE k.person_id = p.id AND p.id BETWEEN %s AND %s",
        [min(population.people), max(population.people)],
    )


def _ask(statement: str, parameters: Sequence[int] = ()) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)


def real_people() -> int:
    """How many accounts are not of a demo network or a simulation: their addresses could really exist."""
    return Person.objects.exclude(email__endswith=".example").count()


@click.command()
@click.option("--initiatives", "count", type=click.IntRange(1, 5_000_000), default=1_000, show_default=True)
@click.option("--people", type=click.IntRange(1, 1_000_000), help="Accounts; otherwise one to ten initiatives.")
@click.option("--seed", type=int, default=1, show_default=True, help="The same number gives the same data.")
@click.option("--force", is_flag=True, help="Also in a database with accounts of real people.")
@click.option("--json", "as_json", is_flag=True, help="For machines: ends with one line of JSON.")
def simulate(count: int, people: int | None, seed: int, force: bool, as_json: bool) -> None:
    """Fill the database with made-up initiatives, people and spaces, to measure and to try things."""
    if not initiatives.Stage.objects.exists() or not Organisation.objects.exists():
        raise click.ClickException("This database has no organisations and tracks yet. Run vliegwiel migrate first.")
    if not force and (real := real_people()):
        raise click.ClickException(
            f"This database has {real} accounts of real people; made-up data would stand between theirs and cannot be "
            "taken out again. Use another database (DATABASE_URL, VLIEGWIEL_DATA), or add --force if you are sure."
        )
    with click.progressbar(length=count, label="simulate", file=sys.stderr) as bar:
        made = fill(
            count, at=timezone.now(), people=people, seed=seed, report=lambda done, _total: bar.update(done - bar.pos)
        )
    click.echo(json.dumps(asdict(made)) if as_json else f"{made.initiatives:,} initiatives, {made.rows:,} rows.")


COMMAND = simulate
