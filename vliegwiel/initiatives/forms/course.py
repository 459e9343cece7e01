"""Where it goes: another stage, the end, another ring."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from vliegwiel.core.codes import ALPHABET
from vliegwiel.core.fields import OneOf, PlainLine, PlainText, RowChoice, chooser
from vliegwiel.core.places import found
from vliegwiel.people.models import Person
from vliegwiel.spaces.journey import Ring

from ..journey import End
from ..models import Initiative, Stage

_CODE = re.compile(rf"(?:^|/initiatieven/)([{ALPHABET}]{{8}})(?:/|$)")
MOST_OFFERED = 8


class StageChoice(RowChoice):
    """Any stage of the platform's tracks and of the space's own."""

    def offer(self, rows: Any) -> None:
        self.rows = {self._word(stage): stage for stage in rows}
        tracks: dict[str, list[tuple[str, str]]] = {}
        for word, stage in self.rows.items():
            tracks.setdefault(stage.track.name, []).append((word, stage.name))
        self.choices = list(tracks.items())

    @staticmethod
    def _word(stage: Stage) -> str:
        return f"{'eigen-' if stage.track.space_id else ''}{stage.track.slug}.{stage.slug}"


class MoveForm(forms.Form):
    stage = StageChoice(label=_("To which stage?"))
    reason = PlainText(
        label=_("Why?"),
        max_length=2000,
        rows=4,
        help_text=_("One or two sentences. They stay in the history of the initiative."),
    )

    def __init__(self, initiative: Initiative, data: Any = None):
        super().__init__(data)
        tracks = Q(track__space=None) | Q(track__space=initiative.space_id)
        stages = Stage.objects.filter(tracks).select_related("track").exclude(pk=initiative.stage_id)
        own_track_first = sorted(
            stages, key=lambda row: (row.track_id != initiative.track_id, row.track_id, row.position)
        )
        chooser(self, "stage").offer(own_track_first)


class InitiativeField(PlainLine):
    """Another initiative: its address, its code, or (a part of) its title. Several that fit become a choice."""

    def __init__(self, **kwargs: Any):
        super().__init__(max_length=500, **kwargs)
        self.viewer: Person | None = None
        self.apart_from = 0
        self.candidates: list[Initiative] = []

    def clean(self, value: Any) -> Initiative | None:
        typed = super().clean(value)
        if not typed:
            return None
        seen = Initiative.objects.visible_to(self.viewer).standing().exclude(pk=self.apart_from)
        if by_code := _CODE.search(typed):
            fits = list(seen.filter(code=by_code.group(1)))
        else:
            fits = list(seen.filter(title=typed)[:MOST_OFFERED]) or self._named(typed, seen)
        if not fits and not self.candidates:
            raise ValidationError(_("We find no initiative with this address or title. Copy the address of its page."))
        if len(fits) == 1:
            return fits[0]
        self.candidates = fits or self.candidates
        raise ValidationError(_("Several initiatives fit this. Choose the right one."))

    def _named(self, typed: str, seen: QuerySet[Initiative]) -> list[Initiative]:
        """Those with these words in their title; what search finds beside them can be chosen, never meant silently."""
        ids = found("initiative", typed, self.viewer)
        rows = seen.in_bulk(ids)
        ranked = [rows[pk] for pk in ids if pk in rows]
        self.candidates = ranked[:MOST_OFFERED]
        return [one for one in ranked if typed.casefold() in one.title.casefold()][:MOST_OFFERED]


class FindsInitiative(forms.Form):
    """A form in which one field names another initiative; when several fit, the field comes back as a choice."""

    finder = ""
    """Name of that field."""

    def look_as(self, viewer: Person | None, *, apart_from: Initiative) -> None:
        field = self.fields[self.finder]
        assert isinstance(field, InitiativeField)
        field.viewer, field.apart_from = viewer, apart_from.pk

    def offer_candidates(self) -> None:
        """After checking: turn the text into radio buttons when several initiatives fit."""
        field = self.fields[self.finder]
        if isinstance(field, InitiativeField) and field.candidates:
            choices = [(one.code, f"{one.title} ({one.code})") for one in field.candidates]
            field.widget = forms.RadioSelect(choices=choices)


class EndForm(FindsInitiative):
    finder = "into"

    end = OneOf(
        label=_("How does it end?"),
        choices=End.choices,
        widget=forms.RadioSelect,
        help_text=_("Withdrawn means that only the team and the leads of the space can still see it."),
    )
    reason = PlainText(label=_("Why?"), max_length=2000, rows=3)
    into = InitiativeField(
        label=_("Into which initiative?"),
        required=False,
        help_text=_("Only when it is merged: the address of that initiative, or its title."),
    )
    lesson = PlainText(
        label=_("What would you tell someone who starts this tomorrow?"),
        max_length=4000,
        required=False,
        help_text=_("What you tried, what happened, what you would do now. Things that failed are worth most."),
    )
    lesson_in_team = OneOf(
        label=_("Who may read this lesson?"),
        choices=[
            ("team", _("Only the team and the leads of the space")),
            ("all", _("Everyone who sees the initiative")),
        ],
        widget=forms.RadioSelect,
        initial="team",
    )

    def clean_lesson_in_team(self) -> bool:
        return self.cleaned_data["lesson_in_team"] == "team"

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if "into" in self.errors or "end" in self.errors:
            return data
        if data["end"] == End.MERGED and not data.get("into"):
            self.add_error("into", _("Say into which initiative it is merged."))
        if data["end"] != End.MERGED:
            data["into"] = None
        return data


class RingForm(forms.Form):
    ring = OneOf(label=_("Who can see it?"), choices=Ring.choices, widget=forms.RadioSelect)
    sure = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def __init__(self, sentences: dict[str, str], data: Any = None, **kwargs: Any):
        super().__init__(data, **kwargs)
        labels = dict(Ring.choices)
        ring = self.fields["ring"]
        assert isinstance(ring, OneOf)
        ring.choices = [(ring, f"{labels[ring]}: {words}") for ring, words in sentences.items()]
