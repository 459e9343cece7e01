"""People and organisations: found first, then chosen."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vliegwiel.core.fields import OneOf, PlainLine, RowChoice, chooser
from vliegwiel.people.models import Organisation, Person

from ..journey import Part, Role


class FindForm(forms.Form):
    """A few words to search by, in the address of the page."""

    zoek = PlainLine(label=_("Name"), max_length=120, required=False)

    @classmethod
    def of_people(cls, asked: Any) -> FindForm:
        form = cls(asked)
        form.fields["zoek"].label = _("Name or mail address")
        return form

    def words(self) -> str:
        return self.cleaned_data["zoek"] if self.is_valid() else ""


class RoleForm(forms.Form):
    person = RowChoice(label=_("Who?"), widget=forms.RadioSelect)
    role = OneOf(label=_("In which role?"), choices=Role.choices, initial=Role.MEMBER)

    def __init__(self, people: Iterable[Person], data: Any = None):
        super().__init__(data)
        rows = list(people)
        chooser(self, "person").offer(rows)
        chooser(self, "person").choices = [(one.code, _with_job(one)) for one in rows]


class SuccessorForm(forms.Form):
    person = RowChoice(label=_("Who?"), widget=forms.RadioSelect)

    def __init__(self, people: Iterable[Person], data: Any = None):
        super().__init__(data)
        rows = list(people)
        chooser(self, "person").offer(rows)
        chooser(self, "person").choices = [(one.code, _with_job(one)) for one in rows]


def _with_job(person: Person) -> str:
    """The name, with what tells people of one name apart."""
    return f"{person.name}, {person.job_title}" if person.job_title else person.name


class ParticipationForm(forms.Form):
    organisation = RowChoice(label=_("Which organisation?"), widget=forms.RadioSelect)
    part = OneOf(label=_("In which part?"), choices=Part.choices, initial=Part.PARTICIPANT)

    def __init__(self, organisations: Iterable[Organisation], data: Any = None):
        super().__init__(data)
        rows = list(organisations)
        chooser(self, "organisation").offer(rows)
        chooser(self, "organisation").choices = [(one.code, one.name_and_kind) for one in rows]


class InterestForm(forms.Form):
    organisation = RowChoice(label=_("For which organisation do you say this?"), widget=forms.RadioSelect)

    def __init__(self, organisations: Iterable[Organisation], data: Any = None):
        super().__init__(data)
        rows = list(organisations)
        chooser(self, "organisation").offer(rows)
        if len(rows) == 1:
            self.initial["organisation"] = rows[0].code
