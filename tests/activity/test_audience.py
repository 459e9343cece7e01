"""Seeing: one token in common is enough, and nothing else is."""

from dataclasses import dataclass, field

import pytest

from vliegwiel.activity import audience
from vliegwiel.activity.audience import tokens_of
from vliegwiel.activity.models import Activity
from vliegwiel.activity.prepared import Prepared


@dataclass
class Looks:
    tokens: list[str] = field(default_factory=list)


def line(*tokens):
    return Activity.objects.create(
        kind="test.made", at="2026-11-22T12:00Z", target_type="x.y", target_id=1, audience=list(tokens)
    )


SEEN = Prepared(Activity.objects.visible_to)


@pytest.mark.parametrize(
    ("readers", "viewer", "sees"),
    [
        (["public"], None, True),
        (["public"], Looks(), True),
        (["net"], None, False),
        (["net"], Looks(["net"]), True),
        (["net"], Looks(["org:1"]), False),
        (["org:1"], Looks(["org:1", "net"]), True),
        (["org:1"], Looks(["org:11"]), False),
        (["org:11"], Looks(["org:1"]), False),
        (["space:1"], Looks(["lead:1"]), False),
        (["init:3", "lead:2"], Looks(["lead:2"]), True),
        (["person:5"], Looks(["person:5"]), True),
        (["person:5"], Looks(["org:5", "space:5", "init:5"]), False),
        ([], Looks(["net", "org:1"]), False),
        ([], None, False),
        (["%"], Looks(["net"]), False),
        (["public "], None, False),
    ],
)
def test_one_token_in_common_is_enough_and_nothing_else_is(db, readers, viewer, sees):
    line(*readers)
    assert Activity.objects.visible_to(viewer).exists() is sees
    assert bool(SEEN(viewer)) is sees


def test_a_visitor_looks_with_one_token_and_everyone_also_holds_it():
    assert tokens_of(None) == ["public"]
    assert tokens_of(Looks(["net", "org:1"])) == ["public", "net", "org:1"]


def test_the_viewers_own_list_is_not_changed():
    viewer = Looks(["net"])
    tokens_of(viewer).append("org:9")
    assert viewer.tokens == ["net"]


def test_every_kind_of_token_is_distinct_for_the_same_number():
    kinds = ["organisation_token", "space_token", "lead_token", "initiative_token", "person_token"]
    made = {getattr(audience, kind)(7) for kind in kinds}
    assert len(made) == len(kinds)
    assert not made & {audience.PUBLIC, audience.NETWORK}


def test_a_row_nobody_was_named_for_is_seen_by_nobody(world):
    line()
    for name in world.people:
        assert not Activity.objects.visible_to(world.person(name)).filter(kind="test.made").exists()


def test_counting_and_filtering_after_looking_stays_within_what_is_seen(db):
    line("public")
    line("net")
    seen = Activity.objects.visible_to(None)
    assert seen.count() == len(seen) == 1
    assert (seen | Activity.objects.none()).count() == 1
    assert Activity.objects.visible_to(Looks(["net"])).count() == 2


def test_a_supplier_and_a_stranger_never_hold_the_network(world):
    held = {name: "net" in world.person(name).tokens for name in world.people}
    assert held == {name: name not in ("supplier", "stranger") for name in world.people}
