"""Preparing a conversation, and what came of it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vliegwiel.core.fields import OneOf, PlainLine, PlainText, RowsChoice, chooser

from ..actions.conversations import Told
from ..journey import Came
from ..models import ConversationAsk, Stakeholder
from .parties import day


class PrepareForm(forms.Form):
    asks = RowsChoice(label=_("What do you bring?"), help_text=_("Each team sees that you do, and when."))
    on = day(_("When?"))
    who = PlainLine(label=_("Who goes?"), max_length=300, required=False)
    aim = PlainText(label=_("What do we want to go home with?"), max_length=1000, rows=3, required=False)

    def __init__(self, asks: Iterable[Stakeholder], data: Any = None, **more: Any):
        super().__init__(data, **more)
        rows = list(asks)
        field = chooser(self, "asks")
        field.offer(rows)
        field.choices = [(row.code, _line(row)) for row in rows]


def _line(row: Stakeholder) -> str:
    wanted = f": {row.needed_for}" if row.needed_for else ""
    return f"{row.initiative.title}{wanted}"


class TellForm(forms.Form):
    """Per pilot: what came of it, in words, and when the next thing should be there."""

    def __init__(self, asks: Iterable[ConversationAsk], data: Any = None):
        super().__init__(data)
        self.asks = list(asks)
        for ask in self.asks:
            code = ask.stakeholder.code
            choices = [("", _("Nothing to tell yet")), *Came.choices]
            self.fields[f"came_{code}"] = OneOf(
                label=_("What came of it?"), choices=choices, required=False, initial=ask.came
            )
            self.fields[f"outcome_{code}"] = PlainText(
                label=_("In words"), max_length=1000, rows=2, required=False, initial=ask.outcome
            )
            self.fields[f"due_{code}"] = day(_("Next step by"), required=False, initial=ask.stakeholder.due_on)

    def clean(self) -> dict[str, Any]:
        """Words or a day without an answer would get lost: that is said."""
        data = super().clean() or {}
        for ask in self.asks:
            came, outcome, due = (f"{name}_{ask.stakeholder.code}" for name in ("came", "outcome", "due"))
            said = data.get(outcome) or ask.came or data.get(due) not in (None, ask.stakeholder.due_on)
            if said and not data.get(came) and not {came, due} & set(self.errors):
                self.add_error(came, _("Choose what came of it."))
        return data

    def groups(self) -> list[tuple[ConversationAsk, list[forms.BoundField]]]:
        """Each ask with its fields."""
        return [
            (ask, [self[f"{name}_{ask.stakeholder.code}"] for name in ("came", "outcome", "due")]) for ask in self.asks
        ]

    def told(self) -> list[Told]:
        """Only what is new: an answer that stood there already is not told twice."""
        data = self.cleaned_data
        found = []
        for ask in self.asks:
            code = ask.stakeholder.code
            one = Told(ask, data[f"came_{code}"], data[f"outcome_{code}"], data[f"due_{code}"])
            before = (ask.came, ask.outcome, ask.stakeholder.due_on)
            if (one.came, one.outcome, one.due_on) != before:
                found.append(one)
        return found
