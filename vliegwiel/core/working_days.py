"""Working days in the Netherlands: not in the weekend, and not on a holiday of the law on time limits.

Algemene termijnenwet, article 3: New Year's Day, Good Friday, Easter Monday, Ascension Day, Whit Monday, the King's
birthday as it is celebrated, 5 May, and both Christmas days.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

ONE_DAY = timedelta(days=1)
SATURDAY = 5


@cache
def holidays(year: int) -> frozenset[date]:
    """The weekdays of this year that do not count in a term; those in a weekend do no harm here."""
    easter = easter_sunday(year)
    king = date(year, 4, 27)
    days = {date(year, 1, 1), date(year, 5, 5), date(year, 12, 25), date(year, 12, 26)}
    days.add(king - ONE_DAY if king.weekday() == SATURDAY + 1 else king)
    days |= {easter + timedelta(days=after) for after in (-2, 1, 39, 50)}  # Good Friday, Monday, Ascension, Whit Monday
    return frozenset(days)


def easter_sunday(year: int) -> date:
    """By the anonymous Gregorian rule (Meeus, Jones, Butcher)."""
    golden, (century, rest) = year % 19, divmod(year, 100)
    skipped, leaps = divmod(century, 4)
    shift = (century - (century + 8) // 25 + 1) // 3
    moon = (19 * golden + century - skipped - shift + 15) % 30
    quarter, odd = divmod(rest, 4)
    weekday = (32 + 2 * leaps + 2 * quarter - moon - odd) % 7
    late = (golden + 11 * moon + 22 * weekday) // 451
    month, day = divmod(moon + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def is_working_day(day: date) -> bool:
    return day.weekday() < SATURDAY and day not in holidays(day.year)


def working_days_after(day: date, number: int) -> date:
    """The day that lies this many working days after `day`; `day` itself does not count."""
    for _each in range(number):
        day += ONE_DAY
        while not is_working_day(day):
            day += ONE_DAY
    return day
