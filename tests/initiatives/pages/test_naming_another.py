"""Naming another initiative in a form: by its address, its code or words of its title; never one that was not meant."""

import pytest

from vliegwiel.initiatives import actions
from vliegwiel.initiatives.models import Initiative
from vliegwiel.matching import search

from ..conftest import now, place
from .test_forms import address


@pytest.fixture
def searched(world, own_index):
    """What search finds is what stands in the world now."""
    return lambda: search.bring_up_to_date(alone=True)


@pytest.mark.parametrize("typed", ["{code}", "https://x.nl{address}", "lakken zonder HANDWERK", "Lakken"])
def test_merging_finds_the_other_by_address_code_or_title(world, as_, searched, typed):
    searched()
    into = typed.format(code=world.pilot.code, address=world.pilot.get_absolute_url())
    data = {"end": "merged", "reason": "Samen.", "into": into, "lesson_in_team": "team"}
    assert as_(world.lead).post(address(world.public, "end"), data).status_code == 302
    assert world.public.endings.get().into == world.pilot


def test_the_whole_title_is_enough_before_search_has_read_it(world, as_, searched):
    data = {"end": "merged", "reason": "Samen.", "into": world.pilot.title, "lesson_in_team": "team"}
    assert as_(world.lead).post(address(world.public, "end"), data).status_code == 302


def test_what_only_resembles_the_words_is_offered_and_never_meant(world, as_, searched):
    searched()
    data = {"end": "merged", "reason": "Samen.", "into": "lakken met handwerk", "lesson_in_team": "team"}
    answer = as_(world.lead).post(address(world.public, "end"), data)
    assert answer.status_code == 200
    assert f'value="{world.pilot.code}"' in answer.content.decode()
    assert not Initiative.objects.get(pk=world.public.pk).is_ended


def test_several_that_fit_become_a_choice(world, as_, searched):
    actions.edit(world.pilot, by=now(world.lead), version=1, texts={"title": "Brieven lakken"})
    place(world, world.square, "Brieven schrijven")
    searched()
    data = {"end": "merged", "reason": "Samen.", "into": "brieven", "lesson_in_team": "team"}
    text = as_(world.lead).post(address(world.public, "end"), data).content.decode()
    assert f'value="{world.pilot.code}"' in text
    assert as_(world.lead).post(address(world.public, "end"), data | {"into": world.pilot.code}).status_code == 302


def test_one_that_is_not_seen_cannot_be_found(world, as_):
    hidden = place(world, world.space, "Geheim plan", ring="team")
    own = actions.submit(world.square, by=now(world.stranger), title="Eigen", kind="idea")
    data = {"end": "merged", "reason": "Samen.", "lesson_in_team": "team"}
    for typed in (hidden.code, hidden.title, hidden.get_absolute_url()):
        text = as_(world.stranger).post(address(own, "end"), data | {"into": typed}).content.decode()
        assert "We vinden geen initiatief" in text
