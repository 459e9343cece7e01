"""An import from upload to done: all or nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import partial
from itertools import islice

from django.db import connection, transaction
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app

from vliegwiel.activity.door import Done, action
from vliegwiel.core.answers import Mistake
from vliegwiel.initiatives import actions as initiatives
from vliegwiel.initiatives.models import Initiative
from vliegwiel.people.models import Person
from vliegwiel.spaces.models import Space

from .. import keeping, rules
from .. import mapping as columns
from ..journey import Fate, RunState
from ..models import ImportRow, ImportRun, Progress
from ..planning import Planned, Planner, Tally, decide
from ..progress import Report, silent
from ..reading import open_rows
from ..sheets import Sheet, Unreadable
from ..wording import as_notes, said, said_problem

SAMPLE = 200
IMPORT_JOB, TRY_JOB = "transfer.carry_out_import", "transfer.try_out"
QUEUE = "import"


@action("import.begun", may=rules.may_import, locked=False)
def upload(
    space: Space,
    *,
    by: Person,
    at: datetime,
    filename: str,
    path: str,
    digest: str,
    source: str,
    sheet: str = "",
) -> Done:
    """Take in a file. Nothing is imported yet. Raises Mistake when it cannot be read."""
    run = ImportRun(
        space=space, by=by, source=source, filename=filename, path=path, digest=digest, begun_at=at, sheet=sheet
    )
    mapping_of(run, open_file(run))
    run.save(force_insert=True)
    return Done(run, target=run)


@action("import.columns_chosen", may=rules.may_choose)
def choose(
    run: ImportRun,
    *,
    by: Person,
    at: datetime,
    mapping: Mapping[str, str | None],
    source: str = "",
    sheet: str = "",
) -> Done:
    """Say which column fills what; kept is what differs from the guess. Raises Mistake when the choice cannot be."""
    run.mapping, run.source, run.sheet = dict(mapping), source or run.source, sheet or run.sheet
    run.mapping = _what_differs(run)
    run.state, run.counts, run.problem = RunState.CHOOSING, {}, ""
    run.save()
    ImportRow.objects.filter(run=run).delete()
    return Done(run, fields=["mapping"])


def _what_differs(run: ImportRun) -> dict[str, str | None]:
    """The choices that a guess would not make, so that the page can still say why the others were guessed."""
    opened = open_file(run)
    wanted = mapping_of(run, opened).as_dict()
    run.mapping = {}
    guessed = mapping_of(run, opened).as_dict()
    run.mapping = {column: target for column, target in wanted.items() if target != guessed[column]}
    return run.mapping if mapping_of(run, opened).as_dict() == wanted else wanted


@action("import.tried", may=rules.may_choose)
def try_out(run: ImportRun, *, by: Person, at: datetime, total: int = 0, report: Report = silent) -> Done:
    """Give every row the fate that it would have. Nothing is imported."""
    tally = Tally()
    ImportRow.objects.filter(run=run).delete()
    for planned in _planned(run):
        tally.add(planned)
        _keep_rows(run, planned)
        report(tally.read, max(total, tally.read))
    run.counts, run.problem, run.state = tally.as_dict(), "", RunState.CHOOSING
    run.save(update_fields=["counts", "problem", "state"])
    return Done(run)


@action("import.trial_queued", may=rules.may_choose)
def queue_trial(run: ImportRun, *, by: Person, at: datetime) -> Done:
    """Have the worker try out a large file."""
    _hand_over(run, RunState.TRYING, TRY_JOB, by)
    return Done(run)


@action("import.queued", may=rules.may_queue)
def queue(run: ImportRun, *, by: Person, at: datetime) -> Done:
    """Have the worker carry it out."""
    _hand_over(run, RunState.WAITING, IMPORT_JOB, by)
    return Done(run)


def _hand_over(run: ImportRun, state: RunState, job: str, by: Person) -> None:
    run.state, run.problem = state, ""
    run.save(update_fields=["state", "problem"])
    Progress.objects.filter(run_id=run.pk).delete()
    # by name: the job's own module stands above the actions; the lock keeps two workers from one run
    app.configure_task(job, queue=QUEUE, lock=f"import:{run.code}").defer(run_code=run.code, by_id=by.pk)


@action("import.carried_out", may=rules.may_carry_out)
def carry_out(run: ImportRun, *, by: Person, at: datetime, total: int = 0, report: Report = silent) -> Done:
    """Import every row that can be; in one transaction, so that a failure half-way leaves nothing."""
    _one_at_a_time(run.space)
    tally, mapping = Tally(), mapping_of(run, open_file(run)).as_dict()
    ImportRow.objects.filter(run=run).delete()
    for planned in _planned(run):
        _bring_in(run, planned, by=by, at=at)
        _refresh(run, planned, by=by, at=at)
        tally.add(planned)
        _keep_rows(run, planned)
        report(tally.read, max(total, tally.read))
    transaction.on_commit(partial(keeping.let_go, run.path))
    run.state, run.counts, run.ended_at, run.problem, run.path = RunState.DONE, tally.as_dict(), at, "", ""
    run.mapping = mapping
    run.save()
    facts = {"space": run.space_id, "created": tally.fates["created"], "updated": tally.fates["updated"]}
    return Done(run, facts=facts)


def _one_at_a_time(space: Space) -> None:
    """Imports into one space wait for each other: both would make the same row otherwise."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('import into space'), %s)", [space.pk])


def open_file(run: ImportRun) -> Sheet:
    """The rows of the run's file. Raises Mistake when they cannot be read."""
    try:
        return open_rows(run.path, run.filename, sheet=run.sheet or None)
    except Unreadable as problem:
        raise Mistake(file=said_problem(problem)) from problem
    except OSError as problem:
        raise Mistake(file=_("The file is no longer here. Choose it again.")) from problem


def mapping_of(run: ImportRun, sheet: Sheet) -> columns.ColumnMapping:
    """The columns as chosen, the rest as guessed. Raises Mistake."""
    try:
        samples = [row.values for row in islice(sheet.rows(), SAMPLE)]
        return columns.guess(sheet.columns, samples, run.mapping)
    except columns.WrongMapping as problem:
        raise Mistake(mapping=said(problem.sentence)) from problem
    except Unreadable as problem:
        raise Mistake(file=said_problem(problem)) from problem


def _planned(run: ImportRun) -> Iterator[list[Planned]]:
    """The rows of the run's file, in batches. Raises Mistake when the file or the mapping is wrong."""
    sheet = open_file(run)
    planner = Planner(mapping_of(run, sheet), space=run.space, source=run.source)
    try:
        yield from planner.batches(sheet)
    except Unreadable as problem:
        raise Mistake(file=said_problem(problem)) from problem


def _bring_in(run: ImportRun, planned: list[Planned], *, by: Person, at: datetime) -> None:
    new = [row for row in planned if row.fate == Fate.CREATED and row.incoming]
    if not new:
        return
    rows = [row.incoming for row in new]
    made = initiatives.bring_in(run.space, by=by, at=at, source=run.source, rows=rows, facts={"run": run.pk})
    for row, initiative in zip(new, made, strict=True):
        row.initiative = initiative


def _refresh(run: ImportRun, planned: list[Planned], *, by: Person, at: datetime) -> None:
    """Hold the rows that will change, and look again: someone may have changed one just now."""
    changing = {row.initiative.pk: row for row in planned if row.fate == Fate.UPDATED and row.initiative}
    if not changing:
        return
    held = Initiative.objects.filter(pk__in=changing).order_by("pk").select_for_update(of=("self",), no_key=True)
    for initiative in held:
        changing[initiative.pk].initiative = initiative
    decide(list(changing.values()))
    pairs = [(row.initiative, row.incoming) for row in changing.values() if row.fate == Fate.UPDATED]
    before = initiatives.refresh_from_source(run.space, by=by, at=at, pairs=pairs, facts={"run": run.pk})
    for pk, values in before.items():
        changing[pk].before = values


def _keep_rows(run: ImportRun, planned: list[Planned]) -> None:
    ImportRow.objects.bulk_create(
        ImportRow(
            run=run,
            number=row.number,
            external_id=row.external_id,
            title=row.title,
            fate=row.fate,
            initiative=row.initiative if row.fate != Fate.REJECTED else None,
            version=row.initiative.version if row.initiative and row.fate in (Fate.CREATED, Fate.UPDATED) else None,
            before=row.before,
            notes=as_notes(row.notes),
        )
        for row in planned
    )


@action("import.failed", may=rules.may_fail)
def fail(run: ImportRun, *, by: Person, at: datetime, problem: str) -> Done:
    """Say why it could not be done. Nothing of it was imported."""
    run.state, run.problem, run.ended_at = RunState.FAILED, problem, at
    run.save(update_fields=["state", "problem", "ended_at"])
    return Done(run)


@action("imports.swept", may=rules.may_sweep, unlogged="it removes what never became anything")
def sweep(subject: None, *, by: None, at: datetime) -> int:
    """Forget the imports of more than a week ago that were never carried out, and let their files go."""
    old = ImportRun.objects.filter(begun_at__lt=at - keeping.KEPT_FOR).exclude(path="")
    left = old.filter(state__in=rules.TRIABLE)
    for path in left.values_list("path", flat=True):
        transaction.on_commit(partial(keeping.let_go, path))
    count, _per_model = left.delete()
    return count
