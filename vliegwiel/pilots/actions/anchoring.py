"""Saying how firmly it has taken root."""

from __future__ import annotations

from datetime import datetime

from vliegwiel.activity.door import Done, action
from vliegwiel.initiatives.models import Initiative
from vliegwiel.people.models import Person

from .. import rules
from ..models import Anchoring


@action("anchoring.set", may=rules.may_anchor)
def anchor(
    initiative: Initiative, *, by: Person, at: datetime, level: str, state: str, evidence: str = "", next_step: str = ""
) -> Done:
    """How it stands now on one level; how it stood before stays in the history."""
    row = Anchoring.objects.create(
        initiative=initiative, level=level, state=state, evidence=evidence, next_step=next_step, by=by, at=at
    )
    return Done(row, target=initiative, fields=["anchoring"], facts={"level": level, "state": state})
