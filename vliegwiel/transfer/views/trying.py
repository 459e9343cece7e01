"""Trying out a file: on the page when it is small, by the worker when it is large."""

from __future__ import annotations

from pathlib import Path

from vliegwiel.core.answers import Mistake
from vliegwiel.people.models import Person

from .. import actions
from ..models import ImportRun
from ..sheets import MEGABYTE

TRIED_HERE = 2 * MEGABYTE
"""A file up to this size is tried out while the page waits: a few seconds."""


def try_or_queue(run: ImportRun, *, by: Person) -> None:
    """Give every row the fate it would have, now or soon."""
    try:
        if Path(run.path).stat().st_size > TRIED_HERE:
            actions.queue_trial(run, by=by)
        else:
            actions.try_out(run, by=by)
    except Mistake as mistake:
        actions.fail(run, by=by, problem=" ".join(str(one) for one in mistake.sentences.values()))
