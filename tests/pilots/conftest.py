"""The pilot of Delft in the space of Pieter; Noor leads a programme at Leiden. Nothing reports to it yet."""

from datetime import UTC, datetime

import pytest

from tests.initiatives.conftest import build, now
from vliegwiel.initiatives import actions as initiatives
from vliegwiel.initiatives.models import Initiative
from vliegwiel.pilots import actions
from vliegwiel.pilots.journey import ItemKind
from vliegwiel.spaces import actions as spaces

AT = datetime(2026, 11, 19, 12, tzinfo=UTC)
"""A Thursday."""
ITEMS = [
    (ItemKind.RESULT, "De eerste brief is getest."),
    (ItemKind.QUESTION, "Wie kent een jurist die meeleest?"),
    (ItemKind.BOTTLENECK, "De gegevens komen niet door de poort."),
]
EVERYONE = ["visitor", "stranger", "seller", "network", "colleague", "lead", "manager", "programme", "operator"]
WORD = "w" * 32


@pytest.fixture
def world(db):
    """As in the tests of initiatives, and a programme of Noor in a space of its own."""
    found = build()
    found.programme_space = spaces.open_space(
        None, by=now(found.network), name="Programma Dienstverlening", ring="network", owners=[found.leiden]
    )
    found.programme = found.network = now(found.network)
    found.desk = actions.keep_programme(found.programme_space, by=found.programme, answer_days=5)
    initiatives.change_ring(found.pilot, by=found.lead, ring="team")
    found.pilot = again(found.pilot)
    return found


def again(row):
    """The row as it is in the database now."""
    return type(row).objects.get(pk=row.pk)


def report(world) -> Initiative:
    """The pilot reports to the programme."""
    actions.report(world.pilot, by=now(world.lead), at=AT, programme=world.desk)
    world.pilot = again(world.pilot)
    return world.pilot


def check_in(world, *, items=ITEMS, ring="team", secret=WORD, at=AT, initiative=None):
    return actions.send(initiative or world.pilot, by=now(world.lead), at=at, secret=secret, items=items, ring=ring)


def asked(world, **more):
    """The actions that a check-in leads to, in order."""
    sent = check_in(world, **more)
    return [again(item.action) for item in sent.items.order_by("position") if item.kind != "result"]


@pytest.fixture
def as_(signed_in, client):
    """A client of this person; the visitor's has no account."""

    def make(person):
        return client if person is None else signed_in(now(person))

    return make
