"""One party of one initiative: its history, in words; and what others changed while someone was typing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from vliegwiel.core.dates import as_day
from vliegwiel.initiatives.models import Stage
from vliegwiel.initiatives.queries.look import Look
from vliegwiel.people.models import Person

from ..journey import PERSONAL, Influence, Level, Status, Support
from ..models import ConversationAsk, Stakeholder, StakeholderChange

MOST_CHANGES = 100
_CHOICES: dict[str, Any] = {
    "level": Level, "status": Status, "influence": Influence, "support": Support, "wished": Support,
}  # fmt: skip


@dataclass(frozen=True)
class Altered:
    """One field in one save."""

    label: str
    before: str
    after: str
    is_personal: bool = False


@dataclass(frozen=True)
class Line:
    change: StakeholderChange
    altered: list[Altered]


def label_of(name: str) -> str:
    return str(Stakeholder._meta.get_field(name).verbose_name).rstrip("?")  # type: ignore[union-attr]


def history_of(row: Stakeholder, look: Look) -> list[Line]:
    """What changed, the latest first. Three statements."""
    rows = (
        StakeholderChange.objects.visible_to(look.viewer).filter(stakeholder=row).select_related("by", "conversation")
    )
    changes = list(rows[:MOST_CHANGES])
    words = _Words.of(changes, look)
    return [Line(change, words.altered(change)) for change in changes]


@dataclass(frozen=True)
class _Words:
    """What ids in the history stand for."""

    people: dict[int, Person]
    stages: dict[int, Stage]
    look: Look

    @classmethod
    def of(cls, changes: list[StakeholderChange], look: Look) -> _Words:
        people = {pk for one in changes for pk in one.fields.get("owner") or [] if pk}
        stages = {pk for one in changes for pk in one.fields.get("stage") or [] if pk}
        return cls(Person.objects.in_bulk(people), Stage.objects.in_bulk(stages), look)

    def altered(self, change: StakeholderChange) -> list[Altered]:
        return [self._one(name, values) for name, values in change.fields.items()]

    def _one(self, name: str, values: list[Any] | None) -> Altered:
        if values is None:
            return Altered(label_of(name), "", "", is_personal=True)
        before, after = values
        return Altered(label_of(name), self.word(name, before), self.word(name, after))

    def word(self, name: str, value: Any) -> str:
        if value in (None, ""):
            return _("(empty)")
        if name in _CHOICES:
            return str(_CHOICES[name](value).label)
        if name == "owner":
            return self.look.name(self.people.get(value))
        if name == "stage":
            return self.stages[value].name if value in self.stages else _("(empty)")
        return as_day(date.fromisoformat(value)) if name == "due_on" else str(value)


@dataclass(frozen=True)
class Clash:
    """A field that both changed."""

    label: str
    theirs: str
    mine: str


@dataclass
class Meeting:
    """Two people saved at once: nothing is saved yet."""

    values: dict[str, Any]
    """What the form shows again: mine, and theirs where I had changed nothing."""
    clashes: list[Clash] = field(default_factory=list)
    taken_over: list[str] = field(default_factory=list)
    last: StakeholderChange | None = None


def meet(row: Stakeholder, look: Look, *, since: int, mine: Mapping[str, Any]) -> Meeting:
    """Compare what was typed with what others saved after version `since`. Values as the history keeps them."""
    changes = list(row.changes.filter(version__gt=since).select_related("by").order_by("id"))
    base: dict[str, Any] = {}
    for change in changes:
        for name, values in change.fields.items():
            base.setdefault(name, values[0] if values else None)
    words, meeting = _Words.of(changes, look), Meeting(dict(mine), last=changes[-1] if changes else None)
    for name in [name for name in mine if name in base]:
        theirs = _now(row, name)
        if mine[name] == theirs:
            continue
        if name not in PERSONAL and mine[name] == base[name]:
            meeting.values[name] = theirs
            meeting.taken_over.append(label_of(name))
        else:
            meeting.clashes.append(
                Clash(label_of(name), words.word(name, theirs), _mine(words, name, mine[name], look))
            )
    return meeting


def _mine(words: _Words, name: str, value: Any, look: Look) -> str:
    """What I chose may not be in the history yet."""
    if name == "owner" and value and value not in words.people:
        person = look.initiative.team.filter(person=value).select_related("person").first()
        return person.person.name if person else ""
    if name == "stage" and value and value not in words.stages:
        return Stage.objects.get(pk=value).name
    return words.word(name, value)


def _now(row: Stakeholder, name: str) -> Any:
    if name in ("owner", "stage"):
        return getattr(row, f"{name}_id")
    value = getattr(row, name)
    return value.isoformat() if isinstance(value, date) else value


def talks_about(row: Stakeholder, look: Look) -> list[ConversationAsk]:
    """Conversations to which this came along, the latest first; for who carries it. One statement."""
    rows = ConversationAsk.objects.visible_to(look.viewer).filter(stakeholder=row).select_related("conversation")
    return list(rows.order_by("-conversation__on", "-id")[:20])
