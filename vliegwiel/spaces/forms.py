"""Shape and wording of what people fill in about a space."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from vliegwiel.core.answers import Mistake
from vliegwiel.people.models import Organisation, Person

from . import queries
from .journey import RENAMEABLE, Joining, Module, Ring, SpaceRole
from .models import Space, SpaceMembership

RING_CHOICES = [
    (Ring.PUBLIC, _("Public: everyone, also without an account")),
    (Ring.NETWORK, _("Network: everyone with a confirmed account of a public body or partner")),
    (Ring.ORGANISATION, _("Organisation: everyone who works at the organisations of this space")),
    (Ring.TEAM, _("Team: only the members of this space")),
]
MOST_NAMES = 50
"""Organisations that an operator can name at once."""


class MistakesAtFields(forms.Form):
    """A form that can show the mistakes that an action found."""

    def show(self, mistake: Mistake) -> None:
        for name, sentence in mistake.sentences.items():
            self.add_error(name if name in self.fields else None, str(sentence))


class OwnersForm(MistakesAtFields):
    """One's own organisations to tick; operators name any."""

    owners = forms.ModelMultipleChoiceField(
        label=_("Which organisations does this space belong to?"),
        queryset=Organisation.objects.none(),
        to_field_name="code",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Whoever works there sees what is for the organisation only."),
        error_messages={
            "invalid_list": _("Choose only from this list."),
            "invalid_choice": _("Choose only from this list."),
        },
    )
    other_owners = forms.CharField(
        label=_("Other organisations"),
        required=False,
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One name per line, as it stands on the page of the organisation."),
    )

    def __init__(self, *args: Any, person: Person, space: Space | None = None, **kwargs: Any):
        super().__init__(*args, **kwargs)
        choices = queries.organisations_to_choose(person, space)
        self.fields["owners"].queryset = choices  # type: ignore[attr-defined]
        if not person.is_staff:
            del self.fields["other_owners"]

    def clean_other_owners(self) -> list[Organisation]:
        names = [name for line in self.cleaned_data["other_owners"].splitlines() if (name := line.strip())]
        if len(names) > MOST_NAMES:
            raise forms.ValidationError(gettext("Name at most %(most)s organisations.") % {"most": MOST_NAMES})
        return [_named(name) for name in names]

    def chosen_owners(self) -> list[Organisation]:
        chosen = [*self.cleaned_data["owners"], *self.cleaned_data.get("other_owners", [])]
        return list({one.pk: one for one in chosen}.values())


def _named(name: str) -> Organisation:
    found = Organisation.objects.filter(Q(name__iexact=name) | Q(official_name__iexact=name) | Q(official_code=name))
    if len(rows := list(found[:2])) != 1:
        sentence = (
            gettext("We do not know one organisation named “%(name)s”.")
            if not rows
            else gettext("More than one organisation is named “%(name)s”. Use its official name.")
        )
        raise forms.ValidationError(sentence % {"name": name[:100]})
    return rows[0]


class TextsForm(MistakesAtFields):
    """What the space is, and how it looks and works."""

    name = forms.CharField(label=_("Name"), max_length=Space._meta.get_field("name").max_length)
    purpose = forms.CharField(
        label=_("What is this space for?"),
        required=False,
        max_length=Space._meta.get_field("purpose").max_length,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("What do you work on together, and for whom?"),
    )
    joining = forms.ChoiceField(
        label=_("How do people become a member?"), choices=Joining.choices, widget=forms.RadioSelect
    )
    modules = forms.MultipleChoiceField(
        label=_("What do you use in this space?"),
        choices=Module.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    initiative = forms.CharField(
        label=_("Your word for one initiative"),
        required=False,
        max_length=60,
        help_text=_("Leave both words empty to use “initiative” and “initiatives”."),
    )
    initiatives = forms.CharField(label=_("Your word for more than one"), required=False, max_length=60)
    colour = forms.CharField(
        label=_("Colour"),
        required=False,
        max_length=20,
        help_text=_("As # and six characters, such as #154273. Leave it empty for the colour of Vliegwiel."),
    )

    def texts(self) -> dict[str, Any]:
        """The keywords of the actions `open_space` and `edit_space`."""
        data = self.cleaned_data
        kept = {name: data[name] for name in ("name", "purpose", "joining", "modules")}
        return kept | {"words": {key: data[key] for key in RENAMEABLE}, "colour": data["colour"].strip()}

    @staticmethod
    def initial_of(space: Space) -> dict[str, Any]:
        fields = ("name", "purpose", "joining", "modules", "colour")
        return {name: getattr(space, name) for name in fields} | {key: space.word(key) for key in RENAMEABLE}


class RingForm(MistakesAtFields):
    ring = forms.ChoiceField(label=_("Who can see this space?"), choices=RING_CHOICES, widget=forms.RadioSelect)


class NewSpaceForm(TextsForm, RingForm, OwnersForm):
    field_order = ["name", "purpose", "owners", "other_owners", "ring", "joining", "modules"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if not self.errors and not self.chosen_owners():
            self.add_error("owners", gettext("Choose at least one organisation."))
        return data


class RequestForm(MistakesAtFields):
    motivation = forms.CharField(
        label=_("Why do you want to join?"),
        required=False,
        max_length=SpaceMembership._meta.get_field("motivation").max_length,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("The leads of the space read this."),
    )


class InviteForm(MistakesAtFields):
    email = forms.CharField(
        label=_("E-mail address"), max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "off"})
    )
    role = forms.ChoiceField(
        label=_("As what?"), choices=SpaceRole.choices[::-1], initial=SpaceRole.MEMBER, widget=forms.RadioSelect
    )
    message = forms.CharField(
        label=_("Message"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 4})
    )


class FileForm(MistakesAtFields):
    upload = forms.FileField(
        label=_("File"),
        allow_empty_file=True,
        max_length=1000,
        help_text=_("A PDF, image, document, sheet or text of at most 20 MB."),
    )
