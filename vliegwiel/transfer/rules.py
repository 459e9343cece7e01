"""Who may import and undo."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from vliegwiel.core.answers import Answer, no, when
from vliegwiel.people.models import Person
from vliegwiel.spaces.models import Space
from vliegwiel.spaces.rules import may_bring_in

from .journey import RunState
from .models import ImportRun, led_by

SIGN_IN = _("Sign in first.")
TRIABLE = (RunState.CHOOSING, RunState.TRYING, RunState.FAILED)


def may_begin(person: Person | None, subject: object) -> Answer:
    """See the pages of importing at all: for who can import into some space."""
    if person is None:
        return no(SIGN_IN)
    return when(
        person.is_staff or bool(led_by(person)), _("Only the leads of a space and operators can import into it.")
    )


def may_import(person: Person | None, space: Space) -> Answer:
    return may_bring_in(person, space)


def may_choose(person: Person | None, run: ImportRun) -> Answer:
    """Columns can be chosen, and tried out, as long as nothing was imported."""
    return _not_begun(run.state in TRIABLE) and may_bring_in(person, run.space)


def may_queue(person: Person | None, run: ImportRun) -> Answer:
    """Once: who presses the button a second later finds it waiting already."""
    return _not_begun(run.state in (RunState.CHOOSING, RunState.FAILED)) and may_bring_in(person, run.space)


def may_carry_out(person: Person | None, run: ImportRun) -> Answer:
    begun = run.state in (RunState.CHOOSING, RunState.WAITING, RunState.FAILED)
    return _not_begun(begun) and may_bring_in(person, run.space)


def may_fail(person: Person | None, run: ImportRun) -> Answer:
    unfinished = run.state in (*TRIABLE, RunState.WAITING)
    return _not_begun(unfinished) and may_bring_in(person, run.space)


def may_undo(person: Person | None, run: ImportRun) -> Answer:
    return when(run.state == RunState.DONE, _("Only an import that was carried out can be undone.")) and may_bring_in(
        person, run.space
    )


def may_sweep(person: Person | None, subject: object) -> Answer:
    """Clearing away what was left behind is the nightly job's, which is nobody."""
    return when(person is None, _("Only the nightly job does this."))


def _not_begun(fact: bool) -> Answer:
    return when(fact, _("This import is under way, or has already been carried out."))
