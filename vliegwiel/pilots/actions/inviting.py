"""Asking someone for the team by mail, with what is asked and how much time it takes."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Model
from django.utils.translation import gettext as _

from vliegwiel.activity.door import Done, action
from vliegwiel.core.answers import Mistake
from vliegwiel.initiatives.actions import put_on_team
from vliegwiel.initiatives.journey import Role
from vliegwiel.initiatives.models import Initiative, TeamRole
from vliegwiel.people import invitations
from vliegwiel.people.models import Invitation, Person

from .. import rules


@action("team.invited", may=rules.may_invite)
def invite(initiative: Initiative, *, by: Person, at: datetime, email: str, role: str, message: str = "") -> Done:
    """Mail someone, with or without an account. Raises Mistake(email=…, role=…, message=…)."""
    if role not in Role.values:
        raise Mistake(role=_("Choose something from the list."))
    invitation = invitations.make(initiative, by=by, at=at, email=email, role=role, message=message)
    return Done(invitation, target=initiative, facts={"role": role})


def admit_invited(initiative: Initiative, *, invitation: Invitation, person: Person, at: datetime) -> None:
    """Part of accepting: the person is on the team. What the sender may no longer ask, nobody accepts."""
    initiative = Initiative.objects.select_for_update().get(pk=initiative.pk)
    if not rules.may_invite(invitation.sent_by, initiative):
        raise Mistake(
            **{"": _("Who invited you does not lead this initiative any more. Ask the team to invite you again.")}
        )
    if not initiative.team.filter(person=person, role=invitation.role).exists():
        put_on_team(TeamRole(initiative=initiative, person=person, role=invitation.role, since=at))


def what_is_asked(target: Model, role: str) -> str:
    """The invitation in words, as part of a sentence."""
    label = str(Role(role).label).lower() if role in Role.values else ""
    return _("to become %(role)s of the initiative “%(title)s”") % {"role": label, "title": target}
