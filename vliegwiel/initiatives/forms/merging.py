"""Merging two initiatives."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vliegwiel.core.fields import OneOf, PlainText

from ..models import Initiative


class MergeForm(forms.Form):
    """Which of the two goes into the other, and why they are the same."""

    stays = OneOf(label=_("Which one stays?"), choices=[], widget=forms.RadioSelect)
    reason = PlainText(
        label=_("Why are they the same?"), max_length=2000, rows=3, help_text=_("It stays in the history of both.")
    )

    def __init__(self, can_stay: Mapping[str, Initiative], data: Any = None):
        """`can_stay`: those that may stay, by code."""
        super().__init__(data, initial={"stays": next(iter(can_stay), "")})
        stays = self.fields["stays"]
        assert isinstance(stays, OneOf)
        stays.choices = [(code, one.title) for code, one in can_stay.items()]


class AnswerForm(forms.Form):
    answer = PlainText(label=_("Why not?"), max_length=2000, rows=3, required=False)
