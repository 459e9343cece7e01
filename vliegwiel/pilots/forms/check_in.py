"""The check-in: three questions, several answers to each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vliegwiel.core.fields import OneOf, PlainText, RowChoice, chooser, plain_text
from vliegwiel.initiatives.models import Initiative
from vliegwiel.initiatives.queries.look import readers
from vliegwiel.people.models import Person
from vliegwiel.spaces.journey import Ring, is_wider

from ..journey import MOST_ITEMS, ItemKind

LONGEST = 2000
LONGEST_KEPT = 100_000
"""Characters of one field that are kept while typing: a pasted report is not lost."""
ASKED = {
    ItemKind.RESULT: _("What result is there?"),
    ItemKind.QUESTION: _("What question do you have?"),
    ItemKind.BOTTLENECK: _("Where does it hurt?"),
}
HINTS = {
    ItemKind.RESULT: _("What works, what is finished, what did you learn?"),
    ItemKind.QUESTION: _("To the programme. You get an answer, and see what is done with it."),
    ItemKind.BOTTLENECK: _("What stands in the way, and who could take it away?"),
}
_FIELD = re.compile(rf"^({'|'.join(ItemKind.values)})_(\d{{1,2}})$")
_SECRET = re.compile(r"[-0-9A-Z_a-z]{32}")


def rings_of(initiative: Initiative) -> list[tuple[str, str]]:
    """The rings that a check-in can have: no wider than the initiative; each with who will read it, in words."""
    return [(ring, readers(initiative, ring)) for ring in Ring.values if not is_wider(ring, initiative.ring)]


class CheckInForm(forms.Form):
    """A box for every result, question and bottleneck; an empty one is no answer. `more` gives a kind one box more."""

    def __init__(
        self, initiative: Initiative, data: Any = None, *, kept: Mapping[str, Any] | None = None, more: str = ""
    ):
        super().__init__(data, initial={"ring": Ring.TEAM, **(kept or {})})
        known = data if data is not None else (kept or {})
        for kind in ItemKind:
            boxes = _boxes(known, kind)
            for number in range(boxes + 1 if kind == more and boxes < MOST_ITEMS else boxes):
                self.fields[f"{kind}_{number}"] = _box(kind, number)
        self.fields["as_news"] = forms.BooleanField(
            label=_("Also place the results as news on the page"), required=False
        )
        self.fields["ring"] = OneOf(
            label=_("Who may read this check-in?"), choices=rings_of(initiative), widget=forms.RadioSelect
        )

    def boxes(self, kind: str) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name.startswith(f"{kind}_")]

    def has_room(self, kind: str) -> bool:
        return len(self.boxes(kind)) < MOST_ITEMS

    def items(self) -> list[tuple[ItemKind, str]]:
        """What was filled in, in order."""
        return [
            (kind, text)
            for kind in ItemKind
            for box in self.boxes(kind)
            if (text := self.cleaned_data.get(box.name, ""))
        ]


def _box(kind: ItemKind, number: int) -> PlainText:
    label = ASKED[kind] if not number else f"{ASKED[kind]} ({number + 1})"
    return PlainText(label=label, max_length=LONGEST, rows=3, required=False, help_text="" if number else HINTS[kind])


def _boxes(known: Mapping[str, Any], kind: str) -> int:
    numbers = [int(found[2]) for name in known if (found := _FIELD.match(name)) and found[1] == kind]
    return min(MOST_ITEMS, max(numbers, default=0) + 1)


def typed(posted: Mapping[str, str]) -> dict[str, Any]:
    """Every field that was sent, clean enough to keep."""
    kept: dict[str, Any] = {
        name: plain_text(value)[:LONGEST_KEPT]
        for name, value in posted.items()
        if (found := _FIELD.match(name)) and int(found[2]) < MOST_ITEMS
    }
    return kept | {"ring": plain_text(posted.get("ring", ""))[:20], "as_news": "as_news" in posted}


def secret_in(posted: Mapping[str, str]) -> str:
    """The word of the form, when it is one that we made."""
    found = posted.get("secret", "")
    return found if _SECRET.fullmatch(found) else ""


class NarrowForm(forms.Form):
    ring = OneOf(label=_("Who may read this check-in?"), widget=forms.RadioSelect)

    def __init__(self, initiative: Initiative, now: str, data: Any = None):
        super().__init__(data, initial={"ring": now})
        self.fields["ring"].choices = [pair for pair in rings_of(initiative) if not is_wider(pair[0], now)]  # type: ignore[attr-defined]


class RhythmForm(forms.Form):
    weeks = forms.IntegerField(label=_("Every how many weeks?"), min_value=1, max_value=26)
    next_on = forms.DateField(
        label=_("The next one is due on"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    turn = RowChoice(
        label=_("Whose turn is it?"),
        empty_label=_("The project lead"),
        required=False,
        help_text=_("This person gets the reminder."),
    )

    def __init__(self, team: Iterable[Person], data: Any = None, *, weeks: int, next_on: date, turn: str = ""):
        super().__init__(data, initial={"weeks": weeks, "next_on": next_on, "turn": turn})
        chooser(self, "turn").offer(team)
