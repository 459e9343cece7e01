"""Asking, answering, introducing, and telling what came of it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vliegwiel.core.fields import OneOf, PlainText, RowChoice, chooser
from vliegwiel.people.models import Organisation, Person

from ..journey import Came, Unsuitable

MESSAGE = 1000
CHOOSE = _("Choose yes or no.")


class MessageForm(forms.Form):
    """A word with what is asked."""

    message = PlainText(
        label=_("Your message"),
        max_length=MESSAGE,
        rows=4,
        required=False,
        help_text=_("Who are you, and why does this appeal to you?"),
    )


class JoinForm(MessageForm):
    """For an organisation of one's own."""

    organisation = RowChoice(label=_("For which organisation?"))
    field_order = ("organisation", "message")

    def __init__(self, organisations: Iterable[Organisation], data: Any = None):
        super().__init__(data)
        offered = list(organisations)
        chooser(self, "organisation").offer(offered)
        if len(offered) == 1:
            self.initial["organisation"] = offered[0].code


class AnswerForm(forms.Form):
    """Yes or no; a no has a sentence that the other gets."""

    decision = forms.ChoiceField(
        choices=[("yes", ""), ("no", "")],
        error_messages={"required": CHOOSE, "invalid_choice": CHOOSE},
    )
    answer = PlainText(
        label=_("What do you want to say?"),
        max_length=MESSAGE,
        rows=3,
        required=False,
        help_text=_("The other gets this. When you say no, one kind sentence why."),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("decision") == "no" and not cleaned.get("answer") and "answer" not in self.errors:
            self.add_error("answer", _("Write one kind sentence, so that the other knows why."))
        return cleaned


class UnsuitableForm(forms.Form):
    unsuitable = OneOf(label=_("Why does it not fit?"), choices=Unsuitable.choices, widget=forms.RadioSelect)


class FindPeopleForm(forms.Form):
    """Two people by (part of) their name."""

    one = RowChoice(label=_("The one"), empty_label=_("Choose someone"))
    other = RowChoice(label=_("The other"), empty_label=_("Choose someone"))
    message = PlainText(
        label=_("Why should they meet?"),
        max_length=MESSAGE,
        rows=4,
        help_text=_("Both get this."),
    )

    def __init__(self, people: Iterable[Person], data: Any = None, **kwargs: Any):
        super().__init__(data, **kwargs)
        offered = list(people)
        chooser(self, "one").offer(offered)
        chooser(self, "other").offer(offered)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("one") and cleaned.get("one") == cleaned.get("other"):
            self.add_error("other", _("Choose two different people, other than yourself."))
        return cleaned


class OutcomeForm(forms.Form):
    came = OneOf(label=_("What came of it?"), choices=Came.choices, widget=forms.RadioSelect)
    text = PlainText(
        label=_("Tell more"),
        max_length=2000,
        rows=4,
        required=False,
        help_text=_("What did it yield, for whom? The other reads this too, and so do the others who look after it."),
    )
