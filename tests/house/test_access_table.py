"""All permissions on one sheet, tests/access.txt: a loosened rule is a changed word there, that someone reads."""

import os

import pytest

from tests.canary.crawl import all_names
from tests.cast import VIEWERS
from tests.house.access import ONLY_POST, SHEET, lines, outcome, parameters, written


@pytest.fixture
def town(world, own_index, own_files):
    return world


def test_who_can_open_what_stands_on_the_sheet(town, signed_in, client, tmp_path):
    asked = lines(town, tmp_path)
    got = {line: [] for line in asked}
    for name in VIEWERS:
        browser = client if name == "visitor" else signed_in(town.person(name))
        for line in asked:
            got[line].append(_look(browser, line, got))
    now = written(list(got.items()))
    if os.environ.get("UPDATE_ACCESS"):
        SHEET.write_text(now, encoding="utf-8")
    before = SHEET.read_text(encoding="utf-8").splitlines()
    changed = [line for line in now.splitlines() if line not in before]
    gone = [line for line in before if line not in now.splitlines()]
    assert (changed, gone) == ([], []), "read what changed; if it is meant: UPDATE_ACCESS=1"


def _look(browser, line, got) -> str:
    """What one person gets. A page for a button alone says so before it looks who asks: once is enough."""
    first = next(words for one, words in got.items() if one.name == line.name)
    if first[:1] == [ONLY_POST]:
        return ONLY_POST
    answer = browser.get(line.address)
    if answer.streaming:
        list(answer.streaming_content)  # to its end: closing it half-way would close the connection of the test too
    return outcome(answer)


def test_every_address_has_a_line_on_the_sheet():
    sheet = SHEET.read_text(encoding="utf-8")
    assert {name for name in all_names() if f"\n{name} " not in sheet} == set()
    assert set(parameters()) == all_names()
