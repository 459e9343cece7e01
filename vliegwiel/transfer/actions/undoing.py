"""Undoing an import as a whole, as long as nobody has touched what it made."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.db.models import F
from django.utils.translation import ngettext

from vliegwiel.activity.door import Done, action
from vliegwiel.activity.models import Activity
from vliegwiel.core.answers import Mistake
from vliegwiel.initiatives import actions as initiatives
from vliegwiel.initiatives.models import Initiative
from vliegwiel.people.models import Person

from .. import rules
from ..journey import Fate, RunState
from ..models import ImportRow, ImportRun

BATCH = 1000


@action("import.undone", may=rules.may_undo)
def undo(run: ImportRun, *, by: Person, at: datetime) -> Done:
    """Withdraw what it created, bring back what it changed. Raises Mistake when people have worked on it since."""
    touched = touched_rows(run)
    if touched:
        sentence = ngettext(
            "Someone has worked on %(n)s of its initiatives since. Undoing would lose that, so it stays.",
            "People have worked on %(n)s of its initiatives since. Undoing would lose that, so it stays.",
            touched,
        )
        raise Mistake(run=sentence % {"n": touched})
    for ids in _batches(run, Fate.CREATED):
        initiatives.withdraw_imported(run.space, by=by, at=at, ids=ids, facts={"run": run.pk})
    for ids in _batches(run, Fate.UPDATED):
        initiatives.take_back_import(run.space, by=by, at=at, ids=ids, facts={"run": run.pk})
    run.state, run.ended_at = RunState.UNDONE, at
    run.save(update_fields=["state", "ended_at"])
    return Done(run)


def touched_rows(run: ImportRun) -> int:
    """How many initiatives of this run people, or a later import, have changed since."""
    mine = ImportRow.objects.filter(run=run, fate__in=[Fate.CREATED, Fate.UPDATED])
    edited = mine.filter(initiative__version__gt=F("version")).values("initiative")
    acted = Activity.objects.filter(
        target_type=Initiative._meta.label_lower,
        target_id__in=mine.values("initiative"),
        at__gt=run.ended_at or run.begun_at,
    ).values("target_id")
    return Initiative.objects.filter(pk__in=edited.union(acted)).count()


def _batches(run: ImportRun, fate: Fate) -> Iterator[list[int]]:
    ids = ImportRow.objects.filter(run=run, fate=fate).order_by("id").values_list("initiative_id", flat=True)
    batch: list[int] = []
    for pk in ids.iterator(BATCH):
        batch.append(pk)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch
