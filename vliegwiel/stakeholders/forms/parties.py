"""Placing a party, saying what is known of it, moving it in the quadrant, and who reads the field."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vliegwiel.core.fields import OneOf, PlainLine, PlainText, RowChoice, chooser
from vliegwiel.initiatives.models import Stage
from vliegwiel.people.models import Organisation, Person
from vliegwiel.spaces.journey import Ring

from ..journey import FIELDS, PERSONAL, RINGS, Influence, Level, Status, Support
from ..models import Stakeholder

WORDS = "woorden"
"""Choosing none of the organisations: keep what was typed."""
ID = 2**31 - 1


def day(label: Any, **more: Any) -> forms.DateField:
    """A day, chosen or typed."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, **more)


class Step(forms.TypedChoiceField):
    """One of the five steps of influence or support."""

    def __init__(self, label: Any, choices: Any, **more: Any):
        super().__init__(label=label, choices=choices, coerce=int, **more)
        self.error_messages["invalid_choice"] = _("Choose something from the list.")


class QuickForm(forms.Form):
    """One line: a name and a level. The rest comes later."""

    name = PlainLine(label=_("Which party?"))
    level = OneOf(label=_("Level"), choices=Level.choices)


class WhichForm(QuickForm):
    """Several organisations may be meant; or none, and then it stays as it was typed."""

    which = OneOf(label=_("Who do you mean?"), widget=forms.RadioSelect)

    def __init__(self, organisations: Iterable[Organisation], data: Any = None, **kwargs: Any):
        super().__init__(data, **kwargs)
        self.rows = {one.code: one for one in organisations}
        for name in ("name", "level"):
            self.fields[name].widget = forms.HiddenInput()
        typed = (data or self.initial).get("name", "")
        which = self.fields["which"]
        assert isinstance(which, OneOf)
        named = [(code, one.name_and_kind) for code, one in self.rows.items()]
        which.choices = [*named, (WORDS, _("None of these: keep “%(name)s” as it is") % {"name": typed})]

    def organisation(self) -> Organisation | None:
        return self.rows.get(self.cleaned_data["which"])


class PartyForm(forms.Form):
    """Everything that is said of a party, and the version from which the person started."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=ID)
    name = PlainLine(label=_("Party"))
    level = OneOf(label=_("Level"), choices=Level.choices)
    influence = Step(_("Influence"), Influence.choices, help_text=_("How much can they make or break?"))
    support = Step(_("Support now"), Support.choices)
    wished = Step(_("Support wished"), Support.choices, help_text=_("What you really need, not more."))
    needed_for = PlainText(label=_("Needed for what?"), max_length=1000, rows=2, required=False)
    stage = RowChoice(label=_("In which stage?"), key="slug", required=False, empty_label=_("In any stage"))
    action = PlainText(label=_("What do we do?"), max_length=1000, rows=2, required=False)
    owner = RowChoice(label=_("Who does it?"), required=False, empty_label=_("Nobody yet"))
    due_on = day(_("By when?"), required=False)
    result = PlainText(label=_("What do we expect?"), max_length=1000, rows=2, required=False)
    status = OneOf(label=_("Status"), choices=Status.choices)
    contact = PlainLine(
        label=_("Contact person"), required=False, help_text=_("Only the team reads this, and it goes in time.")
    )
    note = PlainText(
        label=_("Note"), max_length=2000, rows=3, required=False,
        help_text=_("Only the team reads this, and it goes in time. Write what the party itself might read."),
    )  # fmt: skip

    def __init__(
        self, row: Stakeholder, team: Iterable[Person], stages: Iterable[Stage], data: Any = None, **more: Any
    ):
        super().__init__(data, **more)
        if row.organisation_id:
            del self.fields["name"]
        chooser(self, "owner").offer({person.pk: person for person in team}.values())
        kept = [row.stage] if row.stage else []
        chooser(self, "stage").offer({stage.slug: stage for stage in (*kept, *stages)}.values())

    @classmethod
    def of(cls, row: Stakeholder, team: Iterable[Person], stages: Iterable[Stage]) -> PartyForm:
        """Filled with how it stands now."""
        names = ("version", *FIELDS, *PERSONAL)
        values = {name: getattr(row, name) for name in names} | {
            "stage": row.stage.slug if row.stage else "",
            "owner": row.owner.code if row.owner else "",
        }
        return cls(row, team, stages, initial=values)

    def as_kept(self) -> dict[str, Any]:
        """What was typed, as the history would keep it."""
        data = {name: value for name, value in self.cleaned_data.items() if name != "version"}
        data |= {name: data[name].pk if data[name] else None for name in ("stage", "owner")}
        return data | {"due_on": data["due_on"].isoformat() if data["due_on"] else None}

    @classmethod
    def again(
        cls, row: Stakeholder, team: Iterable[Person], stages: Iterable[Stage], kept: Mapping[str, Any]
    ) -> PartyForm:
        """Filled with values as the history keeps them, to be saved over the version of now."""
        form = cls(row, team, stages)
        people, known = chooser(form, "owner").rows, chooser(form, "stage").rows
        form.initial = dict(kept) | {
            "version": row.version,
            "owner": next((code for code, one in people.items() if one.pk == kept["owner"]), ""),
            "stage": next((slug for slug, one in known.items() if one.pk == kept["stage"]), ""),
        }
        return form


class PlaceForm(forms.Form):
    """Where a party stands in the quadrant: dragged there, or chosen."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=ID)
    influence = Step(_("Influence"), Influence.choices)
    support = Step(_("Support now"), Support.choices)


class LaneForm(forms.Form):
    """In which lane a party stands: dragged there, or chosen."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=ID)
    level = OneOf(label=_("Level"), choices=Level.choices)


class RingForm(forms.Form):
    ring = OneOf(
        label=_("Who may read the playing field?"),
        choices=[(one, one.label) for one in RINGS],
        widget=forms.RadioSelect,
        help_text=_("Never more people than read the initiative. Contact persons and notes stay with the team."),
    )

    @classmethod
    def of(cls, ring: str, sentences: Mapping[Ring, str], data: Any = None) -> RingForm:
        form = cls(data, initial={"ring": ring})
        field = form.fields["ring"]
        assert isinstance(field, OneOf)
        field.choices = [(one, f"{one.label}: {sentences[one]}") for one in RINGS]
        return form
