"""Who carries the initiative."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from vliegwiel.activity.audience import initiative_token
from vliegwiel.activity.door import Done, action
from vliegwiel.core.answers import Mistake
from vliegwiel.people import keys
from vliegwiel.people.models import Person

from .. import rules
from ..journey import Role
from ..models import Initiative, TeamRole
from .belonging import own


def put_on_team(team_role: TeamRole) -> TeamRole:
    """Save the role and give the sight that comes with it."""
    team_role.save(force_insert=True)
    keys.give(team_role.person, initiative_token(team_role.initiative_id), because=team_role)
    return team_role


@action("team.role_given", may=rules.may_lead)
def give_role(initiative: Initiative, *, by: Person, at: datetime, person: Person, role: str) -> Done:
    """Put a person in a role. A team that has nobody yet starts with a lead."""
    if TeamRole.objects.filter(initiative=initiative, person=person, role=role).exists():
        raise Mistake(person=_("%(name)s already has this role.") % {"name": person.name})
    if role != Role.LEAD and not initiative.team.filter(role=Role.LEAD).exists():
        raise Mistake(role=_("A team starts with a project lead."))
    team_role = put_on_team(TeamRole(initiative=initiative, person=person, role=role, since=at))
    return Done(team_role, target=initiative, facts={"person": person.pk, "role": role})


@action("team.role_taken", may=rules.may_lead)
def take_role(initiative: Initiative, *, by: Person, at: datetime, team_role: TeamRole) -> Done:
    """End a role. The last lead stays until there is another."""
    own(team_role, initiative)
    others = initiative.team.filter(role=Role.LEAD).exclude(pk=team_role.pk)
    if team_role.role == Role.LEAD and not others.exists():
        raise Mistake(role=_("A team always has a project lead. Give someone else that role first."))
    facts = {"person": team_role.person_id, "role": team_role.role}
    keys.take(team_role.person, because=team_role)
    team_role.delete()
    return Done(initiative, facts=facts)


@action("team.role_handed_over", may=rules.may_lead)
def hand_over(initiative: Initiative, *, by: Person, at: datetime, team_role: TeamRole, person: Person) -> Done:
    """Someone else takes over a role, in one go: there is no moment without a lead. Who had it stays in the history."""
    own(team_role, initiative)
    before, role = team_role.person, team_role.role
    if initiative.team.filter(person=person, role=role).exists():
        raise Mistake(person=_("%(name)s already has this role.") % {"name": person.name})
    put_on_team(TeamRole(initiative=initiative, person=person, role=role, since=at))
    keys.take(before, because=team_role)
    team_role.delete()
    return Done(initiative, facts={"from": before.pk, "person": person.pk, "role": role})


@action("initiative.claimed", may=rules.may_claim)
def claim(initiative: Initiative, *, by: Person, at: datetime) -> Done:
    """Take the lead of an imported initiative of one's own organisation."""
    put_on_team(TeamRole(initiative=initiative, person=by, role=Role.LEAD, since=at))
    return Done(initiative)
