"""Dates as people write them."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone
from django.utils.formats import date_format


def as_day(value: date | datetime | None) -> str:
    """`21 november 2026`; a moment is shown in the time zone of the installation. Empty when there is none."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        value = timezone.localtime(value).date()
    return date_format(value, "j F Y")


def as_moment(value: datetime | None) -> str:
    """`21 november 2026, 14:05`. Empty when there is none."""
    return "" if value is None else date_format(timezone.localtime(value), "j F Y, H:i")
