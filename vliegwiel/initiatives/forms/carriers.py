"""People and organisations: found first, then chosen."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vliegwiel.core.fields import OneOf, PlainLine, RowChoice
from vliegwiel.people.models import Organisation, Person

from ..journey import Part, Role


class FindForm(forms.Form):
    """A few words to search by, in the address of the page."""

    zoek = PlainLine(label=_("Name"), max_length=120, required=False)

    def words(self) -> str:
        return self.cleaned_data["zoek"] if self.is_valid() else ""


class RoleForm(forms.Form):
    person = RowChoice(label=_("Who?"), widget=forms.RadioSelect)
    role = OneOf(label=_("In which role?"), choices=Role.choices)

    def __init__(self, people: Iterable[Person], data: Any = None):
        super().__init__(data)
        self.fields["person"].offer(people)


class ParticipationForm(forms.Form):
    organisation = RowChoice(label=_("Which organisation?"), widget=forms.RadioSelect)
    part = OneOf(label=_("In which part?"), choices=Part.choices, initial=Part.PARTICIPANT)

    def __init__(self, organisations: Iterable[Organisation], data: Any = None):
        super().__init__(data)
        self.fields["organisation"].offer(organisations)


class InterestForm(forms.Form):
    organisation = RowChoice(label=_("For which organisation do you say this?"), widget=forms.RadioSelect)

    def __init__(self, organisations: Iterable[Organisation], data: Any = None):
        super().__init__(data)
        rows = list(organisations)
        self.fields["organisation"].offer(rows)
        if len(rows) == 1:
            self.initial["organisation"] = rows[0].code
