"""Mail of this room: plain text and HTML of the same words."""

from __future__ import annotations

from urllib.parse import urljoin

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from . import invitations
from .models import Invitation, Person


def invitation(row: Invitation) -> EmailMultiAlternatives:
    """In the language of whoever has this address, else of the sender."""
    reader = Person.objects.filter(email__iexact=row.email).first()
    with translation.override((reader or row.sent_by).language):
        words = {
            "sender": row.sent_by.name,
            "asked": invitations.sentence_of(row),
            "message": row.message,
            "address": urljoin(settings.BASE_URL, reverse("people:invitation", args=[row.secret])),
            "until": row.sent_at + invitations.OPEN_FOR,
        }
        subject = _("%(sender)s invites you %(asked)s") % words
        letter = EmailMultiAlternatives(
            subject=" ".join(subject.split())[:200],
            body=render_to_string("people/mail/invitation.txt", words, using="jinja2"),
            from_email=settings.DEFAULT_FROM_EMAIL,
            to=[row.email],
            headers=headers(f"invitation-{row.pk}-{row.secret[:6]}"),
        )
        letter.attach_alternative(render_to_string("people/mail/invitation.html", words, using="jinja2"), "text/html")
    return letter


def headers(name: str) -> dict[str, str]:
    """`name`: the same mail, sent again by a job that was interrupted, has the same Message-ID."""
    host = settings.BASE_URL.split("//")[-1].split("/")[0].split(":")[0]
    return automatic() | {"Message-ID": f"<{name}@{host}>"}


def automatic() -> dict[str, str]:
    """Says that no person typed it, so that nobody's absence assistant answers."""
    return {"Auto-Submitted": "auto-generated"}
