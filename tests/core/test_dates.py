"""Dates as people write them, in the time of the installation."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from django.utils import translation

from vliegwiel.core.dates import as_day, as_moment

NEW_YEAR = datetime(2026, 12, 31, 23, 30, tzinfo=UTC)
"""Half past midnight in the Netherlands: the next day, the next year."""


@pytest.mark.parametrize(("language", "words"), [("nl", "21 november 2026"), ("en", "21 November 2026")])
def test_a_day_is_written_in_the_language_of_the_page(language, words):
    with translation.override(language):
        assert as_day(date(2026, 11, 21)) == words


@pytest.mark.parametrize(
    ("moment", "day", "hour"),
    [
        (NEW_YEAR, "1 januari 2027", "1 januari 2027, 00:30"),
        (datetime(2026, 7, 1, 22, 0, tzinfo=UTC), "2 juli 2026", "2 juli 2026, 00:00"),
        (datetime(2026, 3, 29, 0, 59, tzinfo=UTC), "29 maart 2026", "29 maart 2026, 01:59"),
        (datetime(2026, 3, 29, 1, 0, tzinfo=UTC), "29 maart 2026", "29 maart 2026, 03:00"),
        (datetime(2026, 10, 25, 1, 0, tzinfo=UTC), "25 oktober 2026", "25 oktober 2026, 02:00"),
        (datetime(2026, 1, 5, 9, 5, tzinfo=timezone(timedelta(hours=9))), "5 januari 2026", "5 januari 2026, 01:05"),
    ],
)
def test_a_moment_is_told_in_dutch_time_summer_and_winter(moment, day, hour):
    with translation.override("nl"):
        assert (as_day(moment), as_moment(moment)) == (day, hour)


def test_nothing_is_written_as_nothing():
    assert as_day(None) == as_moment(None) == ""


@pytest.mark.parametrize("year", [1, 1900, 9999])
def test_any_year_can_be_written(year):
    assert as_day(date(year, 1, 2)).startswith("2 januari")
