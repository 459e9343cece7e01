"""The world of the initiatives: a public one in the square and a pilot of the network; Sanne works at Leiden too."""

from datetime import UTC, datetime

import pytest

from tests.initiatives.conftest import build, now, sign_up, works_at
from vliegwiel.conversation import actions
from vliegwiel.conversation.models import Comment
from vliegwiel.initiatives import actions as initiatives
from vliegwiel.initiatives.models import Initiative

AT = datetime(2026, 11, 21, 12, tzinfo=UTC)
EVERYONE = ["visitor", "stranger", "seller", "network", "colleague", "lead", "manager", "operator"]


@pytest.fixture
def world(db):
    found = build()
    found.pilot = again(found.pilot)
    return found


@pytest.fixture
def team(world):
    """The pilot, for its team alone."""
    initiatives.change_ring(world.pilot, by=now(world.lead), ring="team")
    world.pilot = again(world.pilot)
    return world


def again(row):
    """The row as it is in the database now."""
    return type(row).objects.get(pk=row.pk)


def say(world, text="Mooi werk.", *, by="network", about=None, **more) -> Comment:
    target = about or world.public
    return actions.place(again(target), by=now(getattr(world, by)), text=text, **more)


def hide(world, comment, *, by="operator", reason="Dit gaat over iemand die zich niet kan verweren."):
    return actions.hide(again(comment), by=now(getattr(world, by)), reason=reason)


def newcomer(world, name="Sanne", organisation="leiden"):
    person = sign_up(name)
    works_at(person, getattr(world, organisation), world.operator)
    return now(person)


def page(initiative: Initiative, name="conversation") -> str:
    from django.urls import reverse

    return reverse(f"initiatives:{name}", args=[initiative.code, initiative.slug])


@pytest.fixture
def as_(signed_in, client):
    def make(person):
        return client if person is None else signed_in(now(person))

    return make
