"""Organisations that someone adds or edits here; the registers have their own action."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from vliegwiel.activity.audience import NETWORK
from vliegwiel.activity.door import Done, action
from vliegwiel.core.answers import Mistake, require

from .. import keys, mail_domains, rules
from ..checking import check
from ..models import Organisation, OrganisationName, Person
from ..naming import key
from ..registers import sort_name

OWN_WORDS = {"about", "website", "abbreviation"}
"""What an administrator of the organisation may write."""
FACTS = {"kind", "name", "official_name", "official_code", "tooi_uri", "oin", "population", "valid_from", "valid_until"}
FACTS |= {"successor", "mail_domains"}
"""What only an operator may change."""


@action("organisation.added", may=rules.may_add_organisation)
def add_organisation(subject: None, *, by: Person | None, at: datetime, name: str, kind: str, **fields: Any) -> Done:
    """An organisation that no register has, such as a supplier. `fields`: any of OWN_WORDS and FACTS."""
    organisation = Organisation()
    changed = _fill(organisation, {"name": name, "kind": kind} | fields)
    _save(organisation)
    return Done(result=organisation, fields=changed, facts={"kind": organisation.kind})


@action("organisation.edited", may=rules.may_edit_organisation)
def edit_organisation(organisation: Organisation, *, by: Person, at: datetime, **fields: Any) -> Done:
    """Change the page; facts only by an operator. Raises Mistake per field, Refused for facts by someone else."""
    if any(getattr(organisation, name) != value for name, value in fields.items() if name in FACTS):
        require(rules.may_edit_facts(by, organisation))
    was_seller = organisation.is_seller
    changed = _fill(organisation, fields)
    _save(organisation)
    if organisation.is_seller != was_seller:
        open_network_to_members(organisation)
    return Done(result=organisation, fields=changed)


def open_network_to_members(organisation: Organisation) -> None:
    """Give the members the network's token, or take it from them now that the organisation sells."""
    for membership in organisation.memberships.active().select_related("person"):
        if organisation.is_seller:
            membership.person.keys.filter(token=NETWORK, because=keys.reason_of(membership)).delete()
        else:
            keys.give(membership.person, NETWORK, because=membership)


def _fill(organisation: Organisation, fields: dict[str, Any]) -> list[str]:
    unknown = set(fields) - OWN_WORDS - FACTS
    if unknown:
        raise TypeError(f"not part of an organisation: {sorted(unknown)}")
    if "mail_domains" in fields:
        fields = fields | {"mail_domains": mail_domains.checked(fields["mail_domains"])}
    changed = sorted(name for name, value in fields.items() if getattr(organisation, name) != value)
    for name in changed:
        setattr(organisation, name, fields[name])
    if "name" in changed:
        organisation.sort_name = sort_name(organisation.name)[:250]
    check(organisation, changed)
    if "name" in changed and not key(organisation.name):
        raise Mistake(name=_("Write a name with letters or figures."))
    if organisation.website and not organisation.website.startswith(("http://", "https://")):
        raise Mistake(website=_("Write the whole address, starting with https://."))
    return changed


def _save(organisation: Organisation) -> None:
    """Save the row with the names under which it is found."""
    try:
        with transaction.atomic():
            organisation.save()
    except IntegrityError as error:
        raise Mistake(**_which(error)) from error
    found_under = {organisation.name, organisation.official_name, organisation.abbreviation} - {""}
    OrganisationName.objects.filter(organisation=organisation, source="own").delete()
    OrganisationName.objects.bulk_create(
        [
            OrganisationName(organisation=organisation, compared=compared, source="own")
            for compared in sorted({key(name)[:250] for name in found_under} - {""})
        ],
        ignore_conflicts=True,
    )


def _which(error: IntegrityError) -> dict[str, str]:
    text = str(error)
    if "organisation_code_once" in text:
        return {"official_code": _("Another organisation has this code.")}
    if "organisation_tooi_once" in text:
        return {"tooi_uri": _("Another organisation has this address.")}
    if "organisation_ends_after_start" in text:
        return {"valid_until": _("The last day is before the first.")}
    if "organisation_not_own_successor" in text:
        return {"successor": _("An organisation cannot follow itself.")}
    raise error
