"""The numbers beside the filters are the numbers of what this viewer would get."""

from dataclasses import replace

import pytest

from tests.cast import VIEWERS
from vliegwiel.overview import counted as counting
from vliegwiel.overview.counted import counted
from vliegwiel.overview.filters import FACET_OF, Filters
from vliegwiel.overview.reading import read
from vliegwiel.overview.selection import selected

QUERIES = ["", "soort=voorziening", "soort=voorziening&soort=pilot", "thema=werk", "thema=werk&status=loopt", "getoetst=ja",
           "soort=pilot&getoetst=ja&thema=bestuur", "status=gestopt", "q=proef&soort=pilot"]  # fmt: skip


def expected(viewer, filters, found, name, key):
    """How many one would get with only this value of this filter, and all other filters as they are."""
    rows = selected(viewer, filters, found, without=name)
    one = {"soort": {"kind": key}, "fase": {"stage_id": key}, "ruimte": {"space_id": key}, "status": {"end": key},
           "getoetst": {"is_checked": True}, "bouwstenen": {"has_parts": True}}  # fmt: skip
    column = {"initiatiefnemer": "initiator_ids", "regio": "region_ids", "thema": "theme_ids"}
    column["organisatie"] = "organisation_ids"
    return rows.filter(**(one.get(name) or {f"{column[name]}__contains": [int(key)]})).count()


@pytest.mark.parametrize("query", QUERIES)
def test_every_number_is_what_that_choice_would_give(world, more, query):
    found = [row.pk for row in more(3)] if "q=" in query else None
    for who in VIEWERS:
        viewer = world.person(who)
        filters = read(query, viewer).filters
        numbers = counted(viewer, filters, found)
        assert numbers.total == selected(viewer, filters, found).count(), who
        not_in_the_panel = set() if filters.is_filtered else {"initiatiefnemer"}
        for name in set(FACET_OF) - {"getoetst", "bouwstenen"} - not_in_the_panel:
            for key, count in numbers.per[name].items():
                assert count == expected(viewer, filters, found, name, key), (who, name, key)


def test_beyond_the_limit_the_total_is_unknown_and_nothing_is_guessed(world, more, monkeypatch):
    more(9)
    monkeypatch.setattr(counting, "MOST", 5)
    two = read("soort=voorziening&fase=building", None).filters
    numbers = counted(None, two, None)
    assert numbers.total is None
    assert numbers.of("thema", "1") is None


def test_words_that_fit_more_than_is_looked_up_have_no_total_either(world, more):
    found = [row.pk for row in more(3)]
    numbers = counted(None, read("q=proef", None).filters, found, is_more=True)
    assert numbers.total is None
    assert numbers.of("thema", "1") is None


def test_one_value_of_one_filter_has_its_exact_total_even_then(world, more, monkeypatch):
    more(9)
    monkeypatch.setattr(counting, "MOST", 5)
    assert counted(None, read("soort=voorziening", None).filters, None).total == 9


def test_the_order_does_not_change_the_numbers(world, more):
    more(3)
    filters = read("soort=voorziening", None).filters
    assert counted(None, filters, None) == counted(None, replace(filters, sort="titel"), None)


def test_nothing_found_by_words_counts_nothing(world):
    assert counted(None, Filters(words="x"), []).total == 0
