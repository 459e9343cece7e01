"""Where parties stand in the pictures: inside, apart from each other, and the arrow where it should lead."""

from types import SimpleNamespace

import pytest

from vliegwiel.stakeholders import drawing


def row(support=3, influence=3, wished=3):
    return SimpleNamespace(support=support, influence=influence, wished=wished)


def test_more_support_is_further_right_and_more_influence_is_higher():
    low, high = drawing.quadrant([row(1, 1), row(5, 5)])
    assert low.x < high.x
    assert low.y > high.y


@pytest.mark.parametrize("many", [1, 2, 4, 9, 60])
def test_marks_stay_inside_and_up_to_four_alike_stand_apart(many):
    marks = drawing.quadrant([row(5, 5, 1) for _each in range(many)])
    assert [mark.number for mark in marks] == list(range(1, many + 1))
    assert all(17 <= mark.x <= drawing.SIDE - 17 and 17 <= mark.y <= drawing.SIDE - 17 for mark in marks)
    if many <= 4:
        assert all(abs(a.x - b.x) >= 34 or abs(a.y - b.y) >= 34 for a in marks for b in marks if a is not b)
        assert len({(mark.x, mark.y) for mark in marks}) == many


def test_an_arrow_leads_to_the_support_one_wishes():
    up, down, none = drawing.quadrant([row(2, 1, 4), row(4, 2, 1), row(3, 3, 3)])
    assert up.is_moving
    assert up.to_x > up.x
    assert down.to_x < down.x
    assert not none.is_moving


@pytest.mark.parametrize("many", [0, 1, 3, 14, 60])
def test_everything_in_a_web_has_a_place_of_its_own(many):
    spokes = drawing.web((number, 1) for number in range(many))
    assert len({(spoke.x, spoke.y) for spoke in spokes}) == many
    assert all(0 < spoke.x < drawing.WEB_SIDE and 0 < spoke.y < drawing.WEB_SIDE for spoke in spokes)


@pytest.mark.parametrize("odd", ["", " ", "x" * 300, "een twee drie " * 40])
def test_a_name_in_the_middle_has_a_few_short_lines(odd):
    lines = drawing.lines(odd)
    assert 1 <= len(lines) <= 4
    assert all(len(line) <= 16 for line in lines)
