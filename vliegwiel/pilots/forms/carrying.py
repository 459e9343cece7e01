"""Anchoring, invitations, and reporting to a programme."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vliegwiel.core.fields import OneOf, PlainLine, PlainText, RowChoice, chooser
from vliegwiel.initiatives.journey import Role
from vliegwiel.initiatives.models import Initiative

from ..journey import ROLE_ASKS, Rooted
from ..models import Programme


class AnchorForm(forms.Form):
    state = OneOf(label=_("How firmly?"), choices=Rooted.choices, widget=forms.RadioSelect)
    evidence = PlainText(
        label=_("How do we know?"),
        max_length=2000,
        rows=3,
        required=False,
        help_text=_("A decision, a budget, a name, a work instruction: what someone else can check."),
    )
    next_step = PlainText(label=_("What is the next step?"), max_length=1000, rows=2, required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("state") in (Rooted.AGREED, Rooted.ANCHORED) and not data.get("evidence") and not self.errors:
            self.add_error("evidence", _("Say how one can see that. Without it, choose “We talk about it”."))
        return data


class InviteForm(forms.Form):
    """What is asked stands in the message already; whoever sends it can write it differently."""

    email = PlainLine(label=_("Mail address"), max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "off"}))
    role = OneOf(label=_("In which role?"), choices=Role.choices)
    message = PlainText(
        label=_("What do you ask, and how much time does it take?"),
        max_length=1000,
        rows=5,
        help_text=_("This goes along in the mail. Change it to what you really need."),
    )

    def __init__(self, role: str, data: Any = None):
        super().__init__(data, initial={"role": role, "message": ROLE_ASKS[Role(role)]})


class ReportForm(forms.Form):
    """The programme to report to."""

    programme = RowChoice(label=_("Which programme?"), widget=forms.RadioSelect)

    def __init__(self, programmes: Iterable[Programme], data: Any = None):
        super().__init__(data)
        chooser(self, "programme").offer(programmes)


class ProgrammeForm(forms.Form):
    answer_days = forms.IntegerField(
        label=_("Within how many working days do you answer?"),
        min_value=1,
        max_value=60,
        help_text=_("Teams see this day at their question. Weekends and Dutch holidays do not count."),
    )


class FindForm(forms.Form):
    """A few words to search by, in the address of the page."""

    zoek = PlainLine(label=_("Title or address"), max_length=300, required=False)

    def words(self) -> str:
        return self.cleaned_data["zoek"] if self.is_valid() else ""


class AskForm(forms.Form):
    initiative = RowChoice(label=_("Which initiative?"), widget=forms.RadioSelect)
    message = PlainText(label=_("Why do you ask?"), max_length=1000, rows=3, required=False)

    def __init__(self, initiatives: Iterable[Initiative], data: Any = None):
        super().__init__(data)
        chooser(self, "initiative").offer(initiatives)
