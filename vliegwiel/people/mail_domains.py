"""Work-mail domains: who confirms an address is a member. Why: docs/decisions/0007-mail-domains-from-websites.md."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from vliegwiel.core.answers import Mistake

from .journey import OrganisationKind
from .registers import OrganisationRecord

SHARED = frozenset(
    [
        "rijksoverheid.nl",
        "overheid.nl",
        "rechtspraak.nl",
        "officielebekendmakingen.nl",
        "rijksdienstcn.com",
        "pleio.nl",
        "antwoordop.nl",
        "werkenbijdefensie.nl",
        "werkenvoornederland.nl",
        "werkenoverheid.nl",
        "linkedin.com",
        "facebook.com",
        "google.com",
        "wordpress.com",
        "wixsite.com",
        "weebly.com",
        "github.io",
        "blogspot.com",
        "sharepoint.com",
    ]
)
"""Websites of many bodies, or of none of them."""
FOR_EVERYONE = frozenset(
    [
        "gmail.com",
        "googlemail.com",
        "outlook.com",
        "outlook.nl",
        "hotmail.com",
        "hotmail.nl",
        "live.nl",
        "live.com",
        "msn.com",
        "icloud.com",
        "me.com",
        "yahoo.com",
        "yahoo.nl",
        "ziggo.nl",
        "kpnmail.nl",
        "kpnplanet.nl",
        "planet.nl",
        "hetnet.nl",
        "home.nl",
        "xs4all.nl",
        "upcmail.nl",
        "casema.nl",
        "solcon.nl",
        "telfort.nl",
        "tele2.nl",
        "caiway.nl",
        "protonmail.com",
        "proton.me",
        "gmx.com",
        "gmx.net",
        "mail.com",
        "zeelandnet.nl",
    ]
)
"""Providers where anyone gets an address: never proof of belonging somewhere."""
WHOLE_DOMAIN = {OrganisationKind.MUNICIPALITY, OrganisationKind.PROVINCE, OrganisationKind.WATER_BOARD}
"""Kinds whose website is their own, also when the register names a page deeper in it."""

_DOMAIN = re.compile(r"(?=.{4,120}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,24}")
_SECOND_LEVEL = {"co", "com", "gov", "org", "net", "ac", "edu"}


def registrable(website: str) -> str:
    """The part of a website's host that someone registered: `utrecht.nl` of `https://www.utrecht.nl/`; or empty."""
    try:
        host = (urlsplit(website).hostname or "").lower()
    except ValueError:
        return ""
    labels = host.split(".")
    taken = 3 if len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in _SECOND_LEVEL else 2
    domain = ".".join(labels[-taken:])
    return domain if _DOMAIN.fullmatch(domain) else ""


def from_registers(records: Iterable[OrganisationRecord]) -> dict[str, list[str]]:
    """Mail domains by code of the organisation: only of those that have a domain for themselves alone."""
    records = list(records)
    users = Counter(registrable(record.website) for record in records)
    return {record.code: [domain] for record in records if (domain := _own(record)) and users[domain] == 1}


def checked(domains: Iterable[str]) -> list[str]:
    """Domains that someone typed, sorted. Raises Mistake for what is no domain, or everyone's."""
    found = {domain.strip().lower().removeprefix("@") for domain in domains} - {""}
    for domain in sorted(found):
        if not _DOMAIN.fullmatch(domain):
            raise Mistake(
                mail_domains=_("“%(domain)s” is not a mail domain. Write it like utrecht.nl.") % {"domain": domain[:80]}
            )
        if domain in FOR_EVERYONE | SHARED:
            raise Mistake(mail_domains=_("Anyone can have an address at %(domain)s.") % {"domain": domain})
    return sorted(found)


def _own(record: OrganisationRecord) -> str:
    domain = registrable(record.website)
    if not domain or domain in SHARED | FOR_EVERYONE:
        return ""
    parts = urlsplit(record.website)
    is_front_page = parts.hostname in (domain, f"www.{domain}") and parts.path in ("", "/")
    return domain if is_front_page or record.kind in WHOLE_DOMAIN else ""
