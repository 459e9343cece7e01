"""What one says or chooses about an action. `seen` is the last step that stood on the page."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from vliegwiel.core.fields import PlainText, RowChoice, chooser
from vliegwiel.people.models import Person

from ..models import Action

LONGEST = 4000
MOST = 2**53


class SeenForm(forms.Form):
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=MOST)

    def __init__(self, data: Any = None, *, seen: int = 0):
        super().__init__(data, initial={"seen": seen})


class AnswerForm(SeenForm):
    text = PlainText(
        label=_("Your answer"), max_length=LONGEST, help_text=_("The team reads this. Answering closes it.")
    )


class AskBackForm(SeenForm):
    text = PlainText(
        label=_("What do you want to know from the team?"),
        max_length=LONGEST,
        rows=3,
        help_text=_("It waits for them."),
    )


class ReplyForm(SeenForm):
    text = PlainText(label=_("Your reply"), max_length=LONGEST, rows=3)


class ReopenForm(SeenForm):
    text = PlainText(label=_("What is still missing?"), max_length=LONGEST, rows=3)


class HandOnForm(SeenForm):
    owner = RowChoice(
        label=_("Who works on it?"),
        widget=forms.RadioSelect,
        help_text=_("Only people who can read it already: handing on opens nothing."),
    )
    text = PlainText(label=_("A word along with it"), max_length=LONGEST, rows=2, required=False)

    def __init__(self, people: Iterable[Person], data: Any = None, *, seen: int = 0):
        super().__init__(data, seen=seen)
        rows = list(people)
        chooser(self, "owner").offer(rows)
        chooser(self, "owner").choices = [
            (one.code, f"{one.name}, {one.job_title}" if one.job_title else one.name) for one in rows
        ]


class MergeForm(forms.Form):
    other = RowChoice(label=_("Which one is about the same?"), widget=forms.RadioSelect)

    def __init__(self, actions: Iterable[Action], data: Any = None):
        super().__init__(data)
        rows = list(actions)
        chooser(self, "other").offer(rows)
        chooser(self, "other").choices = [
            (one.code, f"{one.initiative.title}: {Truncator(one.item.text).chars(160)}") for one in rows
        ]
