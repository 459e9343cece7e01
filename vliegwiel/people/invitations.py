"""Invitations by mail to anything: an organisation here, a space or a role in upper rooms.

An upper room registers its kind once, in its AppConfig.ready: `invitations.kind("spaces.space", accept=…, sentence=…)`.
Its own action then calls `make(space, by=…, …)`; the mail, the page and the acceptance are the same for all.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models import Model
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app

from vliegwiel.core.answers import Mistake

from .checking import check
from .models import Invitation, Person

OPEN_FOR = timedelta(days=60)
MAIL_JOB = "people.send_invitation"


@dataclass(frozen=True)
class Kind:
    """What the rest of the house must know of things one can be invited to."""

    accept: Callable[..., None]
    """`accept(target, *, invitation, person, at)`: called inside the action that accepts, in its transaction."""
    sentence: Callable[[Model, str], str]
    """`sentence(target, role)`: what is asked, as in "to become a member of Utrecht"; in the current language."""


KINDS: dict[str, Kind] = {}


def on_accept(model_label: str, accept: Callable[..., None], *, sentence: Callable[[Model, str], str]) -> None:
    """Let people be invited to rows of this model (`room.model`, lower case)."""
    KINDS[model_label.lower()] = Kind(accept, sentence)


def make(target: Model, *, by: Person, at: datetime, email: str, role: str = "", message: str = "") -> Invitation:
    """Write the invitation and have it mailed after this transaction. Called from actions, after their own rule.

    An open invitation of the same address to the same thing is sent again with a new secret and message.
    Raises Mistake(email=…) or Mistake(message=…).
    """
    assert target._meta.label_lower in KINDS, f"nobody can be invited to a {target._meta.label_lower}"
    email = _mail_address(email)
    about = {"target_type": ContentType.objects.get_for_model(target), "target_id": target.pk}
    Invitation.objects.open().filter(email=email, **about).update(withdrawn_at=at)
    invitation = Invitation(email=email, sent_by=by, sent_at=at, message=message.strip(), role=role, **about)
    check(invitation, ["email", "message", "role"])
    invitation.save()
    # by name: the job's own module stands above the actions
    app.configure_task(MAIL_JOB, queue="mail").defer(invitation_id=invitation.pk)
    return invitation


def target_of(invitation: Invitation) -> Model | None:
    """What the invitation is for; None when it is gone."""
    model = invitation.target_type.model_class()
    return model._base_manager.filter(pk=invitation.target_id).first() if model else None


def sentence_of(invitation: Invitation) -> str:
    """What is asked, in the current language; empty when the thing is gone."""
    target = target_of(invitation)
    return str(KINDS[target._meta.label_lower].sentence(target, invitation.role)) if target else ""


def why_closed(invitation: Invitation, at: datetime) -> str:
    """Why this invitation cannot be accepted any more; empty when it can."""
    if invitation.accepted_at:
        return _("This invitation has been accepted already.")
    if invitation.withdrawn_at:
        return _("This invitation has been withdrawn, or a newer one was sent.")
    if at > invitation.sent_at + OPEN_FOR:
        return _("This invitation has expired. Ask the sender for a new one.")
    return "" if target_of(invitation) else _("What this invitation was for is no longer there.")


def _mail_address(email: str) -> str:
    email = email.strip().lower()
    try:
        validate_email(email)
    except ValidationError as error:
        raise Mistake(email=" ".join(error.messages)) from error
    return email
