"""A pilot of Delft in the square, and everyone who can look at it."""

from datetime import UTC, datetime
from types import SimpleNamespace

import pytest

from tests.kept import kept
from vliegwiel.initiatives import actions
from vliegwiel.initiatives.models import Initiative, Theme
from vliegwiel.people import actions as people
from vliegwiel.people.models import Organisation, Person
from vliegwiel.spaces import actions as spaces

AT = datetime(2026, 11, 21, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def quick_passwords(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def folder_of_files(settings, tmp_path):
    settings.STORAGES = settings.STORAGES | {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path}}
    }


def sign_up(name: str, **more) -> Person:
    return people.sign_up(
        None, by=None, email=f"{name.lower()}@example.org", given_name=name, family_name="Bos", is_verified=True, **more
    )


def now(person: Person | None) -> Person | None:
    """The person with the keys of this moment."""
    return None if person is None else Person.objects.get(pk=person.pk)


def works_at(person: Person, organisation: Organisation, operator: Person) -> None:
    membership = people.request_membership(organisation, by=person)
    people.approve_membership(membership, by=operator)


@pytest.fixture
def world(db):
    """Lead and colleague work at Delft, the initiator; the manager leads the space; network works at Leiden."""
    return kept(build)


def build() -> SimpleNamespace:
    operator = sign_up("Olga", is_operator=True)
    delft, leiden, software = (
        people.add_organisation(None, by=None, name=name, kind=kind)
        for name, kind in [("Delft", "municipality"), ("Leiden", "municipality"), ("Softwarehuis", "supplier")]
    )
    everyone = {"operator": operator, "stranger": sign_up("Joris")}
    for name, given, organisation in [
        ("lead", "Iris", delft),
        ("colleague", "Cas", delft),
        ("manager", "Pieter", leiden),
        ("network", "Noor", leiden),
        ("seller", "Lars", software),
    ]:
        everyone[name] = sign_up(given)
        works_at(everyone[name], organisation, operator)
    actions.set_up_words(None, by=None)
    square = spaces.ensure_square(None, by=None)
    space = spaces.open_space(
        None, by=now(everyone["manager"]), name="Pilots", ring="network", owners=[leiden], joining="open"
    )
    found = SimpleNamespace(
        **{name: now(person) for name, person in everyone.items()},
        delft=delft,
        leiden=leiden,
        software=software,
        square=square,
        space=space,
        visitor=None,
    )
    found.public = place(found, square, "Brieven die je begrijpt")
    found.pilot = place(found, space, "Lakken zonder handwerk")
    return found


def place(world, space, title: str, **more) -> Initiative:
    made = actions.submit(
        space,
        by=now(world.lead),
        at=AT,
        title=title,
        kind="pilot",
        texts={"question": "Hoe schrijven we beter?", "for_whom": "Inwoners"},
        themes=Theme.objects.filter(slug="bestuur"),
        organisation=world.delft,
        **more,
    )
    world.lead = now(world.lead)
    return Initiative.objects.get(pk=made.pk)  # with the columns that the database keeps


@pytest.fixture
def as_(signed_in, client):
    """A client of the person with this name in the world; the visitor's has no account."""

    def make(person):
        return client if person is None else signed_in(person)

    return make
