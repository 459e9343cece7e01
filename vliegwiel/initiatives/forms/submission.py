"""The three short steps of a submission."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vliegwiel.core.fields import OneOf, PlainLine, PlainText, RowChoice, RowsChoice, chooser
from vliegwiel.people.models import Organisation, Person
from vliegwiel.spaces.journey import Ring, is_wider
from vliegwiel.spaces.models import Space

from ..journey import Kind
from ..models import Theme

TEXT = 8000
RINGS = [("", _("The same people as the space")), *Ring.choices]


class QuestionStep(forms.Form):
    """Needs first: the question and for whom, before anything else."""

    question = PlainText(
        label=_("What is the question?"),
        help_text=_("In your own words. What does someone run into?"),
        max_length=TEXT,
        rows=4,
    )
    for_whom = PlainText(
        label=_("For whom is it?"), help_text=_("Who notices it when this goes better?"), max_length=TEXT, rows=3
    )
    title = PlainLine(label=_("Give it a short title"), max_length=200)
    kind = OneOf(label=_("What is it now?"), choices=Kind.choices, widget=forms.RadioSelect, initial=Kind.IDEA)


class PlanStep(forms.Form):
    """What one knows already; nothing here is required."""

    summary = PlainText(label=_("What do you want to do, or what do you do?"), max_length=TEXT, rows=4, required=False)
    yields = PlainText(label=_("What does it yield?"), max_length=TEXT, rows=3, required=False)
    evidence = PlainText(
        label=_("How do you know that people need this?"),
        help_text=_("Whom did you ask? Not asked yet is fine too."),
        max_length=TEXT,
        rows=3,
        required=False,
    )
    themes = RowsChoice(label=_("Which themes fit?"), key="slug", required=False)

    def __init__(self, *args: Any, viewer: Person | None = None, **kwargs: Any):
        super().__init__(*args, **kwargs)
        chooser(self, "themes").offer(Theme.objects.visible_to(viewer).in_use())


class ReadersStep(forms.Form):
    """Where it stands, for whom one does it and who will read it, before it is placed."""

    organisation = RowChoice(label=_("For which organisation do you do this?"), empty_label=_("None"), required=False)
    space = RowChoice(label=_("In which space?"))
    ring = OneOf(label=_("Who may read it?"), choices=RINGS, widget=forms.RadioSelect, required=False)
    """Empty for as far as the space itself goes, whichever that is."""

    def __init__(self, *args: Any, spaces: list[Space], organisations: Sequence[Organisation] = (), **kwargs: Any):
        super().__init__(*args, **kwargs)
        space = chooser(self, "space")
        space.offer(spaces)
        space.choices = [(one.code, f"{one.name} ({one.get_ring_display().lower()})") for one in spaces]
        chooser(self, "organisation").offer(organisations)
        if not organisations:
            del self.fields["organisation"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        space, ring = cleaned.get("space"), cleaned.get("ring")
        if space and ring and is_wider(ring, space.ring):
            self.add_error("ring", _("This is wider than the space itself. Choose a smaller group, or another space."))
        return cleaned
