"""Terms in working days, as the law counts them."""

from datetime import date

import pytest

from vliegwiel.core.working_days import easter_sunday, holidays, is_working_day, working_days_after


@pytest.mark.parametrize(
    ("year", "easter"), [(2008, (3, 23)), (2024, (3, 31)), (2026, (4, 5)), (2027, (3, 28)), (2038, (4, 25))]
)
def test_easter_falls_where_it_falls(year, easter):
    assert easter_sunday(year) == date(year, *easter)


def test_the_days_of_the_law_do_not_count():
    assert {day for day in holidays(2026) if day.weekday() < 5} == {
        date(2026, 1, 1), date(2026, 4, 3), date(2026, 4, 6), date(2026, 4, 27), date(2026, 5, 5), date(2026, 5, 14),
        date(2026, 5, 25), date(2026, 12, 25),
    }  # fmt: skip
    assert not is_working_day(date(2025, 4, 26))  # King's Day moves to Saturday when the 27th is a Sunday
    assert not is_working_day(date(2026, 11, 22))


@pytest.mark.parametrize(
    ("start", "number", "end"),
    [
        (date(2026, 11, 19), 1, date(2026, 11, 20)),
        (date(2026, 11, 20), 1, date(2026, 11, 23)),
        (date(2026, 11, 19), 5, date(2026, 11, 26)),
        (date(2026, 12, 24), 1, date(2026, 12, 28)),
        (date(2026, 12, 31), 2, date(2027, 1, 5)),
        (date(2026, 11, 22), 0, date(2026, 11, 22)),
    ],
)
def test_a_term_ends_on_a_working_day(start, number, end):
    assert working_days_after(start, number) == end
