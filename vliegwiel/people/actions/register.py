"""Organisations and regions as the registers state them, brought into the database: as often as one likes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from vliegwiel.activity.door import action

from .. import mail_domains, rules
from ..models import Organisation, OrganisationName, Person, Region
from ..naming import key
from ..registers import OrganisationRecord, RegionRecord
from .organisations import open_network_to_members

SOURCE = "registers"
BATCH = 500
LOCK = 0x7667_0001
"""Number of the lock that lets one load run at a time."""
KEPT = ["kind", "name", "official_name", "sort_name", "abbreviation", "tooi_uri", "oin", "website", "population"]
KEPT += ["valid_from", "valid_until", "source"]
"""Fields that follow the registers. About and mail domains are people's, once the organisation is there."""


@dataclass(frozen=True)
class Counts:
    """What a load did, in organisations; and how many regions there are now."""

    created: int
    updated: int
    unchanged: int
    regions: int


@action("registers.loaded", may=rules.may_load_registers, unlogged="public facts; the command reports the counts")
def load_registers(
    subject: None,
    *,
    by: Person | None,
    at: datetime,
    records: Iterable[OrganisationRecord],
    regions: Iterable[RegionRecord],
) -> Counts:
    """Create and update organisations, their names and regions; loading twice changes nothing.

    Known by official code. What a register no longer has stays: initiatives may hang from it.
    """
    records, regions = list(records), list(regions)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
    created, updated = _organisations(records)
    known = dict(Organisation.objects.exclude(official_code="").order_by().values_list("official_code", "pk"))
    _successors(records, known)
    _names(records, known)
    _regions(regions, known)
    return Counts(created, updated, len(records) - created - updated, len(regions))


def _organisations(records: list[OrganisationRecord]) -> tuple[int, int]:
    """How many were created and updated."""
    codes = [record.code for record in records]
    known = {row.official_code: row for row in Organisation.objects.filter(official_code__in=codes).order_by()}
    domains = mail_domains.from_registers(records)
    taken = _domains_in_use()
    new, changed, turned = [], [], []
    for record in records:
        row, values = known.get(record.code), _values(record)
        if row is None:
            free = [domain for domain in domains.get(record.code, []) if domain not in taken]
            new.append(Organisation(official_code=record.code, mail_domains=free, **values))
        elif any(getattr(row, name) != value for name, value in values.items()):
            was_seller = row.is_seller
            for name, value in values.items():
                setattr(row, name, value)
            changed.append(row)
            turned += [row] if row.is_seller != was_seller else []
    Organisation.objects.bulk_create(new, batch_size=BATCH)
    Organisation.objects.bulk_update(changed, KEPT, batch_size=BATCH)
    for row in turned:
        open_network_to_members(row)
    return len(new), len(changed)


def _values(record: OrganisationRecord) -> dict[str, Any]:
    facts = asdict(record) | {
        "source": SOURCE,
        "abbreviation": record.abbreviations[0][:60] if record.abbreviations else "",
    }
    return {name: facts[name] for name in KEPT}


def _domains_in_use() -> set[str]:
    return {
        domain
        for domains in Organisation.objects.order_by().values_list("mail_domains", flat=True)
        for domain in domains
    }


def _successors(records: list[OrganisationRecord], known: dict[str, int]) -> None:
    wanted = {known[record.code]: known.get(record.successor_code) for record in records if record.successor_code}
    rows = Organisation.objects.filter(pk__in=wanted).order_by()
    changed = [row for row in rows if row.successor_id != wanted[row.pk]]
    for row in changed:
        row.successor_id = wanted[row.pk]
    if changed:
        Organisation.objects.bulk_update(changed, ["successor"])


def _names(records: list[OrganisationRecord], known: dict[str, int]) -> None:
    """The names of a register follow it; names that someone gave an organisation here stay."""
    wanted = {(known[record.code], compared) for record in records for compared in _compared(record)}
    rows = OrganisationName.objects.filter(organisation__in={pk for pk, _compared in wanted})
    existing = {(pk, compared): (row, source) for row, pk, compared, source in
                rows.values_list("pk", "organisation_id", "compared", "source")}  # fmt: skip
    gone = [row for pair, (row, source) in existing.items() if source == SOURCE and pair not in wanted]
    new = [
        OrganisationName(organisation_id=pk, compared=compared, source=SOURCE)
        for pk, compared in sorted(wanted - existing.keys())
    ]
    OrganisationName.objects.bulk_create(new, batch_size=5 * BATCH)
    if gone:
        OrganisationName.objects.filter(pk__in=gone).delete()


def _compared(record: OrganisationRecord) -> set[str]:
    names = (record.name, record.official_name, *record.aliases, *record.abbreviations)
    return {compared for name in names if (compared := key(name)[:250])}


def _regions(regions: list[RegionRecord], known: dict[str, int]) -> None:
    existing = {region.code: region for region in Region.objects.filter(kind="province")}
    new = [Region(code=record.code, name=record.name) for record in regions if record.code not in existing]
    existing |= {region.code: region for region in Region.objects.bulk_create(new)}
    renamed = [record for record in regions if existing[record.code].name != record.name]
    for record in renamed:
        existing[record.code].name = record.name
    if renamed:
        Region.objects.bulk_update([existing[record.code] for record in renamed], ["name"])
    _members({existing[record.code].pk: record.member_codes for record in regions}, known)


def _members(members: dict[int, tuple[str, ...]], known: dict[str, int]) -> None:
    """Who belongs to which province, exactly as the register says."""
    link = Region.members.through
    wanted = {(region, known[code]) for region, codes in members.items() for code in codes if code in known}
    rows = link.objects.filter(region__in=members).values_list("pk", "region_id", "organisation_id")
    existing = {(region, organisation): pk for pk, region, organisation in rows}
    link.objects.bulk_create(
        [
            link(region_id=region, organisation_id=organisation)
            for region, organisation in sorted(wanted - existing.keys())
        ]
    )
    if gone := [pk for pair, pk in existing.items() if pair not in wanted]:
        link.objects.filter(pk__in=gone).delete()
