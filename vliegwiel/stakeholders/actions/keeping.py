"""Saving a party as its next version, with the line of its history. Part of the actions of this room."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db.models import Model

from vliegwiel.people.models import Person

from ..journey import FIELDS, PERSONAL
from ..models import Conversation, Stakeholder, StakeholderChange


def altered(row: Stakeholder, fields: Mapping[str, Any]) -> dict[str, Any]:
    """Put the fields in the row; what changed, as the history keeps it. Words about people are not kept there."""
    changes: dict[str, Any] = {}
    for name, value in fields.items():
        if name not in (*FIELDS, *PERSONAL):
            raise TypeError(f"not part of a party: {name}")
        before = getattr(row, name)
        if before == value:
            continue
        changes[name] = None if name in PERSONAL else [as_kept(before), as_kept(value)]
        setattr(row, name, value)
    return changes


def as_kept(value: Any) -> Any:
    """A value as the history has it: rows by id, days in ISO."""
    if isinstance(value, Model):
        return value.pk
    return value.isoformat() if isinstance(value, date) else value


def keep(
    row: Stakeholder,
    changes: dict[str, Any],
    *,
    by: Person | None,
    at: datetime,
    conversation: Conversation | None = None,
) -> None:
    """Save the row as its next version; a new one as its first."""
    if changes or conversation:
        row.version += 1
    row.changed_at = at
    row.save()
    StakeholderChange.objects.create(
        stakeholder=row, version=row.version, fields=changes, conversation=conversation, by=by, at=at
    )
