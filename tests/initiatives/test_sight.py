"""Who sees what, and what follows when that changes."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from vliegwiel.activity.models import Activity
from vliegwiel.initiatives import actions
from vliegwiel.initiatives.following import follow_owners
from vliegwiel.initiatives.models import Initiative, Part
from vliegwiel.spaces import actions as spaces

from .conftest import now, place, works_at

EVERYONE = ["visitor", "stranger", "seller", "network", "colleague", "lead", "manager", "operator"]
RINGS = {
    "team": {"lead", "manager"},
    "organisation": {"lead", "manager", "network", "colleague"},
    "network": {"lead", "manager", "network", "colleague"},
    "public": set(EVERYONE),
}


def who_sees(world, row) -> set[str]:
    return {
        name for name in EVERYONE if type(row).objects.visible_to(now(getattr(world, name))).filter(pk=row.pk).exists()
    }


@pytest.mark.parametrize("ring", RINGS)
def test_each_ring_is_seen_by_whom_it_says(world, ring):
    actions.change_ring(world.pilot, by=now(world.manager), ring=ring)
    assert who_sees(world, world.pilot) == RINGS[ring]


@pytest.mark.parametrize("ring", RINGS)
def test_what_hangs_under_it_is_seen_by_the_same_people(world, ring):
    part = actions.add_part(world.pilot, by=now(world.lead), kind="data", name="Lijst", description="Alle namen")
    file = actions.attach_file(world.pilot, by=now(world.lead), upload=SimpleUploadedFile("a.txt", b"tekst"))
    actions.change_ring(world.pilot, by=now(world.manager), ring=ring)
    log = Activity.objects.filter(kind="part.added", target_id=world.pilot.pk).get()
    for row in (part, file, log):
        assert who_sees(world, row) == RINGS[ring]


def test_a_part_added_later_starts_with_the_audience_of_its_initiative(world):
    actions.change_ring(world.pilot, by=now(world.lead), ring="team")
    part = actions.add_part(world.pilot, by=now(world.lead), kind="data", name="Lijst", description="Alle namen")
    assert Part.objects.get(pk=part.pk).audience == Initiative.objects.get(pk=world.pilot.pk).audience


def test_a_withdrawn_one_exists_only_for_its_team_and_the_leads_of_its_space(world):
    actions.end(world.public, by=now(world.lead), end="withdrawn", reason="Per ongeluk geplaatst.")
    assert who_sees(world, world.public) == {"lead"}
    actions.revive(world.public, by=now(world.lead))
    assert who_sees(world, world.public) == set(EVERYONE)


def test_undoing_an_import_withdraws_from_sight_at_once(world):
    actions.withdraw_imported(world.space, by=now(world.manager), ids=[world.pilot.pk], facts={})
    assert who_sees(world, world.pilot) == {"lead", "manager"}
    one = Initiative.objects.get(pk=world.pilot.pk)
    assert one.audience == sorted(one.team_tokens)


def test_a_role_gives_sight_and_the_last_role_takes_it(world):
    actions.change_ring(world.pilot, by=now(world.lead), ring="team")
    role = actions.give_role(world.pilot, by=now(world.lead), person=world.stranger, role="sparring")
    assert "stranger" in who_sees(world, world.pilot)
    actions.take_role(world.pilot, by=now(world.lead), team_role=role)
    assert "stranger" not in who_sees(world, world.pilot)


def test_an_initiator_lets_its_own_people_in(world):
    actions.change_ring(world.pilot, by=now(world.lead), ring="organisation")
    assert "seller" not in who_sees(world, world.pilot)
    actions.take_part(world.pilot, by=now(world.lead), organisation=world.software, part="initiator")
    assert "seller" in who_sees(world, world.pilot)
    actions.let_go(world.pilot, by=now(world.lead), organisation=world.software)
    assert "seller" not in who_sees(world, world.pilot)


@pytest.mark.parametrize("at_once", [200, 0])
def test_other_owners_of_the_space_are_other_readers(world, monkeypatch, at_once):
    """Small spaces in the same transaction; in large ones closing is at once and opening is for a job."""
    from vliegwiel.initiatives import following, tasks

    monkeypatch.setattr(following, "AT_ONCE", at_once)
    actions.change_ring(world.pilot, by=now(world.lead), ring="organisation")
    public_in_space = place(world, world.space, "Openbaar")
    actions.change_ring(public_in_space, by=now(world.manager), ring="public")
    spaces.change_ring(world.space, by=now(world.manager), ring="public")
    works_at(now(world.manager), world.software, now(world.operator))  # who adds an owner works there
    spaces.set_owners(world.space, by=now(world.manager), owners=[world.software])
    assert "network" not in who_sees(world, world.pilot)
    assert {"colleague", "lead"} <= who_sees(world, world.pilot)
    assert who_sees(world, public_in_space) == set(EVERYONE)
    if not at_once:
        assert "seller" not in who_sees(world, world.pilot)
        tasks.set_audiences(world.space.pk)
    assert "seller" in who_sees(world, world.pilot)
    follow_owners(world.space)
    assert "seller" in who_sees(world, world.pilot)
