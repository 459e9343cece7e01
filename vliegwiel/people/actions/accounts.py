"""An account and the profile that goes with it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from vliegwiel.activity.audience import NETWORK, PUBLIC, person_token
from vliegwiel.activity.door import Done, action
from vliegwiel.core.answers import Mistake

from .. import keys, rules
from ..checking import check
from ..models import Person

PROFILE = {
    "given_name",
    "infix",
    "family_name",
    "job_title",
    "about",
    "talents",
    "phone",
    "contact_way",
    "ask_first",
    "is_public",
    "language",
}


@action("person.joined", may=rules.may_sign_up)
def sign_up(
    subject: None,
    *,
    by: Person | None,
    at: datetime,
    email: str,
    given_name: str,
    infix: str = "",
    family_name: str,
    password: str | None = None,
    language: str = "nl",
    is_operator: bool = False,
    is_verified: bool = False,
) -> Done:
    """A new account. Without a password it is entered by way of a forgotten password.

    `is_operator` and `is_verified` (the address needs no confirmation) are for the command line; no page passes them.
    Raises Mistake(email=…) when someone already has the address.
    """
    person = Person(
        email=email.lower(), given_name=given_name, infix=infix, family_name=family_name, language=language,
        is_staff=is_operator, joined_at=at,
    )  # fmt: skip
    person.email = Person.normalise_email(person.email)
    check(person, ["email", "given_name", "infix", "family_name", "language"])
    person.set_password(password)
    try:
        with transaction.atomic():
            person.save()
    except IntegrityError as error:
        raise Mistake(email=_("There is already an account with this mail address.")) from error
    _show(person)
    keys.give(person, person_token(person.pk), because=person)
    person.refresh_from_db(fields=["tokens"])
    if is_verified:
        EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    return Done(result=person)


@action("person.updated", may=rules.may_edit_profile)
def update_profile(person: Person, *, by: Person, at: datetime, **fields: Any) -> Done:
    """Change one's own profile. Raises Mistake per field that cannot be kept."""
    unknown = set(fields) - PROFILE
    if unknown:
        raise TypeError(f"not part of a profile: {sorted(unknown)}")
    changed = sorted(name for name, value in fields.items() if getattr(person, name) != value)
    for name in changed:
        setattr(person, name, fields[name])
    check(person, changed)
    if changed:
        person.save(update_fields=changed)
    if "is_public" in changed:
        _show(person)
    return Done(result=person, fields=changed)


@action(
    "person.language_chosen",
    may=rules.may_edit_profile,
    unlogged="the language of one's own screen concerns nobody else",
)
def choose_language(person: Person, *, by: Person, at: datetime, language: str) -> Person:
    """The language in which this person reads pages and mail: `nl` or `en`."""
    person.language = language
    check(person, ["language"])
    person.save(update_fields=["language"])
    return person


def _show(person: Person) -> None:
    """Write who may see the profile: everyone, or the person and the network."""
    person.audience = [PUBLIC] if person.is_public else [person_token(person.pk), NETWORK]
    person.save(update_fields=["audience"])
