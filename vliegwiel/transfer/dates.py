"""Dates as people and systems write them here, read as one day."""

from __future__ import annotations

import re
from datetime import date

from vliegwiel.transfer.cleaning import clean_line
from vliegwiel.transfer.sheets import N_, Sentence

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januari jan january",
            "februari feb february febr",
            "maart mrt mar march maa",
            "april apr",
            "mei may",
            "juni jun june",
            "juli jul july",
            "augustus aug august",
            "september sep sept",
            "oktober okt oct october",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[t ]\d{1,2}:\d{2}.*)?")
_COMPACT = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})")
_DAY_FIRST = re.compile(r"(\d{1,2})\s?[-/.]\s?(\d{1,2})\s?[-/.]\s?(\d{4}|\d{2})(?:,? \d{1,2}:\d{2}.*)?")
_IN_WORDS = re.compile(r"(?:[a-z]+,? )?(\d{1,2})(?:e|ste|de|th|st|nd|rd)?[ -]([a-z]+)\.?,?[ -](\d{4})(?:,? .{0,20})?")
_ENGLISH = re.compile(r"([a-z]+)\.? (\d{1,2})(?:th|st|nd|rd)?,? (\d{4})")
_ISO_MONTH = re.compile(r"(\d{4})-(\d{1,2})")
_MONTH_IN_WORDS = re.compile(r"([a-z]+)\.? (\d{4})")
_NOTATIONS = (
    (_ISO, (1, 2, 3)),
    (_COMPACT, (1, 2, 3)),
    (_DAY_FIRST, (3, 2, 1)),
    (_IN_WORDS, (3, 2, 1)),
    (_ENGLISH, (3, 1, 2)),
    (_ISO_MONTH, (1, 2, 0)),
    (_MONTH_IN_WORDS, (2, 1, 0)),
)
"""Each notation with the groups that hold year, month and day; 0 for the first of the month."""
_CENTURY_TURN = 70
"""26 is 2026, 85 is 1985."""
_FIRST_YEAR, _LAST_YEAR = 1900, 2100


class NotADate(ValueError):
    """The value is no date. `sentence` says what is expected."""

    def __init__(self, sentence: Sentence):
        super().__init__(str(sentence))
        self.sentence = sentence


def read_date(value: str) -> date:
    """The day meant by a Dutch, ISO or English notation; a month counts as its first day, 8/5 is 8 May.

    Raises NotADate.
    """
    text = clean_line(value[:200], limit=60).text.casefold()
    numbers = _day_numbers(text)
    if numbers is not None:
        year, month, day = numbers
        if _FIRST_YEAR <= year <= _LAST_YEAR:
            try:
                return date(year, month, day)
            except ValueError:
                pass
    raise NotADate(
        Sentence(
            N_("“%(value)s” is not a date. Write it as 31-12-2026 or 2026-12-31."),
            {"value": text[:40]},
        )
    )


def _day_numbers(text: str) -> tuple[int, int, int] | None:
    """Year, month and day as they stand in the text, which may be no real day yet."""
    for notation, (year, month, day) in _NOTATIONS:
        if found := notation.fullmatch(text):
            number = _MONTHS.get(found[month]) or (int(found[month]) if found[month].isdecimal() else 0)
            return _whole_year(found[year]), number, int(found[day]) if day else 1
    return None


def _whole_year(digits: str) -> int:
    year = int(digits)
    if len(digits) > 2:
        return year
    return year + (2000 if year < _CENTURY_TURN else 1900)
