"""The door through which every change passes: who may, one transaction, one Activity."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import models, transaction
from django.utils import timezone

from vliegwiel.core.answers import Answer, require

from .hearing import tell
from .models import Activity


@dataclass(frozen=True)
class Done:
    """What an action did: its result for the caller, and what the log says of it."""

    result: Any = None
    target: models.Model | None = None
    """The row that it happened to; the subject when empty."""
    fields: tuple[str, ...] | list[str] = ()
    facts: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class ActionEntry:
    """One action in the register of all of them (`make actions` prints it)."""

    name: str
    function: Callable[..., Any]
    rule: Callable[..., Answer]
    unlogged: str


ACTIONS: dict[str, ActionEntry] = {}


def action(name: str, *, may: Callable[..., Answer], unlogged: str = "", locked: bool = True) -> Callable[..., Any]:
    """Make a function an action named `name` (`noun.past`), open to whom the rule `may` says yes.

    The function is called with its subject first (a row, which is locked and read again, or None), `by` (the person, or
    None) and `at`; the rest is keyword-only. The rule gets the person, the subject, and those keywords it names.
    `unlogged` gives the reason why this one leaves no Activity; without a reason every action leaves one.
    `locked=False` leaves the subject unlocked: for placing something new in it, which many may do at once.

    Raises Refused when the rule says no, Mistake when the input cannot be used; nothing is changed then.
    """

    def decorate(function: Callable[..., Any]) -> Callable[..., Any]:
        asked = _keywords_of(may)

        @functools.wraps(function)
        def run(subject: models.Model | None, *, by: Any, at: datetime | None = None, **keywords: Any) -> Any:
            at = at or timezone.now()
            with transaction.atomic():
                if locked:
                    _lock(subject)
                require(may(by, subject, **{key: keywords[key] for key in asked if key in keywords}))
                outcome = function(subject, by=by, at=at, **keywords)
                done = outcome if isinstance(outcome, Done) else Done(result=outcome)
                if not unlogged:
                    _record(name, done, subject=subject, by=by, at=at)
            return done.result

        assert name not in ACTIONS, f"two actions are named {name}"
        ACTIONS[name] = ActionEntry(name, run, may, unlogged)
        return run

    return decorate


def _keywords_of(rule: Callable[..., Answer]) -> list[str]:
    return list(inspect.signature(rule).parameters)[2:]


def _lock(subject: models.Model | None) -> None:
    """Hold the row until the transaction ends, and see it as it is now: two people press the button at once."""
    if subject is not None and subject.pk is not None:
        rows = subject._meta.model._base_manager.select_for_update(of=("self",), no_key=True)
        subject.refresh_from_db(from_queryset=rows)


def _record(name: str, done: Done, *, subject: models.Model | None, by: Any, at: datetime) -> None:
    target = done.target or subject or done.result
    activity = Activity.objects.create(
        kind=name,
        by=by,
        at=at,
        target_type=target._meta.label_lower,
        target_id=target.pk,
        fields=list(done.fields),
        facts=done.facts,
        audience=getattr(target, "audience", []),
    )
    tell(name, activity_id=activity.pk)
