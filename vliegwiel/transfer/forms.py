"""The file, and what fills what."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vliegwiel.core.fields import OneOf, PlainLine, RowChoice
from vliegwiel.people.models import Person

from . import queries
from .mapping import ColumnMapping
from .sheets import Sheet
from .targets import TARGETS
from .wording import target_label

LEFT_OUT = _("Leave out")


class UploadForm(forms.Form):
    space = RowChoice(
        label=_("Space"), empty_label=_("Choose a space"), help_text=_("What you import will stand in this space.")
    )
    file = forms.FileField(
        label=_("File"),
        max_length=None,
        help_text=_("CSV, Excel (.xlsx) or JSON, at most 50 MB. The first row holds the names of the columns."),
    )

    def __init__(self, *args: Any, person: Person, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["space"].offer(queries.spaces_to_import_into(person))  # type: ignore[attr-defined]
        self.fields["file"].widget.attrs["accept"] = ".csv,.xlsx,.json"


class MappingForm(forms.Form):
    """A choice per column; fields are called after the place of the column, whatever its name is."""

    source = PlainLine(
        label=_("Source"),
        max_length=60,
        help_text=_(
            "A short word for where this comes from. Next time, use the same word: rows with the same number from the "
            "same source are the same initiative, and are brought up to date."
        ),
    )

    def __init__(
        self,
        sent: Mapping[str, Any] | None = None,
        *,
        sheet: Sheet,
        mapping: ColumnMapping,
        source: str,
        hints: Mapping[str, str],
    ):
        super().__init__(sent, initial={"source": source})
        self.columns = {f"kolom-{place}": column for place, column in enumerate(sheet.columns)}
        if len(sheet.sheets) > 1:
            self.fields["sheet"] = OneOf(
                label=_("Sheet"), choices=[(name, name) for name in sheet.sheets], initial=sheet.chosen
            )
        choices = [("", LEFT_OUT), *((target.key, target_label(target.key)) for target in TARGETS)]
        for name, column in self.columns.items():
            initial = mapping.target_of(column) or ""
            self.fields[name] = OneOf(
                label=column, choices=choices, required=False, initial=initial, help_text=hints.get(column, "")
            )

    @property
    def column_fields(self) -> list[forms.BoundField]:
        """The field of each column, in the order of the file."""
        return [self[name] for name in self.columns]

    @property
    def mapping(self) -> dict[str, str | None]:
        """Column to target, as chosen."""
        return {column: self.cleaned_data[name] or None for name, column in self.columns.items()}
