"""The people around one space of the municipality of Delft, in every relation that one can have to it."""

from types import SimpleNamespace

import pytest

from tests.kept import kept
from vliegwiel.people import actions as people
from vliegwiel.people.models import Organisation, Person
from vliegwiel.spaces import actions


def sign_up(name: str, **more) -> Person:
    return people.sign_up(
        None, by=None, email=f"{name.lower()}@example.org", given_name=name, family_name="Bos", is_verified=True, **more
    )


def works_at(person: Person, organisation: Organisation, *, operator: Person) -> Person:
    membership = people.request_membership(organisation, by=person)
    people.approve_membership(membership, by=operator)
    person.refresh_from_db()
    return person


def settle() -> SimpleNamespace:
    """Everyone and everything at once; the fixtures below each hand out their part."""
    operator, organisations = sign_up("Olga", is_operator=True), add_organisations()
    cast = gather(operator, organisations)
    return SimpleNamespace(operator=operator, organisations=organisations, cast=cast)


@pytest.fixture
def settled(db):
    return kept(settle)


@pytest.fixture
def operator(settled):
    return settled.operator


@pytest.fixture
def organisations(settled):
    return settled.organisations


@pytest.fixture
def cast(settled):
    """Visitor (None), stranger with an account, supplier, network member, colleague of the owner, member, two leads."""
    return settled.cast


def add_organisations() -> SimpleNamespace:
    add = {"Delft": "municipality", "Leiden": "municipality", "Softwarehuis": "supplier"}
    return SimpleNamespace(
        **{name.lower(): people.add_organisation(None, by=None, name=name, kind=kind) for name, kind in add.items()}
    )


def gather(operator: Person, organisations: SimpleNamespace) -> SimpleNamespace:
    lead = works_at(sign_up("Leo"), organisations.delft, operator=operator)
    space = actions.open_space(None, by=lead, name="Proeftuin", ring="network", owners=[organisations.delft])
    member, second = sign_up("Mia"), works_at(sign_up("Sam"), organisations.leiden, operator=operator)
    people.accept_invitation(actions.invite(space, by=lead, email=member.email), by=member)
    actions.request(space, by=second)
    actions.approve(space, by=lead, member=second)
    actions.make_lead(space, by=lead, member=second)
    space.refresh_from_db()
    return SimpleNamespace(
        space=space,
        visitor=None,
        stranger=sign_up("Stijn"),
        supplier=works_at(sign_up("Suus"), organisations.softwarehuis, operator=operator),
        network=works_at(sign_up("Nina"), organisations.leiden, operator=operator),
        colleague=works_at(sign_up("Carl"), organisations.delft, operator=operator),
        member=reread(member),
        lead=reread(lead),
        second=reread(second),
        operator=operator,
    )


def reread(person: Person) -> Person:
    person.refresh_from_db()
    return person
