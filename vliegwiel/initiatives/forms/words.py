"""The words that operators and space leads keep: themes and tracks."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vliegwiel.core.fields import PlainLine, PlainText

MOST_STAGES = 8


class NewThemeForm(forms.Form):
    name_nl = PlainLine(label=_("Name in Dutch"), max_length=80)
    name_en = PlainLine(label=_("Name in English"), max_length=80)


class ThemeForm(NewThemeForm):
    is_retired = forms.BooleanField(
        label=_("Retired"), required=False, help_text=_("Stays where it was used, and is no longer offered.")
    )


class TrackForm(forms.Form):
    """The name of the track, and up to eight stages in their order."""

    name = PlainLine(label=_("Name of the track"), max_length=80)

    def __init__(self, data: Any = None):
        super().__init__(data)
        for number in range(1, MOST_STAGES + 1):
            self.fields[f"stage_{number}"] = PlainLine(
                label=_("Stage %(number)s") % {"number": number}, max_length=80, required=number <= 2
            )
            self.fields[f"next_step_{number}"] = PlainText(
                label=_("Next step in stage %(number)s") % {"number": number}, max_length=500, rows=2, required=False
            )

    def clean(self) -> dict[str, Any]:
        """`name` and `stages`, as the action takes them; empty rows are left out."""
        data = super().clean() or {}
        if self.errors:
            return data
        rows = [
            {"name": data[f"stage_{number}"], "next_step": data[f"next_step_{number}"]}
            for number in range(1, MOST_STAGES + 1)
        ]
        return {"name": data["name"], "stages": [row for row in rows if row["name"]]}

    def rows(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        return [(self[f"stage_{number}"], self[f"next_step_{number}"]) for number in range(1, MOST_STAGES + 1)]
