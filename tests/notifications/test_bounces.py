"""A mail that came back is kept with whom it was for, whatever else is in it."""

import pytest
from click.testing import CliRunner

from vliegwiel.notifications.bounces import bounces_in
from vliegwiel.notifications.commands import bounce
from vliegwiel.notifications.models import RefusedAddress

BACK = """\
From: MAILER-DAEMON@mail.example
To: noreply@vliegwiel.example
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="x"

--x
Content-Type: text/plain

Sorry.
--x
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.example

Final-Recipient: rfc822; {email}
Action: {action}
Status: {status}
Diagnostic-Code: smtp; {said}

--x--
"""


def back(email="iris@example.org", action="failed", status="5.1.1", said="550 5.1.1 unknown <b>") -> bytes:
    return BACK.format(email=email, action=action, status=status, said=said).encode()


def test_an_address_that_a_mail_did_not_reach_is_kept(world):
    outcome = CliRunner().invoke(bounce, input=back(email=world.lead.email.upper()))
    assert outcome.output == "1 addresses\n"
    row = RefusedAddress.objects.get()
    assert (row.person, row.status, row.refusals, row.said) == (world.lead, 550, 1, "550 5.1.1 unknown <b>")


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\x00\xff\xfe",
        b"Subject: afwezig\n\nIk ben er niet.",
        back(action="delayed"),
        back(email="geen adres"),
        back(status="?"),
        back().replace(b"message/delivery-status", b"text/plain"),
        b"Content-Type: message/delivery-status\n\n",
        b"Content-Type: message/delivery-status; boundary=x\n\nnonsense",
    ],
)
def test_other_mail_says_nothing_of_an_address(raw):
    assert bounces_in(raw) == []


def test_a_full_mailbox_is_not_for_good():
    (found,) = bounces_in(back(status="4.2.2", said="452 4.2.2 full"))
    assert found.status == 452
    (found,) = bounces_in(back(said="gone"))
    assert found.status == 550


def test_an_address_that_nobody_has_here_is_left(world):
    assert CliRunner().invoke(bounce, input=back(email="niemand@voorbeeld.example")).output == "0 addresses\n"
