"""Whatever stands in the address, it is read; what is kept is clean and bounded."""

from urllib.parse import urlencode

from hypothesis import example, given
from hypothesis import strategies as st

from vliegwiel.overview.address import LONGEST_VALUE, LONGEST_WORDS, MOST_VALUES, typed


@given(st.text(max_size=2_000))
@example("soort=%00&soort=\x00")
@example("q=" + "a" * 100_000)
@example("&".join(["thema=x"] * 5_000))
@example("%ff=%fe&q=%e2%80%aegpj")
def test_any_query_string_is_read(query):
    asked = typed(query)
    for name, values in asked.values.items():
        assert len(values) <= MOST_VALUES
        assert all(value and "\x00" not in value for value in values)
        assert all(len(value) <= (LONGEST_WORDS if name == "q" else LONGEST_VALUE) for value in values)


def test_double_and_empty_values_count_once_or_not():
    asked = typed("soort=pilot&soort=pilot&soort=&soort=+&soort=idee")
    assert asked.all("soort") == ("pilot", "idee")


def test_invisible_and_direction_characters_are_left_out():
    assert typed(urlencode({"q": "geld\u202e\u200b \x00lenen"})).first("q") == "geld lenen"


def test_unknown_names_are_remembered_to_be_said():
    assert typed("kleur=rood&soort=pilot").strange == ("kleur",)


def test_too_much_is_cut_and_said():
    asked = typed("q=" + "woord+" * 20_000)
    assert asked.was_cut
    assert len(asked.first("q")) <= LONGEST_WORDS
