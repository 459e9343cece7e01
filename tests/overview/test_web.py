"""The web without pages: neighbourhoods, ways, bridges, and places that stay."""

import pytest
from django.utils import timezone

from vliegwiel.core.answers import Refused
from vliegwiel.overview import actions, rules, tasks
from vliegwiel.overview.models import Position
from vliegwiel.overview.web.bridges import bridges, cut_points
from vliegwiel.overview.web.graph import INITIATED, REUSES, TAKES_PART, Graph, Tie
from vliegwiel.overview.web.layout import beginnings, places_of, settled


def o(number):
    return ("o", number)


def i(number):
    return ("i", number)


def tied(*pairs):
    return Graph([Tie(one, other, TAKES_PART) for one, other in pairs])


CHAIN = tied((o(1), i(1)), (o(2), i(1)), (o(2), i(2)), (o(3), i(2)))
"""Three organisations in a row, of which the second links the others."""


def test_those_with_most_ties_come_first():
    assert CHAIN.nodes[:3] == [i(1), i(2), o(2)]


def test_a_tie_between_two_stands_there_once():
    graph = Graph([Tie(o(1), i(1), INITIATED), Tie(o(1), i(1), TAKES_PART), Tie(i(1), o(1), REUSES)])
    assert [tie.kind for tie in graph.ties.values()] == [INITIATED]


def test_a_neighbourhood_reaches_as_many_steps_as_asked():
    assert set(CHAIN.around([o(1)], 1)) == {o(1), i(1)}
    assert set(CHAIN.around([o(1)], 2)) == {o(1), i(1), o(2)}
    assert CHAIN.around([o(9)], 2) == [o(9)]


def test_a_way_is_the_shortest_and_none_when_there_is_none():
    assert CHAIN.path(o(1), o(3)) == [o(1), i(1), o(2), i(2), o(3)]
    assert CHAIN.path(o(1), o(9)) == []
    short = tied(*CHAIN.ties, (o(1), i(2)))
    assert short.path(o(1), o(3)) == [o(1), i(2), o(3)]


def test_who_links_groups_without_other_ties_is_a_bridge():
    [bridge] = bridges(CHAIN)
    assert bridge.key == o(2)
    assert set(bridge.groups) == {o(1), o(3)}
    assert bridges(tied(*CHAIN.ties, (o(1), i(2)))) == []


def test_what_a_web_falls_apart_without_is_what_a_slow_count_says():
    graph = tied(*((o(n % 7), i(n * n % 11)) for n in range(40)), (o(50), i(1)), (o(50), i(51)), (o(52), i(51)))
    assert cut_points(graph) == {key for key in graph.nodes if len(graph.parts_without(key)) > 1}


def test_the_same_web_has_the_same_places():
    assert places_of(CHAIN, {}) == places_of(tied(*reversed(CHAIN.ties)), {})


def test_only_what_is_new_moves():
    kept = {o(1): (0.0, 0.0), i(1): (5.0, 5.0)}
    begun = beginnings(CHAIN, kept)
    found = settled(CHAIN, begun, rounds=20, moving=[key for key in CHAIN.nodes if key not in kept])
    assert {key: found[key] for key in kept} == kept
    assert found[o(3)] != begun[o(3)]


def test_the_job_gives_places_once_and_only_for_what_everyone_sees(world):
    tasks.lay_out(0)
    first = list(Position.objects.order_by("id").values_list("kind", "target_id", "x", "y"))
    tasks.lay_out(0)
    assert list(Position.objects.order_by("id").values_list("kind", "target_id", "x", "y")) == first
    placed = {(kind, pk) for kind, pk, _x, _y in first}
    assert i(world.initiatives["letters"].pk) in placed
    for hidden in ("verify", "intake", "secret"):
        assert i(world.initiatives[hidden].pk) not in placed


@pytest.mark.parametrize(("who", "may"), [("visitor", True), ("operator", False), ("lead", False)])
def test_only_the_job_lays_out(world, who, may):
    person = world.person(who)
    assert bool(rules.may_lay_out(person, None)) is may
    if not may:
        with pytest.raises(Refused):
            actions.lay_out(None, by=person, at=timezone.now(), places={o(1): (0.0, 0.0)})
