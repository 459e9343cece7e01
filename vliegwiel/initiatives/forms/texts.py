"""The texts of an initiative, with its kind, themes and region."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _

from vliegwiel.core.fields import LINE, OneOf, PlainLine, PlainText, RowChoice, RowsChoice, chooser
from vliegwiel.people.models import Region

from ..journey import CANVAS_FIELDS, PLAN_FIELDS, TEXT_FIELDS, Kind
from ..models import Initiative, Theme

HINTS = {
    "question": _("In the words of the people who have it."),
    "for_whom": _("Who has something to gain when this works?"),
    "evidence": _("Whom did you ask, what did you see or count?"),
    "tried": _("Also what did not work: it saves another the trouble."),
    "summary": _("As you would tell it to a neighbour."),
}


def text_field(name: str) -> PlainText:
    """A long text of the initiative, under the name that the model gives it."""
    column = Initiative._meta.get_field(name)
    assert isinstance(column, models.TextField)
    return PlainText(label=column.verbose_name, help_text=HINTS.get(name, ""), required=False, rows=4)


class EditForm(forms.Form):
    """Everything that can be rewritten, and the version from which the person started."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2**31 - 1)
    title = PlainLine(label=_("Title"), max_length=LINE, help_text=_("One sentence that a stranger understands."))
    kind = OneOf(label=_("Kind"), choices=Kind.choices)
    themes = RowsChoice(label=_("Themes"), key="slug", required=False)
    region = RowChoice(label=_("Region"), required=False, empty_label=_("No region of its own"))

    def __init__(self, initiative: Initiative, data: Mapping[str, Any] | None = None, **kwargs: Any):
        super().__init__(data, **kwargs)
        self.fields |= {name: text_field(name) for name in (*CANVAS_FIELDS, *PLAN_FIELDS)}
        used = Theme.objects.filter(pk__in=initiative.theme_ids)
        chooser(self, "themes").offer((Theme.objects.in_use() | used).order_by("name_nl"))
        chooser(self, "region").offer(Region.objects.all())

    @classmethod
    def of(cls, initiative: Initiative) -> EditForm:
        """Filled with how it stands now."""
        values = {name: getattr(initiative, name) for name in (*TEXT_FIELDS, "kind", "version")}
        form = cls(initiative)
        ids = set(initiative.theme_ids)
        form.initial = values | {
            "themes": [slug for slug, theme in chooser(form, "themes").rows.items() if theme.pk in ids],
            "region": initiative.region.code if initiative.region else "",
        }
        return form

    def canvas(self) -> list[forms.BoundField]:
        return [self[name] for name in CANVAS_FIELDS]

    def plan(self) -> list[forms.BoundField]:
        return [self[name] for name in PLAN_FIELDS]

    def changes(self) -> dict[str, Any]:
        """What the action `edit` takes."""
        data = self.cleaned_data
        texts = {name: data[name] for name in TEXT_FIELDS}
        return {"texts": texts} | {name: data[name] for name in ("version", "kind", "themes", "region")}

    def as_kept(self) -> dict[str, Any]:
        """What was typed, as a revision would keep it, to compare with what others saved."""
        data = self.cleaned_data
        return {name: data[name] for name in (*TEXT_FIELDS, "kind")} | {
            "themes": sorted(theme.name_nl for theme in data["themes"]),
            "region": str(data["region"] or ""),
        }

    @classmethod
    def again(cls, initiative: Initiative, kept: Mapping[str, Any]) -> EditForm:
        """Filled with values as a revision keeps them, to be saved over the version of now."""
        form = cls(initiative)
        themes, regions = chooser(form, "themes").rows, chooser(form, "region").rows
        form.initial = dict(kept) | {
            "version": initiative.version,
            "themes": [slug for slug, theme in themes.items() if theme.name_nl in kept["themes"]],
            "region": next((code for code, region in regions.items() if region.name == kept["region"]), ""),
        }
        return form
