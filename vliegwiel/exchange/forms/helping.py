"""Shape and wording of questions, expertise and coffee."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vliegwiel.core.fields import OneOf, PlainLine, PlainText, RowsChoice, chooser
from vliegwiel.initiatives.models import Theme
from vliegwiel.people.journey import ContactWay
from vliegwiel.people.models import Person

from ..journey import Went
from ..models import CoffeeGuest, Helper


class AnswerForm(forms.Form):
    """What one knows about it."""

    answer = PlainText(label=_("Your answer"), max_length=8000)
    shares_contact = forms.BooleanField(
        label=_("Show how I am reached"),
        required=False,
        help_text=_("Only to who asks this. Without it, your mail address and phone number stay hidden."),
    )
    may_be_shared = forms.BooleanField(
        label=_("My answer may be shared"),
        required=False,
        help_text=_("Who asks this may then let the network read it, with your name. It does not happen by itself."),
    )

    def __init__(self, person: Person, data: Any = None):
        super().__init__(data)
        self.initial["shares_contact"] = not person.ask_first and person.contact_way != ContactWay.HERE

    def values(self) -> dict[str, Any]:
        """As the action wants them."""
        cleaned = dict(self.cleaned_data)
        return {"text": cleaned.pop("answer"), **cleaned}


class DeclineForm(forms.Form):
    text = PlainLine(label=_("A word about it"), max_length=500, required=False)


class ThanksForm(forms.Form):
    thanks = PlainText(label=_("A word of thanks"), max_length=1000, rows=3, required=False)


class OwnForm(forms.Form):
    """A line of one's own about what one knows."""

    subject_words = PlainLine(
        label=_("What do you know about?"),
        max_length=200,
        help_text=_("One subject at a time, such as: buying software together with other municipalities."),
    )


class HelpingForm(forms.Form):
    """How one wants to help."""

    uses_experience = forms.BooleanField(
        label=_("Use what I did"),
        required=False,
        help_text=_("Others find you by the initiatives you work on, as far as they can see them. Off is off: then it "
                    "is used nowhere."),
    )  # fmt: skip
    is_askable = forms.BooleanField(
        label=_("Others may ask me questions"),
        required=False,
        help_text=_("A question comes from one person, to at most five people, with the reason why you."),
    )
    most_asked = forms.IntegerField(
        label=_("How many questions a month, at most?"), min_value=1, max_value=50, required=True
    )
    paused_until = forms.DateField(
        label=_("No questions up to and including"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    availability = PlainLine(
        label=_("When can you help?"),
        max_length=120,
        required=False,
        help_text=_("Others read this beside your name. For example: an hour a week, on Tuesdays."),
    )

    @classmethod
    def of(cls, helper: Helper, data: Any = None) -> HelpingForm:
        return cls(data, initial={name: getattr(helper, name) for name in cls.base_fields})


class CoffeeForm(forms.Form):
    """Taking part in coffee."""

    themes = RowsChoice(
        label=_("What do you like to talk about?"),
        key="slug",
        required=False,
        help_text=_("At most five. Beside these, the themes of your initiatives and your talents count."),
    )

    def __init__(self, themes: Iterable[Theme], guest: CoffeeGuest | None, data: Any = None):
        super().__init__(data)
        chooser(self, "themes").offer(themes)
        if guest is not None and guest.pk:
            self.initial["themes"] = [theme.slug for theme in guest.themes.all()]


class PauseForm(forms.Form):
    until = forms.DateField(
        label=_("No coffee up to and including"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )


class TellForm(forms.Form):
    went = OneOf(label=_("Did you meet?"), choices=Went.choices, widget=forms.RadioSelect)
    told = PlainText(
        label=_("How was it?"),
        max_length=2000,
        rows=4,
        required=False,
        help_text=_("You and the other one read this. Nobody else."),
    )
