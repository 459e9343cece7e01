"""Jobs of this room: imports that take longer than a page, and clearing away what was left behind."""

from __future__ import annotations

import logging
from collections.abc import Callable

from django.db import DatabaseError
from django.utils.translation import gettext as _
from django.utils.translation import override
from procrastinate.contrib.django import app

from vliegwiel.core.answers import Mistake, Refused
from vliegwiel.people.models import Person

from . import actions
from .actions.importing import IMPORT_JOB, QUEUE, TRY_JOB
from .models import ImportRun
from .progress import shown

log = logging.getLogger(__name__)


@app.task(queue=QUEUE, name=IMPORT_JOB)
def carry_out_import(run_code: str, by_id: int) -> None:
    """Carry out an import. Never again by itself after a failure: nothing was imported, a person decides."""
    _do(actions.carry_out, run_code, by_id)


@app.task(queue=QUEUE, name=TRY_JOB)
def try_out(run_code: str, by_id: int) -> None:
    """Try out a file that is too large for a page to wait for."""
    _do(actions.try_out, run_code, by_id)


def _do(act: Callable[..., object], run_code: str, by_id: int) -> None:
    run, by = ImportRun.objects.filter(code=run_code).first(), Person.objects.get(pk=by_id)
    if run is None:
        return
    with override(by.language), shown(run.pk) as report:
        total = run.counts.get("read", 0)
        report(0, total)
        try:
            act(run, by=by, total=total, report=report)
        except Refused as refused:
            log.info("import %s was not carried out: %s", run_code, refused)
        except Mistake as mistake:
            _fail(run, by, " ".join(str(one) for one in mistake.sentences.values()))
        except (DatabaseError, ArithmeticError, LookupError, TypeError, ValueError):
            log.exception("import %s failed", run_code)
            _fail(
                run, by, _("Something went wrong on our side. Nothing was imported; the operators can see what it was.")
            )


def _fail(run: ImportRun, by: Person, problem: str) -> None:
    run.refresh_from_db()
    actions.fail(run, by=by, problem=problem)


@app.periodic(cron="37 3 * * *")
@app.task(queueing_lock="transfer.sweep", name="transfer.sweep")
def sweep(timestamp: int) -> None:
    """Every night."""
    if forgotten := actions.sweep(None, by=None):
        log.info("forgot %s imports that were never carried out", forgotten)
