"""What can be talked about: upper rooms register their things here, and tell what they are called and where they stand.

Register in the `ready()` of the room's AppConfig; `following.talked_about` in a migration of that room makes the
database keep who reads the comments.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from vliegwiel.activity.audience import Viewer


@dataclass(frozen=True)
class Subject:
    """One kind of thing that has a conversation."""

    label: str
    """`room.model`, in small letters."""
    word: str
    """In addresses: `/reacties/<word>/<code>/`."""
    seen_by: Callable[[Any], QuerySet]
    """The rows that this viewer may see; each has a `code`."""
    home: Callable[[Any], str]
    """The address of the thing itself."""
    title: Callable[[Any], str] = str
    own_page: Callable[[Any], str] | None = None
    """The address where its conversation stands, when its room has a page for that; else the page is of this room."""
    audience: Callable[[Any], list[str]] = lambda row: row.audience

    def by_code(self, code: str, viewer: Viewer | None) -> Any | None:
        return self.seen_by(viewer).filter(code=code).first()

    def by_id(self, pk: int, viewer: Viewer | None) -> Any | None:
        return self.seen_by(viewer).filter(pk=pk).first()

    def page(self, row: Any) -> str:
        """Where one reads its conversation."""
        return self.own_page(row) if self.own_page else reverse("conversation:talk", args=[self.word, row.code])


SUBJECTS: dict[str, Subject] = {}
"""By label."""


def register(subject: Subject) -> None:
    SUBJECTS[subject.label] = subject


def subject_of(target_type: str) -> Subject | None:
    return SUBJECTS.get(target_type)


def subject_for(row: Any) -> Subject:
    """The kind of this row. Raises KeyError for what cannot be talked about."""
    return SUBJECTS[row._meta.label_lower]


def named(word: str) -> Subject | None:
    """The kind with this word in its address."""
    return next((one for one in SUBJECTS.values() if one.word == word), None)
