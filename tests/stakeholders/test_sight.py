"""Who reads what: the team unless it opens the field, never wider than the initiative; the database sees to it."""

import pytest
from django.db import IntegrityError, InternalError, transaction

from tests.initiatives.conftest import now
from vliegwiel.activity.models import Activity
from vliegwiel.initiatives import actions as initiatives
from vliegwiel.pilots import actions as pilots
from vliegwiel.spaces.models import Ownership
from vliegwiel.stakeholders import actions
from vliegwiel.stakeholders.models import PlayingField, Stakeholder, StakeholderChange

from .conftest import EVERYONE, report, ring

TEAM = {"lead", "manager"}
OWN = {"lead", "manager", "colleague", "network", "programme"}
"""Those who work at Delft, which initiated it, and at Leiden, to which the space belongs."""
READERS = {"team": TEAM, "organisation": OWN, "network": OWN, "public": set(EVERYONE)}


def who_sees(world, row):
    seen = type(row).objects
    return {name for name in EVERYONE if seen.visible_to(now(getattr(world, name))).filter(pk=row.pk).exists()}


@pytest.mark.parametrize("own", ["team", "organisation", "network"])
@pytest.mark.parametrize("wide", READERS)
def test_a_party_is_read_by_the_ring_of_its_field_and_never_by_more_than_the_initiative(world, wide, own):
    ring(world, wide, own)
    log = Activity.objects.filter(kind="stakeholder.added").first()
    for row in (world.party, world.words, StakeholderChange.objects.filter(stakeholder=world.party).first(), log):
        assert who_sees(world, row) == READERS[wide] & READERS[own], type(row)


def test_the_team_alone_reads_it_by_default(world):
    initiatives.change_ring(world.pilot, by=now(world.manager), ring="public")
    assert who_sees(world, world.party) == TEAM


def test_it_follows_when_the_initiative_opens_and_closes(world):
    ring(world, "public", "network")
    for wide in ("organisation", "team", "network"):
        initiatives.change_ring(world.pilot, by=now(world.manager), ring=wide)
        assert who_sees(world, world.party) == READERS[wide] & READERS["network"], wide


def test_who_joins_and_leaves_the_team_gets_and_loses_sight(world):
    initiatives.give_role(world.pilot, by=now(world.lead), person=world.stranger, role="member")
    assert who_sees(world, world.party) == TEAM | {"stranger"}
    role = world.pilot.team.get(person=world.stranger)
    initiatives.take_role(world.pilot, by=now(world.lead), team_role=role)
    assert who_sees(world, world.party) == TEAM


def test_a_programme_reads_along_until_the_reporting_stops(world):
    ring(world, "team")
    pilot = report(world)
    assert who_sees(world, world.party) == TEAM | {"programme"}
    pilots.stop_reporting(pilot, by=now(world.programme))
    assert who_sees(world, world.party) == TEAM


def test_other_owners_of_the_space_are_other_readers(world):
    ring(world, "public", "organisation")
    assert "network" in who_sees(world, world.party)
    Ownership.objects.filter(space=world.space).delete()
    assert who_sees(world, world.party) == {"lead", "manager", "colleague"}


def test_a_withdrawn_one_takes_its_parties_along(world):
    ring(world, "public", "network")
    initiatives.end(world.pilot, by=now(world.lead), end="withdrawn", reason="Per ongeluk.")
    assert who_sees(world, world.party) == TEAM


def test_code_cannot_set_a_wider_audience_or_open_a_field_to_everyone(world):
    Stakeholder.objects.filter(pk=world.party.pk).update(audience=["public"])
    assert who_sees(world, world.party) == TEAM
    with pytest.raises(IntegrityError), transaction.atomic():
        PlayingField.objects.update(ring="public")


def test_what_happened_stays(world):
    actions.change(world.party, by=now(world.lead), version=1, influence=5)
    change = StakeholderChange.objects.first()
    with pytest.raises((InternalError, IntegrityError)), transaction.atomic():
        StakeholderChange.objects.filter(pk=change.pk).delete()
    with pytest.raises((InternalError, IntegrityError)), transaction.atomic():
        StakeholderChange.objects.filter(pk=change.pk).update(fields={})
