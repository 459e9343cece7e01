"""Counts from tallies are those that counting the visible rows would give, for everyone, also after changes."""

from collections import Counter

import pytest
from django.db import connection

from tests.cast import VIEWERS, move_in
from tests.kept import kept
from vliegwiel.initiatives import actions
from vliegwiel.initiatives.audience import set_audience
from vliegwiel.initiatives.counting import counts, total
from vliegwiel.initiatives.models import Initiative, Tally
from vliegwiel.spaces.journey import Ring


@pytest.fixture
def world(db):
    """The named world whole: initiatives in every ring."""
    return kept(move_in)


def counted_by_hand(viewer):
    seen = list(Initiative.objects.visible_to(viewer).standing())
    found = {
        "all": Counter(len(seen) * [""]),
        "kind": Counter(one.kind for one in seen),
        "space": Counter(str(one.space_id) for one in seen),
        "organisation": Counter(str(pk) for one in seen for pk in one.organisation_ids),
        "theme": Counter(str(pk) for one in seen for pk in one.theme_ids),
    }
    return {facet: dict(numbers) for facet, numbers in found.items() if numbers}


def counted(viewer):
    facets = ["all", "kind", "space", "organisation", "theme"]
    return {facet: numbers for facet, numbers in counts(viewer, facets).items() if numbers}


@pytest.mark.parametrize("name", VIEWERS)
def test_everyone_gets_the_counts_of_what_they_see(world, name):
    viewer = world.person(name)
    assert counted(viewer) == counted_by_hand(viewer)


@pytest.mark.parametrize("ring", Ring.values)
def test_counts_follow_a_change_of_readers(world, ring):
    for initiative in world.initiatives.values():
        Initiative.objects.filter(pk=initiative.pk).update(ring=ring)
        initiative.refresh_from_db()
        set_audience(initiative)
    for name in VIEWERS:
        viewer = world.person(name)
        assert counted(viewer) == counted_by_hand(viewer), name


def test_putting_counts_together_changes_no_count(world):
    before = {name: counted(world.person(name)) for name in VIEWERS}
    for function in ("put_counts_together", "count_again"):
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT initiatives_{function}()")
        assert {name: counted(world.person(name)) for name in VIEWERS} == before


def test_no_tally_is_kept_for_one_team(world):
    assert [
        one.audience for one in Tally.objects.all() if any(token.startswith("init:") for token in one.audience)
    ] == []


def test_of_organisations_one_can_ask_for_those_with_most(world):
    every = counts(None)
    few = counts(None, most=2)
    best = sorted(every["organisation"].items(), key=lambda pair: (-pair[1], pair[0]))[:2]
    assert list(few["organisation"].items()) == best
    assert few["kind"] == every["kind"]
    assert total(few) == total(every)


@pytest.mark.parametrize("ring", [Ring.TEAM, Ring.ORGANISATION, Ring.NETWORK])
def test_someone_from_outside_in_the_team_is_counted_with_what_they_see(world, ring):
    initiative = next(one for one in world.initiatives.values() if one.team.exists())
    Initiative.objects.filter(pk=initiative.pk).update(ring=ring)
    initiative.refresh_from_db()
    set_audience(initiative)
    before = total(counts(world.person("stranger")))
    lead = initiative.team.filter(role="lead").first().person
    actions.give_role(initiative, by=lead, person=world.people["stranger"], role="member")
    stranger = world.person("stranger")
    assert total(counts(stranger)) == before + 1
    assert counted(stranger) == counted_by_hand(stranger)
