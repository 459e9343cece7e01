"""An import from upload to done: all or nothing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from itertools import islice
from pathlib import Path

from vliegwiel.activity.door import Done, action
from vliegwiel.core.answers import Mistake
from vliegwiel.initiatives import actions as initiatives
from vliegwiel.people.models import Person
from vliegwiel.spaces.models import Space

from .. import mapping as columns
from .. import rules
from ..journey import Fate, RunState
from ..models import ImportRow, ImportRun
from ..planning import Planned, Planner, Tally
from ..progress import Report, silent
from ..reading import open_rows
from ..sheets import Sheet, Unreadable

SAMPLE = 200


def mapping_of(run: ImportRun, sheet: Sheet) -> columns.ColumnMapping:
    """The columns as chosen, the rest as guessed. Raises WrongMapping and Unreadable."""
    samples = [row.values for row in islice(sheet.rows(), SAMPLE)]
    chosen = {column: target for column, target in run.mapping.items() if column in sheet.columns}
    return columns.guess(sheet.columns, samples, chosen)


@action("import.begun", may=rules.may_import, locked=False)
def upload(space: Space, *, by: Person, at: datetime, filename: str, path: str, digest: str, source: str) -> Done:
    """Take in a file. Nothing is imported yet. Raises Mistake when the file cannot be read."""
    try:
        sheet = open_rows(path, filename)
        next(iter(sheet.rows()), None)
    except Unreadable as problem:
        raise Mistake(file=f"{problem.sentence} {problem.hint}".strip()) from problem
    run = ImportRun.objects.create(
        space=space, by=by, source=source, filename=filename, path=path, digest=digest, begun_at=at
    )
    return Done(run, target=run)


@action("import.columns_chosen", may=rules.may_choose)
def choose(run: ImportRun, *, by: Person, at: datetime, mapping: Mapping[str, str | None], source: str = "") -> Done:
    """Say which column fills what, and try it out: every row gets the fate it would have."""
    run.mapping, run.source, run.state = dict(mapping), source or run.source, RunState.CHOOSING
    tally = Tally()
    ImportRow.objects.filter(run=run).delete()
    for planned in _planned(run):
        tally.add(planned)
        _keep_rows(run, planned)
    run.counts, run.problem = tally.as_dict(), ""
    run.save()
    return Done(run, fields=["mapping"])


@action("import.queued", may=rules.may_carry_out)
def queue(run: ImportRun, *, by: Person, at: datetime) -> Done:
    """Have the worker carry it out."""
    run.state = RunState.WAITING
    run.save(update_fields=["state"])
    return Done(run)


@action("import.carried_out", may=rules.may_carry_out)
def carry_out(run: ImportRun, *, by: Person, at: datetime, total: int = 0, report: Report = silent) -> Done:
    """Import every row that can be; in one transaction, so that a failure half-way leaves nothing."""
    tally = Tally()
    ImportRow.objects.filter(run=run).delete()
    for planned in _planned(run):
        tally.add(planned)
        _bring_in(run, planned, by=by, at=at)
        _refresh(run, planned, by=by, at=at)
        _keep_rows(run, planned)
        report(tally.read, max(total, tally.read))
    run.state, run.counts, run.ended_at, run.problem = RunState.DONE, tally.as_dict(), at, ""
    run.save()
    return Done(
        run, facts={"space": run.space_id, "created": tally.fates["created"], "updated": tally.fates["updated"]}
    )


def _planned(run: ImportRun):  # type: ignore[no-untyped-def]
    """The rows of the run's file, in batches. Raises Mistake when the file or the mapping is wrong."""
    try:
        sheet = open_rows(run.path, run.filename)
        yield from Planner(mapping_of(run, sheet), source=run.source).batches(sheet)
    except Unreadable as problem:
        raise Mistake(file=f"{problem.sentence} {problem.hint}".strip()) from problem
    except columns.WrongMapping as problem:
        raise Mistake(mapping=str(problem.sentence)) from problem


def _bring_in(run: ImportRun, planned: list[Planned], *, by: Person, at: datetime) -> None:
    new = [row for row in planned if row.fate == Fate.CREATED and row.incoming]
    if not new:
        return
    made = initiatives.bring_in(
        run.space,
        by=by,
        at=at,
        source=run.source,
        rows=[row.incoming for row in new],
        facts={"run": run.pk},
    )
    for row, initiative in zip(new, made, strict=True):
        row.initiative = initiative


def _refresh(run: ImportRun, planned: list[Planned], *, by: Person, at: datetime) -> None:
    pairs = [(row.initiative, row.incoming) for row in planned if row.fate == Fate.UPDATED]
    if pairs:
        initiatives.refresh_from_source(run.space, by=by, at=at, pairs=pairs, facts={"run": run.pk})


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
            notes=[[note.msgid, {key: str(value) for key, value in note.params.items()}] for note in row.notes],
        )
        for row in planned
    )


@action("import.failed", may=rules.may_carry_out)
def fail(run: ImportRun, *, by: Person, at: datetime, problem: str) -> Done:
    """Say why it could not be done. Nothing of it was imported."""
    run.state, run.problem, run.ended_at = RunState.FAILED, problem, at
    run.save(update_fields=["state", "problem", "ended_at"])
    return Done(run)


def waiting_files() -> Path:
    """Folder where uploaded files wait."""
    from django.conf import settings  # noqa: PLC0415  # read when asked, so that tests can move it

    return Path(settings.DATA) / "imports"
