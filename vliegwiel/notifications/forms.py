"""Choosing how to hear of things."""

from __future__ import annotations

from datetime import time
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vliegwiel.core.fields import OneOf

from .journey import Group, Pace


class WishesForm(forms.Form):
    """Per group how soon, and the hours without mail."""

    def __init__(self, paces: dict[Group, Pace], quiet: tuple[time, time], data: Any = None):
        hours = {"quiet_from": quiet[0], "quiet_until": quiet[1]}
        super().__init__(data, initial={str(group): pace for group, pace in paces.items()} | hours)
        for group in Group:
            self.fields[str(group)] = OneOf(label=group.label, choices=Pace.choices)
        for name, label in (("quiet_from", _("No mail from")), ("quiet_until", _("until"))):
            self.fields[name] = HourField(label=label)

    @property
    def of_groups(self) -> list[forms.BoundField]:
        return [self[str(group)] for group in Group]

    def wished(self) -> dict[str, Any]:
        """As the action wants it."""
        given = self.cleaned_data
        return {
            "paces": {str(group): given[str(group)] for group in Group},
            "quiet_from": given["quiet_from"],
            "quiet_until": given["quiet_until"],
        }


class HourField(OneOf):
    """A whole hour of the day."""

    def __init__(self, **kwargs: Any):
        super().__init__(choices=[(f"{hour:02}:00", f"{hour:02}:00") for hour in range(24)], **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return f"{value:%H}:00" if isinstance(value, time) else value

    def clean(self, value: Any) -> time:
        return time.fromisoformat(super().clean(value))
