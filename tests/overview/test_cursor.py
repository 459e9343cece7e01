"""A place in the list survives the address; anything else is refused."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vliegwiel.core.codes import ALPHABET
from vliegwiel.overview.cursor import Cursor, cursor_from

MOMENTS = st.datetimes(datetime(1970, 1, 1), datetime(2200, 1, 1), timezones=st.just(UTC))


@given(st.booleans(), st.text(ALPHABET, min_size=8, max_size=8), MOMENTS)
def test_a_row_is_found_back(is_back, code, moment):
    cursor = Cursor(is_back, code, moment)
    name, value = cursor.pair
    assert cursor_from(**{"after": "", "before": "", {"na": "after", "voor": "before"}[name]: value}) == cursor


@given(st.integers(0, 99_999))
def test_a_place_in_a_ranking_is_found_back(place):
    assert cursor_from(Cursor(place=place).pair[1], "") == Cursor(place=place)


@pytest.mark.parametrize(
    "value", ["x", "p", "p-1", "1.2", "fffffffffffffff.abcdefgh", "0.abcdefg1", "٣.abcdefgh", "p٣"]
)
def test_anything_else_is_refused(value):
    with pytest.raises(ValueError, match=re.escape(value)):
        cursor_from(value, "")


def test_no_cursor_is_no_cursor():
    assert cursor_from("", "") is None


def test_a_moment_keeps_its_microseconds():
    moment = datetime(2026, 11, 21, 12, 0, 0, 123_457, tzinfo=UTC)
    assert cursor_from(Cursor(False, "abcdefgh", moment).pair[1], "").moment - moment == timedelta(0)
