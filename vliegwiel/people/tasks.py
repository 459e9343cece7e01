"""Jobs of this room: the mail that goes out after the page has answered."""

from __future__ import annotations

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from . import actions
from .invitations import MAIL_JOB
from .models import Invitation


@app.task(queue="mail", name=MAIL_JOB, retry=RetryStrategy(max_attempts=8, exponential_wait=4))
def send_invitation(invitation_id: int) -> None:
    """Mail an invitation, unless it went out, was accepted or was withdrawn; again when the mail server is away."""
    invitation = Invitation.objects.filter(pk=invitation_id).first()
    if invitation is not None:
        actions.mail_invitation(invitation, by=None)
