"""Dates as people write them."""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language


def as_day(value: date | datetime | None) -> str:
    """`21 november 2026`; a moment is shown in the time zone of the installation. Empty when there is none."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        value = timezone.localtime(value).date()
    return _written(value, "j F Y", get_language())


def as_moment(value: datetime | None) -> str:
    """`21 november 2026, 14:05`. Empty when there is none."""
    if value is None:
        return ""
    minute = timezone.localtime(value).replace(second=0, microsecond=0, tzinfo=None)
    return _written(minute, "j F Y, H:i", get_language())


@lru_cache(maxsize=4096)
def _written(value: date, form: str, language: str | None) -> str:
    """The same days stand on many pages."""
    return date_format(value, form)
