"""Reading a mail that says that another mail could not be delivered (RFC 3464)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage

MOST = 1_000_000
"""Bytes of a mail that are looked at."""
_STATUS = re.compile(r"[245]\.\d{1,3}\.\d{1,3}")
_CODE = re.compile(r"\b([45]\d\d)\b")


@dataclass(frozen=True)
class Bounce:
    """One address that a mail did not reach."""

    email: str
    status: int
    """As SMTP: from 500 on for good."""
    said: str


def bounces_in(raw: bytes) -> list[Bounce]:
    """The addresses that this mail says were not reached; none when it is another kind of mail."""
    mail = message_from_bytes(raw[:MOST], policy=policy.default)
    return [
        found
        for part in mail.walk()
        if part.get_content_type() == "message/delivery-status"
        for block in part.get_payload()
        if isinstance(block, EmailMessage) and (found := _bounce(block)) is not None
    ]


def _bounce(block: EmailMessage) -> Bounce | None:
    """One block is about one address; the first is about the mail server, and names no address."""
    address = str(block.get("Final-Recipient", "")).rpartition(";")[2].strip()
    status = _STATUS.search(str(block.get("Status", "")))
    if str(block.get("Action", "")).strip().lower() != "failed" or "@" not in address or status is None:
        return None
    said = str(block.get("Diagnostic-Code", "")).rpartition(";")[2].strip()
    code = _CODE.search(said)
    return Bounce(address, int(code.group(1)) if code else int(status.group()[0]) * 100 + 50, said or status.group())
