"""Addresses that do not take mail, and that do so again."""

from __future__ import annotations

from datetime import datetime

from django.db.models import F

from vliegwiel.activity.door import action
from vliegwiel.people.models import Person

from .. import letters, rules
from ..models import RefusedAddress

FOR_GOOD = 500
"""SMTP answers from here on are meant for good (RFC 5321, 4.2.1)."""
POSTMAN = "what a mail server answers is no change in the house; the operators have a page of it"


@action("address.refused", may=rules.may_keep_refusal, unlogged=POSTMAN, locked=False)
def keep_refusal(person: Person, *, by: None, at: datetime, email: str, status: int, said: str) -> RefusedAddress:
    """Keep what the mail server said. After a few refusals for good nothing goes to the address any more."""
    said = " ".join("".join(char if char.isprintable() else " " for char in said).split())[:300]
    row, _new = RefusedAddress.objects.get_or_create(
        person=person, email=email.lower(), defaults={"status": status, "said": said, "at": at}
    )
    row.status, row.said, row.at = status, said, at
    row.save(update_fields=["status", "said", "at"])
    if status >= FOR_GOOD:
        RefusedAddress.objects.filter(pk=row.pk).update(refusals=F("refusals") + 1)
    row.refresh_from_db()
    return row


@action("address.takes_mail", may=rules.may_keep_refusal, unlogged=POSTMAN, locked=False)
def takes_mail(person: Person, *, by: None, at: datetime, email: str) -> None:
    """The address took a mail: what it refused before is forgotten."""
    RefusedAddress.objects.filter(person=person, email__iexact=email).delete()


@action("address.tried_again", may=rules.may_try_again, unlogged=POSTMAN, locked=False)
def try_again(refused: RefusedAddress, *, by: Person, at: datetime) -> None:
    """One mail with a link, whatever was refused before. Raises what the mail server answers."""
    letters.address_again(refused).send()


@action("address.confirmed_again", may=rules.may_confirm, unlogged=POSTMAN)
def confirm_address(refused: RefusedAddress, *, by: Person | None, at: datetime) -> None:
    """The mail arrived: news goes there again."""
    refused.delete()
