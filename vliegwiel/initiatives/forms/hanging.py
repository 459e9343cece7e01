"""What hangs under an initiative: parts, reuse, checks, news, links, files."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from vliegwiel.core.fields import OneOf, PlainLine, PlainText, RowChoice, WebAddress, chooser

from ..journey import CheckMethod, CheckOutcome, PartKind, ReuseState
from ..models import Initiative, Part
from .course import FindsInitiative, InitiativeField

PART_FIELDS = ("kind", "name", "description", "licence", "conditions", "url")


class PartForm(forms.Form):
    name = PlainLine(label=_("Name"))
    kind = OneOf(label=_("Kind"), choices=PartKind.choices)
    description = PlainText(label=_("What it is and does"), max_length=4000)
    licence = PlainLine(
        label=_("Licence"), max_length=80, required=False, help_text=_("For example EUPL-1.2, CC BY 4.0 or CC0.")
    )
    conditions = PlainText(
        label=_("Conditions for reuse"),
        max_length=2000,
        required=False,
        rows=3,
        help_text=_("What someone must know or arrange first: upkeep, costs, an agreement."),
    )
    url = WebAddress(label=_("Where to find it"), required=False)

    @classmethod
    def of(cls, part: Part) -> PartForm:
        return cls(initial={name: getattr(part, name) for name in PART_FIELDS})


class ReuseForm(forms.Form):
    initiative = RowChoice(label=_("For which initiative of yours?"))
    state = OneOf(
        label=_("How far are you?"),
        choices=ReuseState.choices,
        widget=forms.RadioSelect,
        initial=ReuseState.CONSIDERS,
    )
    note = PlainText(
        label=_("How it went"),
        max_length=2000,
        rows=3,
        required=False,
        help_text=_("What you use it for, what you had to change, what you would tell another."),
    )

    def __init__(self, initiatives: Iterable[Initiative], data: Any = None):
        super().__init__(data)
        chooser(self, "initiative").offer(initiatives)


class CheckForm(forms.Form):
    done_on = forms.DateField(label=_("When"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    method = OneOf(label=_("How"), choices=CheckMethod.choices)
    how_many = forms.IntegerField(label=_("How many people"), min_value=1, max_value=1_000_000)
    learned = PlainText(label=_("What was learned"), max_length=4000)
    outcome = OneOf(
        label=_("Outcome"),
        choices=CheckOutcome.choices,
        widget=forms.RadioSelect,
        help_text=_("Did what you thought hold, did you change it, or did it turn out otherwise?"),
    )

    def __init__(self, data: Any = None):
        super().__init__(data, initial={"done_on": timezone.localdate()})


class UpdateForm(forms.Form):
    title = PlainLine(label=_("Title"), help_text=_("What is the news, in one sentence?"))
    text = PlainText(label=_("Text"))


class LinkForm(FindsInitiative):
    finder = "to"

    label = PlainLine(label=_("Text of the link"), help_text=_("Says what one finds there."))
    to = InitiativeField(
        label=_("To another initiative"), required=False, help_text=_("The address of that initiative, or its title.")
    )
    url = WebAddress(label=_("Or to a page elsewhere"), required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not self.errors and bool(data.get("to")) == bool(data.get("url")):
            self.add_error("url", _("Give one thing to link to: an initiative or a web address."))
        return data


class FileForm(forms.Form):
    upload = forms.FileField(
        label=_("File"),
        max_length=255,
        help_text=_("At most 20 MB. PDF, images, documents, sheets and text; no macros or programs."),
        error_messages={
            "empty": _("The file is empty."),
            "max_length": _("The name of the file is too long. Give it a shorter name."),
        },
    )
