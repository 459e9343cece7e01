"""A few people and organisations, made through the actions."""

import html
import re
from datetime import UTC, datetime

import pytest
from allauth.account.models import EmailAddress

from vliegwiel.people import actions
from vliegwiel.people.models import Person

AT = datetime(2026, 11, 21, 12, tzinfo=UTC)
PASSWORD = "een lange zin als wachtwoord"


@pytest.fixture(autouse=True)
def quick_passwords(settings):
    """Passwords are hashed slowly on purpose; not here."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def join():
    """Make an account: `join("anna@utrecht.nl")`."""

    def make(email: str, *, given_name: str = "", family_name: str = "Jansen", verified: bool = True, **more) -> Person:
        name = given_name or email.partition("@")[0].capitalize()
        return actions.sign_up(
            None, by=None, at=AT, email=email, given_name=name, family_name=family_name, password=PASSWORD,
            is_verified=verified, **more,
        )  # fmt: skip

    return make


@pytest.fixture
def operator(join):
    return join("operator@vliegwiel.example", is_operator=True)


@pytest.fixture
def utrecht(operator):
    return actions.add_organisation(
        None, by=operator, at=AT, name="Utrecht", kind="municipality", official_code="GM0344",
        mail_domains=["utrecht.nl"], population=374_238,
    )  # fmt: skip


@pytest.fixture
def supplier(operator):
    return actions.add_organisation(None, by=operator, at=AT, name="Bits & Co", kind="supplier")


@pytest.fixture
def admin(join, utrecht):
    """A member of Utrecht who may approve others."""
    anna = join("anna@utrecht.nl")
    membership = actions.request_membership(utrecht, by=anna, at=AT)
    actions.make_admin(membership, by=Person.objects.get(is_staff=True), at=AT)
    anna.refresh_from_db()
    return anna


@pytest.fixture
def bob(join):
    """Someone without an organisation."""
    return join("bob@elders.example", family_name="Bakker")


@pytest.fixture
def verify():
    """Give someone a confirmed mail address, as if the link in the mail was used."""

    def make(person: Person, email: str) -> None:
        EmailAddress.objects.create(user=person, email=email, verified=True, primary=False)

    return make


class Listed:
    """A list page as a reader sees it: titles of the cards, the count above them, and the ways on and back."""

    def __init__(self, response):
        self.text = response.content.decode()
        found = re.findall(r'(?:vw-card__title|vw-person__words)"><a[^>]*>([^<]*)<', self.text)
        self.titles = [html.unescape(title) for title in found]
        self.next, self.previous = self._way("next"), self._way("prev")

    def _way(self, rel):
        found = re.search(rf'href="([^"]*)" rel="{rel}"', self.text)
        return found and html.unescape(found.group(1))


@pytest.fixture
def listed():
    return Listed
