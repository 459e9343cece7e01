"""Who may import and undo."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from vliegwiel.core.answers import Answer, no, when
from vliegwiel.initiatives.rules import may_bring_in
from vliegwiel.people.models import Person
from vliegwiel.spaces.models import Space

from .journey import RunState
from .models import ImportRun


def may_import(person: Person | None, space: Space) -> Answer:
    return may_bring_in(person, space)


def may_choose(person: Person | None, run: ImportRun) -> Answer:
    """Columns can be chosen as long as nothing was imported."""
    if run.state not in (RunState.CHOOSING, RunState.FAILED):
        return no(_("This import has already been carried out."))
    return may_bring_in(person, run.space)


def may_carry_out(person: Person | None, run: ImportRun) -> Answer:
    if run.state not in (RunState.CHOOSING, RunState.WAITING, RunState.FAILED):
        return no(_("This import has already been carried out."))
    return may_bring_in(person, run.space)


def may_undo(person: Person | None, run: ImportRun) -> Answer:
    return when(run.state == RunState.DONE, _("Only an import that was carried out can be undone.")) and may_bring_in(
        person, run.space
    )
