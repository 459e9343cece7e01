"""From page to page nothing is skipped and nothing comes twice, in both directions and in every order."""

import pytest
from django.utils import timezone

from vliegwiel.initiatives.models import Initiative
from vliegwiel.overview.cursor import Cursor
from vliegwiel.overview.filters import Filters
from vliegwiel.overview.paging import page_of
from vliegwiel.overview.selection import selected

COLUMNS = ("code", "title", "changed_at")


def walked(filters, *, size=7, back=False, found=None):
    """All codes, page by page, to the end; or from the end back to the beginning."""
    codes, pages = [], 0
    page = page_of(None, filters, found, COLUMNS, size)
    while True:
        pages += 1
        assert pages < 50
        found_codes = [row["code"] for row in page.rows]
        codes = found_codes + codes if back else codes + found_codes
        cursor = page.before if back else page.after
        if cursor is None:
            return codes
        page = page_of(None, filters.at(cursor), found, COLUMNS, size)


@pytest.mark.parametrize("sort", ["nieuw", "oud", "titel"])
def test_walking_on_gives_everything_once(more, sort):
    more(30)
    codes = walked(Filters(sort=sort))
    assert sorted(codes) == sorted(selected(None, Filters()).values_list("code", flat=True))
    assert len(set(codes)) == len(codes) == 32


@pytest.mark.parametrize("sort", ["nieuw", "oud", "titel"])
def test_walking_back_gives_the_same_in_the_same_order(more, sort):
    more(30)
    codes = walked(Filters(sort=sort))
    last = Initiative.objects.get(code=codes[-1])
    start = Filters(sort=sort, cursor=Cursor(is_back=True, code=last.code, moment=last.changed_at))
    assert walked(start, back=True) == codes[:-1]


def test_titles_are_sorted_without_regard_for_capitals(more):
    more(2, title="zebra {}")
    more(2, source="twee", title="Aap {}")
    titles = [row["title"].lower() for row in page_of(None, Filters(sort="titel"), None, COLUMNS).rows]
    assert titles == sorted(titles)


def test_a_page_ends_at_the_end(more):
    more(5)
    assert page_of(None, Filters(), None, COLUMNS, 7).after is None
    more(1, source="nog een")
    assert page_of(None, Filters(), None, COLUMNS, 7).after is not None


def test_beyond_the_last_row_there_is_nothing(more):
    rows = more(3)
    last = page_of(None, Filters(sort="oud"), None, COLUMNS).rows[-1]
    page = page_of(None, Filters(sort="oud", cursor=Cursor(False, last["code"], last["changed_at"])), None, COLUMNS)
    assert page.rows == []
    assert rows


def test_a_row_that_is_gone_loses_nothing_by_moment(more):
    rows = more(20)
    gone = Cursor(False, "zzzzzzzz", rows[0].changed_at)
    page = page_of(None, Filters(cursor=gone), None, COLUMNS, 50)
    assert {row.code for row in rows} <= {row["code"] for row in page.rows}
    assert not page.is_lost


def test_a_row_that_is_gone_leads_to_the_first_page_by_title(more):
    more(20)
    page = page_of(None, Filters(sort="titel", cursor=Cursor(False, "zzzzzzzz", timezone.now())), None, COLUMNS)
    assert page.is_lost
    assert page.rows == page_of(None, Filters(sort="titel"), None, COLUMNS).rows


def test_a_row_that_one_may_not_see_says_nothing_about_its_place(world, more):
    more(20)
    hidden = world.initiatives["secret"]
    page = page_of(None, Filters(sort="titel", cursor=Cursor(False, hidden.code, timezone.now())), None, COLUMNS)
    assert page.is_lost


def test_a_ranking_is_walked_in_its_own_order(more):
    ids = [row.pk for row in more(30)][::-1]
    codes = dict(Initiative.objects.values_list("pk", "code"))
    ranked = [codes[pk] for pk in ids]
    assert walked(Filters(words="x"), found=ids) == ranked
    assert walked(Filters(words="x", cursor=Cursor(is_back=True, place=30)), found=ids, back=True) == ranked


def test_a_ranking_with_holes_fills_its_pages(world, more):
    rows = more(30)
    ids = [world.initiatives["secret"].pk] * 40 + [row.pk for row in rows]
    page = page_of(None, Filters(words="x"), ids, COLUMNS, 10)
    assert [row["code"] for row in page.rows] == [row.code for row in rows[:10]]
