"""Shape and wording of what people type."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from vliegwiel.core.fields import OneOf, PlainLine, PlainText, RowChoice, WebAddress, chooser

from .journey import ContactWay, OrganisationKind
from .models import Organisation, Person

MOST_TALENTS = 20


class NamesForm(forms.Form):
    """The names of a person; allauth adds mail address and password to it for signing up."""

    given_name = PlainLine(label=_("First name"), max_length=80)
    infix = PlainLine(label=_("Prefix of surname"), max_length=20, required=False, help_text=_("Such as “van der”."))
    family_name = PlainLine(label=_("Surname"), max_length=120)
    field_order = ["given_name", "infix", "family_name", "email", "password1"]

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        for name, word in (("given_name", "given-name"), ("family_name", "family-name")):
            self.fields[name].widget.attrs["autocomplete"] = word

    def signup(self, request: HttpRequest, user: Person) -> None:
        """Asked for by allauth; the action `sign_up` has the names already."""


class ProfileForm(NamesForm):
    """One's own profile."""

    job_title = PlainLine(label=_("What you do"), max_length=120, required=False)
    about = PlainText(label=_("About you"), max_length=4000, required=False)
    talents = PlainText(
        label=_("Talents"),
        max_length=1300,
        rows=2,
        required=False,
        help_text=_("What others can ask you for, with commas between: client journeys, Python, chairing."),
    )
    phone = PlainLine(label=_("Phone number"), max_length=30, required=False)
    contact_way = OneOf(
        label=_("How do you want to be reached?"), choices=ContactWay.choices, widget=forms.RadioSelect,
        help_text=_("Members of the network see the mail address or number that you choose here."),
    )  # fmt: skip
    ask_first = forms.BooleanField(
        label=_("Ask me first"), required=False, help_text=_("Before someone is introduced to you, we ask you.")
    )
    is_public = forms.BooleanField(
        label=_("Everyone may read my profile"),
        required=False,
        help_text=_(
            "Also people without an account. Without this, only members of organisations in the network can. "
            "Your mail address and phone number are never shown to everyone."
        ),
    )
    language = OneOf(label=_("Language"), choices=[("nl", "Nederlands"), ("en", "English")], widget=forms.RadioSelect)
    field_order = ["given_name", "infix", "family_name", "job_title", "about", "talents", "contact_way", "phone"]

    def clean_talents(self) -> list[str]:
        talents = [talent.strip() for talent in re.split(r"[,;\n]", self.cleaned_data["talents"]) if talent.strip()]
        talents = list(dict.fromkeys(" ".join(talent.split()) for talent in talents))
        if len(talents) > MOST_TALENTS:
            raise forms.ValidationError(gettext("Name at most %(most)d talents.") % {"most": MOST_TALENTS})
        if long := next((talent for talent in talents if len(talent) > 60), ""):
            raise forms.ValidationError(gettext("“%(talent)s…” is longer than 60 characters.") % {"talent": long[:40]})
        return talents


class OrganisationForm(forms.Form):
    """What an administrator of the organisation writes."""

    about = PlainText(label=_("About the organisation"), max_length=4000, required=False)
    website = WebAddress(label=_("Website"), max_length=250, required=False)
    abbreviation = PlainLine(label=_("Abbreviation"), max_length=60, required=False)


class OrganisationFactsForm(OrganisationForm):
    """What an operator can also change; with which an organisation is added."""

    name = PlainLine(label=_("Name"), max_length=250)
    kind = OneOf(label=_("Kind of organisation"), choices=OrganisationKind.choices)
    mail_domains = PlainText(
        label=_("Work-mail domains"),
        max_length=2000,
        rows=2,
        required=False,
        help_text=_("Who confirms a mail address in one of these is a member at once. With commas between."),
    )
    field_order = ["name", "kind", "abbreviation", "website", "mail_domains", "about"]

    def clean_mail_domains(self) -> list[str]:
        return [domain for domain in re.split(r"[,;\s]+", self.cleaned_data["mail_domains"]) if domain]


class JoinForm(forms.Form):
    """Asking to belong to an organisation."""

    motivation = PlainText(
        label=_("What do you do there?"),
        max_length=500,
        rows=3,
        required=False,
        help_text=_("The administrator of the organisation reads this."),
    )


class EmployerForm(JoinForm):
    """Choosing where one works, out of the organisations that were found."""

    organisation = RowChoice(label=_("Which one is it?"), widget=forms.RadioSelect)
    field_order = ["organisation", "motivation"]

    def __init__(self, found: Iterable[Organisation], data: Any = None):
        super().__init__(data)
        rows = list(found)
        chooser(self, "organisation").offer(rows)
        chooser(self, "organisation").choices = [(one.code, one.name_and_kind) for one in rows]


class InviteForm(forms.Form):
    """Inviting someone by mail."""

    email = forms.EmailField(label=_("Mail address"), max_length=254)
    role = OneOf(
        label=_("What will this person be?"),
        choices=[("member", _("Member")), ("admin", _("Administrator: may approve and invite others"))],
        widget=forms.RadioSelect,
        initial="member",
    )
    message = PlainText(label=_("Message"), max_length=1000, rows=4, required=False)
