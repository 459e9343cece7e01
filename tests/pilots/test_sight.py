"""Who reads what: never wider than the initiative, and the database sees to it."""

import pytest
from django.db import IntegrityError, InternalError, transaction

from tests.initiatives.conftest import now
from vliegwiel.activity.models import Activity
from vliegwiel.initiatives import actions as initiatives
from vliegwiel.initiatives.models import Initiative, RoleTerm, TeamRole
from vliegwiel.pilots import actions
from vliegwiel.pilots.models import Action, ActionStep, Anchoring, CheckIn, CheckInItem
from vliegwiel.spaces.models import Ownership

from .conftest import EVERYONE, again, asked, check_in, report

TEAM = {"lead", "manager"}
OWN = {"lead", "manager", "colleague", "network", "programme"}
"""Those who work at Delft, which initiated it, and at Leiden, to which the space belongs."""
READERS = {"team": TEAM, "organisation": OWN, "network": OWN, "public": set(EVERYONE)}


def who_sees(row):
    def look(world) -> set[str]:
        return {
            name
            for name in EVERYONE
            if type(row).objects.visible_to(now(getattr(world, name))).filter(pk=row.pk).exists()
        }

    return look


@pytest.mark.parametrize("ring", READERS)
@pytest.mark.parametrize("own", READERS)
def test_a_check_in_is_read_by_its_ring_and_never_by_more_than_the_initiative(world, ring, own):
    initiatives.change_ring(world.pilot, by=now(world.manager), ring=ring)
    sent = check_in(world, ring=own)
    expected = READERS[ring] & READERS[own]
    assert who_sees(sent)(world) == expected
    for row in Action.objects.all():
        assert who_sees(row)(world) == expected


@pytest.mark.parametrize("own", READERS)
def test_it_follows_when_the_initiative_opens_and_closes(world, own):
    sent = check_in(world, ring=own)
    for ring in ("public", "organisation", "team", "network"):
        initiatives.change_ring(world.pilot, by=now(world.manager), ring=ring)
        expected = READERS[ring] & READERS[own]
        log = Activity.objects.get(kind="check_in.sent")
        for row in (sent, Action.objects.first(), log):
            assert who_sees(row)(world) == expected, (ring, type(row))


def test_other_owners_of_the_space_are_other_readers(world):
    initiatives.change_ring(world.pilot, by=now(world.manager), ring="public")
    sent = check_in(world, ring="organisation")
    assert "network" in who_sees(sent)(world)
    Ownership.objects.filter(space=world.space).delete()
    assert who_sees(sent)(world) == {"lead", "manager", "colleague"}


def test_a_programme_reads_along_from_the_yes_until_the_end(world):
    sent = check_in(world)
    before = who_sees(sent)(world)
    actions.ask_report(world.desk, by=now(world.programme), initiative=world.public)
    assert before == TEAM
    assert who_sees(world.pilot)(world) == TEAM
    report(world)
    for row in (world.pilot, sent, Action.objects.first()):
        assert who_sees(row)(world) == TEAM | {"programme", "network"}
    assert Action.objects.first().desk_id == world.programme_space.pk
    actions.stop_reporting(world.pilot, by=now(world.programme))
    for row in (world.pilot, sent, Action.objects.first()):
        assert who_sees(row)(world) == TEAM
    assert Action.objects.first().desk_id == world.space.pk


def test_a_withdrawn_one_takes_its_check_ins_along(world):
    initiatives.change_ring(world.pilot, by=now(world.manager), ring="public")
    sent = check_in(world, ring="public")
    initiatives.end(world.pilot, by=now(world.lead), end="withdrawn", reason="Per ongeluk.")
    assert who_sees(sent)(world) == TEAM


def test_code_cannot_set_a_wider_audience(world):
    sent = check_in(world)
    CheckIn.objects.filter(pk=sent.pk).update(audience=["public"])
    assert who_sees(sent)(world) == TEAM


@pytest.mark.parametrize("model", [ActionStep, Anchoring, CheckInItem, RoleTerm])
def test_what_happened_stays(world, model):
    asked(world)
    actions.anchor(world.pilot, by=now(world.lead), level="governance", state="talking")
    initiatives.give_role(world.pilot, by=now(world.lead), person=world.colleague, role="ambassador")
    initiatives.take_role(world.pilot, by=now(world.lead), team_role=TeamRole.objects.get(role="ambassador"))
    row = model.objects.first()
    with pytest.raises((InternalError, IntegrityError)), transaction.atomic():
        model.objects.filter(pk=row.pk).delete()
    word = {"ActionStep": "text", "Anchoring": "evidence", "CheckInItem": "text", "RoleTerm": "role"}[model.__name__]
    with pytest.raises((InternalError, IntegrityError)), transaction.atomic():
        model.objects.filter(pk=row.pk).update(**{word: "lead"})


def test_handing_over_keeps_who_had_it_and_leaves_no_moment_without_a_lead(world):
    role = TeamRole.objects.get(initiative=world.pilot, role="lead")
    initiatives.hand_over(world.pilot, by=now(world.lead), team_role=role, person=world.colleague)
    (term,) = RoleTerm.objects.filter(initiative=world.pilot)
    assert (term.person, term.role, term.since) == (world.lead, "lead", role.since)
    assert [one.person for one in Initiative.objects.get(pk=world.pilot.pk).team.all()] == [world.colleague]
    assert not Initiative.objects.visible_to(now(world.lead)).filter(pk=world.pilot.pk).exists()
    assert again(world.pilot) in Initiative.objects.visible_to(now(world.colleague))
