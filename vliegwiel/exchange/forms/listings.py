"""A need or an offer: structured and in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vliegwiel.core.fields import OneOf, PlainLine, PlainText, RowChoice, RowsChoice, chooser
from vliegwiel.initiatives.models import Theme
from vliegwiel.people.models import Region

from ..journey import Kind
from ..models import Carrier, Listed

MOST_PLACES = 1000
MOST_HOURS = 400
FIELDS = ("kind", "title", "text", "places", "hours", "starts_on", "ends_on")


def day(label: Any, **more: Any) -> forms.DateField:
    """A day, chosen or typed."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, required=False, **more)


class ListingForm(forms.Form):
    """What both have; the words of the questions follow below."""

    kind = OneOf(label=_("What do you look for?"), choices=Kind.choices)
    title = PlainLine(label=_("In one line"), help_text=_("So that a stranger knows at once what it is about."))
    text = PlainText(label=_("Tell more"), max_length=4000, rows=5, required=False)
    places = forms.IntegerField(
        label=_("How many?"),
        min_value=1,
        max_value=MOST_PLACES,
        required=False,
        help_text=_("As soon as so many have been found, it closes by itself. Empty: no limit."),
    )
    hours = forms.IntegerField(
        label=_("Hours of work"),
        min_value=1,
        max_value=MOST_HOURS,
        required=False,
        help_text=_("For a short job: about how many hours in all."),
    )
    starts_on = day(_("From which day?"))
    ends_on = day(
        _("Until which day?"),
        help_text=_("After this day it closes by itself. For a short job: when it should be done."),
    )
    themes = RowsChoice(label=_("Themes"), key="slug", required=False)
    region = RowChoice(label=_("Region"), required=False, empty_label=_("The whole country"))
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, required=False)

    def __init__(self, data: Any = None, *, used: Iterable[Theme] = (), **kwargs: Any):
        super().__init__(data, **kwargs)
        themes = {theme.pk: theme for theme in (*Theme.objects.in_use(), *used)}
        chooser(self, "themes").offer(sorted(themes.values(), key=lambda theme: theme.name))
        chooser(self, "region").offer(Region.objects.all())

    @classmethod
    def of(cls, listing: Listed, data: Any = None) -> ListingForm:
        """Filled with how it stands now."""
        used = list(listing.themes.all())
        initial = {name: getattr(listing, name) for name in (*FIELDS, "version")}
        initial |= {"themes": [one.slug for one in used], "region": listing.region.code if listing.region else ""}
        return cls(data, used=used, initial=initial)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        first, last = cleaned.get("starts_on"), cleaned.get("ends_on")
        if first and last and first > last:
            self.add_error("ends_on", _("This day comes before the first day."))
        return cleaned


class NeedForm(ListingForm):
    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("kind") == Kind.TIME:
            if not cleaned.get("hours") and "hours" not in self.errors:
                self.add_error("hours", _("Say how many hours the job takes."))
            if not cleaned.get("ends_on") and "ends_on" not in self.errors:
                self.add_error("ends_on", _("Say on which day the job should be done."))
        return cleaned


class OfferForm(ListingForm):
    kind = OneOf(label=_("What can you offer?"), choices=Kind.choices)


class _ForWhom(forms.Form):
    """Under what it hangs comes first."""

    carrier = RowChoice(label=_("For whom?"), help_text=_("An initiative of yours, your organisation, or yourself."))
    field_order = ("carrier",)

    def offer(self, carriers: Iterable[Carrier]) -> None:
        chooser(self, "carrier").offer(carriers)


class NewNeedForm(NeedForm, _ForWhom):
    field_order = ("carrier",)


class NewOfferForm(OfferForm, _ForWhom):
    field_order = ("carrier",)


def asked_before(typed: Mapping[str, str]) -> dict[str, str]:
    """What the address says already: a missing role becomes a need in one click."""
    found = {"kind": typed.get("soort", ""), "title": typed.get("titel", "")[:200]}
    return {name: value for name, value in found.items() if value}
