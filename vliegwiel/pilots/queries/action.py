"""One action with all its steps."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from vliegwiel.activity.audience import initiative_token, lead_token, tokens_of
from vliegwiel.people.models import Person

from ..models import Action, ActionStep

LOOKED_THROUGH = 300
"""Open actions of the desk that are compared when one looks for similar ones."""
MOST_SIMILAR = 8
_WORDS = re.compile(r"\w{5,}")


@dataclass(frozen=True)
class Course:
    """An action, its steps, what was taken together with it, and what the viewer may do."""

    action: Action
    viewer: Person | None
    steps: list[ActionStep]
    merged: list[Action]
    tokens: set[str]
    may: dict[str, bool] = field(default_factory=dict)

    @property
    def last_seen(self) -> int:
        """Goes along in every form, so that nobody answers past another."""
        return self.steps[-1].pk if self.steps else 0

    @property
    def is_close(self) -> bool:
        """On the team or on the desk: they know each other's names."""
        here = {initiative_token(self.action.initiative_id), lead_token(self.action.desk_id)}
        return not here.isdisjoint(self.tokens)

    def name(self, person: Person | None) -> str:
        if person is None:
            return _("Vliegwiel")
        if self.is_close or not self.tokens.isdisjoint(person.audience):
            return person.name
        return _("Someone of the team or the programme")

    def since(self, seen: int) -> list[ActionStep]:
        """What happened after this step."""
        return [step for step in self.steps if step.pk > seen]


def course_of(action: Action, viewer: Person | None, **may: bool) -> Course:
    """Two statements."""
    steps = list(action.steps.select_related("by", "to"))
    merged = Action.objects.visible_to(viewer).filter(merged_into=action).select_related("item", "initiative")
    return Course(action, viewer, steps, list(merged.order_by("id")), set(tokens_of(viewer)), may)


def to_hand_on(action: Action, viewer: Person | None) -> list[Person]:
    """The leads of the desk and of the space, and the team: whoever can read it anyway."""
    tokens = [
        lead_token(action.desk_id),
        lead_token(action.initiative.space_id),
        initiative_token(action.initiative_id),
    ]
    seen = Person.objects.visible_to(viewer).active().filter(keys__token__in=tokens).exclude(pk=action.owner_id or 0)
    return list(seen.order_by("family_name", "given_name", "id").distinct()[:100])


def similar_to(action: Action, viewer: Person | None) -> list[Action]:
    """Open ones on the same desk that share the most words with it; the most alike first. One statement."""
    others = Action.objects.visible_to(viewer).open().on_its_own().filter(desk=action.desk_id).exclude(pk=action.pk)
    rows = list(others.select_related("item", "initiative").order_by("due_on", "id")[:LOOKED_THROUGH])
    words = words_of(action)
    ranked = sorted(rows, key=lambda row: -likeness(words, words_of(row)))
    return ranked[:MOST_SIMILAR]


def words_of(action: Action) -> set[str]:
    return set(_WORDS.findall(action.item.text.lower()))


def likeness(one: set[str], other: set[str]) -> float:
    """Shared long words, from 0 to 1."""
    return len(one & other) / max(1, len(one | other))


def for_page(viewer: Any) -> Any:
    """Actions that this viewer may open, with what their page shows."""
    return Action.objects.visible_to(viewer).select_related(
        "item__check_in", "initiative__space", "desk", "owner", "merged_into"
    )
