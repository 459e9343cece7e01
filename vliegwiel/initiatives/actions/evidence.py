"""Checks with the people it is for."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from vliegwiel.activity.door import Done, action
from vliegwiel.core.answers import Mistake
from vliegwiel.people.models import Person

from .. import rules
from ..models import Initiative, UserCheck
from .belonging import own


@action("check.recorded", may=rules.may_edit)
def add_check(
    initiative: Initiative,
    *,
    by: Person,
    at: datetime,
    done_on: date,
    method: str,
    how_many: int,
    learned: str,
    outcome: str,
) -> Done:
    """Record that people were asked, how many, and what was learned."""
    if done_on > timezone.localdate(at):
        raise Mistake(done_on=_("This day has yet to come. Record a check after it was done."))
    check = UserCheck.objects.create(
        initiative=initiative,
        done_on=done_on,
        method=method,
        how_many=how_many,
        learned=learned,
        outcome=outcome,
        by=by,
    )
    return Done(check, target=initiative, facts={"check": check.pk, "outcome": outcome})


@action("check.removed", may=rules.may_edit)
def remove_check(initiative: Initiative, *, by: Person, at: datetime, check: UserCheck) -> Done:
    own(check, initiative)
    facts = {"check": check.pk}
    check.delete()
    return Done(initiative, facts=facts)
