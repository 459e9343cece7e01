"""Filling in a check-in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from vliegwiel.activity.door import Done, action
from vliegwiel.core.answers import Mistake
from vliegwiel.core.dates import as_day
from vliegwiel.core.working_days import working_days_after
from vliegwiel.initiatives import actions as initiatives
from vliegwiel.initiatives.models import Initiative
from vliegwiel.people.models import Person
from vliegwiel.spaces.journey import Ring, is_wider

from .. import rules
from ..journey import ASKS, DEFAULT_ANSWER_DAYS, ItemKind, StepKind
from ..models import Action, ActionStep, CheckIn, CheckInDraft, CheckInItem, Programme
from .rhythm import heard_from

Items = Sequence[tuple[ItemKind, str]]


@action(
    "check_in_draft.saved",
    may=rules.may_check_in,
    unlogged="every pause in typing saves; sending is the event",
    locked=False,
)
def save_draft(initiative: Initiative, *, by: Person, at: datetime, secret: str, data: dict[str, Any]) -> CheckInDraft:
    """Keep what someone is typing. What was sent meanwhile under this word is not kept again."""
    if CheckIn.objects.filter(secret=secret).exists():
        return CheckInDraft(initiative=initiative, person=by, secret=secret)
    draft, _new = CheckInDraft.objects.update_or_create(
        initiative=initiative, person=by, defaults={"secret": secret, "data": data, "changed_at": at}
    )
    return draft


@action("check_in.handed_in", may=rules.may_check_in, unlogged="the check-in that it becomes is the event")
def send(
    initiative: Initiative, *, by: Person, at: datetime, secret: str, items: Items, ring: str, as_news: bool = False
) -> CheckIn:
    """Send it, once: pressing the button twice answers the same check-in. Raises Mistake when it holds nothing."""
    sent = CheckIn.objects.filter(initiative=initiative, secret=secret).first()
    if sent is not None:
        return sent
    if not items:
        raise Mistake(**{"": _("Write at least one result, question or bottleneck.")})
    check_in = _send(initiative, by=by, at=at, secret=secret, items=items, ring=ring)
    results = [text for kind, text in items if kind == ItemKind.RESULT]
    if as_news and results:
        title = _("Results up to %(day)s") % {"day": as_day(at)}
        initiatives.add_update(initiative, by=by, at=at, title=title, text="\n\n".join(results)[:8000])
    return check_in


@action("check_in.sent", may=rules.may_check_in)
def _send(initiative: Initiative, *, by: Person, at: datetime, secret: str, items: Items, ring: str) -> Done:
    check_in = CheckIn.objects.create(initiative=initiative, secret=secret, ring=ring, by=by, at=at)
    rows = [
        CheckInItem(check_in=check_in, kind=kind, position=position, text=text)
        for position, (kind, text) in enumerate(items)
    ]
    CheckInItem.objects.bulk_create(rows)
    asked = [row for row in rows if row.kind in ASKS]
    _ask(initiative, asked, by=by, at=at)
    heard_from(initiative, at=at)
    CheckInDraft.objects.filter(initiative=initiative, person=by).delete()
    check_in.refresh_from_db(fields=["audience"])
    return Done(check_in, target=check_in, facts={"initiative": initiative.pk, "items": len(rows), "asked": len(asked)})


def _ask(initiative: Initiative, items: Sequence[CheckInItem], *, by: Person, at: datetime) -> None:
    """Each question and bottleneck becomes an action on the desk, due in so many working days."""
    programme = Programme.objects.filter(space=initiative.programme_id).first()
    due_on = working_days_after(timezone.localdate(at), programme.answer_days if programme else DEFAULT_ANSWER_DAYS)
    actions = Action.objects.bulk_create(
        Action(
            item=item,
            kind=item.kind,
            initiative=initiative,
            desk_id=initiative.programme_id or initiative.space_id,
            due_on=due_on,
            at=at,
            changed_at=at,
        )
        for item in items
    )
    ActionStep.objects.bulk_create(ActionStep(action=one, kind=StepKind.ASKED, by=by, at=at) for one in actions)


@action("check_in.narrowed", may=rules.may_narrow)
def narrow(check_in: CheckIn, *, by: Person, at: datetime, ring: str) -> Done:
    """Let fewer people read it. Wider is not possible afterwards: who wrote it did so for the ring of then."""
    before = check_in.ring
    if is_wider(ring, before):
        raise Mistake(ring=_("What was sent cannot be opened to more people afterwards."))
    check_in.ring = ring
    check_in.save(update_fields=["ring"])
    check_in.refresh_from_db(fields=["audience"])
    return Done(check_in, fields=["ring"], facts={"from": before, "to": Ring(ring)})
