"""Handing one mail to the mail server, and saying honestly what became of it."""

from __future__ import annotations

from smtplib import (
    SMTPException,
    SMTPRecipientsRefused,
    SMTPResponseException,
    SMTPSenderRefused,
    SMTPServerDisconnected,
)
from types import TracebackType
from typing import Any

from django.core.mail import EmailMessage, get_connection


class NotSent(Exception):
    """It certainly did not go: the mail server is away, or says "later"."""


class Refused(Exception):
    """The mail server does not want it for this address."""

    def __init__(self, status: int, said: str):
        super().__init__(f"{status} {said}")
        self.status, self.said = status, said


class Unsure(Exception):
    """The line broke at the moment that it was handed over."""


class Postman:
    """One connection for many mails. `with Postman() as postman: postman.hand_over(letter)`."""

    def __init__(self) -> None:
        self.line: Any = get_connection()

    def __enter__(self) -> Postman:
        return self

    def __exit__(self, kind: type | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._hang_up()

    def hand_over(self, mail: EmailMessage) -> None:
        """Raises NotSent, Refused or Unsure."""
        self._call()
        try:
            self.line.send_messages([mail])
        except SMTPRecipientsRefused as error:
            raise _refused(*next(iter(error.recipients.values()))) from error
        except SMTPSenderRefused as error:  # about us, not about who gets it
            raise NotSent(str(error)) from error
        except SMTPResponseException as error:
            raise _refused(error.smtp_code, error.smtp_error) from error
        except (OSError, SMTPServerDisconnected) as error:
            self._hang_up()
            raise Unsure(str(error)) from error

    def _call(self) -> None:
        """A line that was left open is tried first, so that one that is dead is no reason to doubt."""
        try:
            smtp = getattr(self.line, "connection", None)
            if smtp is not None and smtp.noop()[0] != 250:
                self._hang_up()
        except (OSError, SMTPException):
            self._hang_up()
        try:
            self.line.open()
        except (OSError, SMTPException) as error:
            raise NotSent(str(error)) from error

    def _hang_up(self) -> None:
        try:
            self.line.close()
        except (OSError, SMTPException):
            self.line = get_connection()


def _refused(status: int, said: Any) -> Exception:
    words = said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)
    return Refused(status, words) if status else NotSent(words)
