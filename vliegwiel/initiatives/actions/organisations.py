"""Organisations in their part."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from vliegwiel.activity.door import Done, action
from vliegwiel.core.answers import Mistake
from vliegwiel.people.models import Organisation, Person

from .. import rules
from ..audience import set_audience
from ..journey import Part
from ..models import Initiative, Participation


@action("organisation.took_part", may=rules.may_speak_for)
def take_part(initiative: Initiative, *, by: Person, at: datetime, organisation: Organisation, part: str) -> Done:
    """Give an organisation its part, or another part. Interest one can say oneself; the rest is for the team."""
    if part != Part.INTERESTED and not rules.may_edit(by, initiative):
        raise Mistake(part=_("The team decides who takes part. You can say that you are interested."))
    if not _is_own_word(initiative, organisation) and not rules.may_edit(by, initiative):
        raise Mistake(organisation=_("This organisation already takes part in it."))
    participation, _made = Participation.objects.update_or_create(
        initiative=initiative, organisation=organisation, defaults={"part": part, "since": at}
    )
    set_audience(initiative)
    return Done(participation, target=initiative, facts={"organisation": organisation.pk, "part": part})


def _is_own_word(initiative: Initiative, organisation: Organisation) -> bool:
    """No part yet, or only interest: what an organisation says of itself."""
    return not initiative.participations.filter(organisation=organisation).exclude(part=Part.INTERESTED).exists()


@action("organisation.let_go", may=rules.may_speak_for)
def let_go(initiative: Initiative, *, by: Person, at: datetime, organisation: Organisation) -> Done:
    """End the part of an organisation. Interest ends as it began: by one's own word; the rest is for the team."""
    if not _is_own_word(initiative, organisation) and not rules.may_edit(by, initiative):
        raise Mistake(organisation=_("The team decides who takes part."))
    gone, _per_model = Participation.objects.filter(initiative=initiative, organisation=organisation).delete()
    if not gone:
        raise Mistake(organisation=_("This organisation has no part in it any more."))
    set_audience(initiative)
    return Done(initiative, facts={"organisation": organisation.pk})
