"""What people fill in about suggestions."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vliegwiel.core.fields import OneOf, PlainLine, PlainText, RowsChoice
from vliegwiel.initiatives.models import Initiative

from .journey import Unfit


class UnfitForm(forms.Form):
    """Why a suggestion does not fit."""

    reason = OneOf(label=_("Why does it not fit?"), choices=Unfit.choices, widget=forms.RadioSelect)
    note = PlainText(
        label=_("In your own words"),
        max_length=500,
        rows=3,
        required=False,
        help_text=_("Only for making better suggestions; it stands on no page."),
    )


class BundleForm(forms.Form):
    """Which ones are the same thing, and what it is called."""

    name = PlainLine(
        label=_("What is it called?"),
        help_text=_("Everyone who can see one of these reads this name. Take a word that is in their titles."),
    )
    initiatives = RowsChoice(
        label=_("Which ones?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least two.")},
    )

    def __init__(self, rows: Iterable[Initiative], data: Any = None, **kwargs: Any):
        super().__init__(data, **kwargs)
        field = self.fields["initiatives"]
        assert isinstance(field, RowsChoice)
        field.offer(rows)


class QuestionForm(forms.Form):
    """A question to a few people who may know."""

    title = PlainLine(label=_("Your question in one line"))
    text = PlainText(label=_("Tell more"), max_length=4000, required=False)
