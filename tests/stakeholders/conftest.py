"""The pilot of Delft with a playing field; Noor leads the programme at Leiden to which it reports when a test says so."""

from datetime import UTC, datetime

import pytest

from tests.initiatives.conftest import build, now
from tests.kept import kept
from vliegwiel.initiatives import actions as initiatives
from vliegwiel.people import actions as people
from vliegwiel.pilots import actions as pilots
from vliegwiel.spaces import actions as spaces
from vliegwiel.stakeholders import actions

AT = datetime(2026, 11, 19, 12, tzinfo=UTC)
EVERYONE = ["visitor", "stranger", "seller", "network", "colleague", "lead", "manager", "programme", "operator"]


def make():
    found = build()
    found.programme = people.sign_up(
        None, by=None, email="nadia@example.org", given_name="Nadia", family_name="Smit", is_verified=True
    )
    membership = people.request_membership(found.leiden, by=found.programme)
    people.approve_membership(membership, by=found.operator)
    found.programme_space = spaces.open_space(
        None, by=now(found.programme), name="Programma Dienstverlening", ring="network", owners=[found.leiden]
    )
    found.desk = pilots.keep_programme(found.programme_space, by=now(found.programme), answer_days=5)
    found.ministry = people.add_organisation(None, by=None, name="Ministerie van Letteren", kind="ministry")
    found.pilot = again(found.pilot)
    found.party = actions.add(
        found.pilot, by=now(found.lead), at=AT, organisation=found.ministry, level="governance", needed_for="De wet"
    )
    found.words = actions.add(found.pilot, by=now(found.lead), at=AT, name="De buurvrouw", level="organisation")
    return found


@pytest.fixture
def world(db):
    return kept(make)


def again(row):
    """The row as it is in the database now."""
    return type(row).objects.get(pk=row.pk)


def report(world, initiative=None):
    """It reports to the programme, so that its lead reads along."""
    one = initiative or world.pilot
    pilots.report(one, by=now(world.lead), at=AT, programme=world.desk)
    return again(one)


def ring(world, initiative_ring, field_ring="team"):
    initiatives.change_ring(world.pilot, by=now(world.manager), ring=initiative_ring)
    actions.open_field(world.pilot, by=now(world.manager), ring=field_ring)


@pytest.fixture
def as_(signed_in, client):
    """A client of this person; the visitor's has no account."""

    def browser(person):
        return client if person is None else signed_in(now(person))

    return browser
