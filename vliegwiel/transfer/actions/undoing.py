"""Undoing an import as a whole, as long as nobody has touched what it made."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.db.models import F
from django.utils.translation import ngettext

from vliegwiel.activity.door import Done, action
from vliegwiel.core.answers import Mistake
from vliegwiel.initiatives import actions as initiatives
from vliegwiel.initiatives.models import Initiative
from vliegwiel.people.models import Person

from .. import queries, rules
from ..journey import Fate, RunState
from ..models import ImportRow, ImportRun

BATCH = 500


@action("import.undone", may=rules.may_undo)
def undo(run: ImportRun, *, by: Person, at: datetime) -> Done:
    """Withdraw what it created, bring back what it changed. Raises Mistake when people have worked on it since."""
    _hold(run)
    if problem := why_not(run):
        raise Mistake(run=problem)
    for rows in _batches(run, Fate.CREATED):
        initiatives.withdraw_imported(
            run.space, by=by, at=at, ids=[row.initiative_id for row in rows], facts={"run": run.pk}
        )
    for rows in _batches(run, Fate.UPDATED):
        earlier = {row.initiative_id: row.before for row in rows}
        initiatives.take_back_import(run.space, by=by, at=at, earlier=earlier, facts={"run": run.pk})
        ImportRow.objects.filter(pk__in=[row.pk for row in rows]).update(version=F("version") + 1)
    run.state, run.ended_at = RunState.UNDONE, at
    run.save(update_fields=["state", "ended_at"])
    return Done(run)


def why_not(run: ImportRun) -> str:
    """Why this import cannot be undone as things stand; empty when it can."""
    if touched := queries.touched_rows(run):
        sentence = ngettext(
            "Someone has worked on %(n)s of its initiatives since. Undoing would lose that, so it stays.",
            "People have worked on %(n)s of its initiatives since. Undoing would lose that, so it stays.",
            touched,
        )
        return sentence % {"n": touched}
    if later := queries.changed_later(run):
        sentence = ngettext(
            "A later import changed %(n)s of its initiatives. Undo that one first.",
            "Later imports changed %(n)s of its initiatives. Undo those first.",
            later,
        )
        return sentence % {"n": later}
    return ""


def _hold(run: ImportRun) -> None:
    """Nobody can change its initiatives until this is over."""
    mine = ImportRow.objects.filter(run=run, fate__in=(Fate.CREATED, Fate.UPDATED)).values("initiative")
    held = Initiative.objects.filter(pk__in=mine).order_by("pk").select_for_update(of=("self",), no_key=True)
    for _pk in held.values_list("pk", flat=True).iterator(2000):
        pass


def _batches(run: ImportRun, fate: Fate) -> Iterator[list[ImportRow]]:
    rows = ImportRow.objects.filter(run=run, fate=fate, initiative__isnull=False).order_by("id")
    batch: list[ImportRow] = []
    for row in rows.iterator(BATCH):
        batch.append(row)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch
