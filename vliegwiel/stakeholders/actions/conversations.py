"""One conversation with a party for several pilots: prepared, and what came of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from vliegwiel.activity.door import Done, action
from vliegwiel.core.answers import Mistake
from vliegwiel.core.dates import as_day
from vliegwiel.people.models import Person

from .. import rules
from ..journey import STATUS_AFTER, Came, Status
from ..models import Conversation, ConversationAsk, Stakeholder
from ..queries.parties import Party, compared
from .keeping import altered, keep


@action("conversation.prepared", may=rules.may_prepare)
def prepare(
    subject: None,
    *,
    by: Person,
    at: datetime,
    party: Party,
    asks: Sequence[Stakeholder],
    on: date,
    who: str = "",
    aim: str = "",
) -> Done:
    """Plan the talk and bring these asks. Each pilot sees it in the history of the party, with a date and a step."""
    rows = sorted(asks, key=lambda row: row.pk)  # one order for everyone who locks them
    talk = Conversation.objects.create(
        organisation=party.organisation,
        name=party.name[:250],
        compared=compared(party.name) if party.is_words else "",
        on=on,
        who=who,
        aim=aim,
        by=by,
        at=at,
    )
    ConversationAsk.objects.bulk_create(ConversationAsk(conversation=talk, stakeholder=row) for row in rows)
    for row in rows:
        _bring(row, by=by, at=at, talk=talk)
    return Done(talk, target=talk, facts={"stakeholders": [row.pk for row in rows], "on": on.isoformat()})


@action("stakeholder.brought", may=rules.may_bring)
def _bring(row: Stakeholder, *, by: Person, at: datetime, talk: Conversation) -> Done:
    """What the owner in the pilot finds: the talk, and where nothing was agreed yet its date and step."""
    fields = {
        "status": Status.TALKING if row.status == Status.PLANNED else row.status,
        "due_on": row.due_on or talk.on,
        "action": row.action or _("Conversation on %(day)s") % {"day": as_day(talk.on)},
    }
    changes = altered(row, fields)
    keep(row, changes, by=by, at=at, conversation=talk)
    return Done(row, fields=sorted(changes), facts={"initiative": row.initiative_id, "conversation": talk.pk})


@dataclass(frozen=True)
class Told:
    """What came of it for one pilot."""

    ask: ConversationAsk
    came: str
    outcome: str = ""
    due_on: date | None = None
    """Day on which the next thing should be there; the day of before when empty."""


@action("conversation.reported", may=rules.may_tell)
def tell(talk: Conversation, *, by: Person, at: datetime, told: Iterable[Told]) -> Done:
    """Write down per ask what came of it. Asks that nothing is said of stay as they are."""
    said = sorted((one for one in told if one.came), key=lambda one: one.ask.stakeholder_id)
    if not said:
        raise Mistake(**{"": _("Say of at least one pilot what came of it.")})
    for one in said:
        if one.ask.conversation_id != talk.pk:
            raise Mistake(**{"": _("This belongs to another conversation.")})
        _hear(one.ask.stakeholder, by=by, at=at, talk=talk, told=one)
    talk.told_at = at
    talk.save(update_fields=["told_at"])
    return Done(talk, fields=["told_at"], facts={"stakeholders": [one.ask.stakeholder_id for one in said]})


@action("stakeholder.heard", may=rules.may_bring)
def _hear(row: Stakeholder, *, by: Person, at: datetime, talk: Conversation, told: Told) -> Done:
    """The pilot stands where the answer brought it, and reads it in the history."""
    ask = told.ask
    ask.came, ask.outcome, ask.told_at = told.came, told.outcome, at
    ask.save(update_fields=["came", "outcome", "told_at"])
    after = STATUS_AFTER.get(Came(told.came), row.status)
    changes = altered(row, {"status": after, "due_on": told.due_on or row.due_on})
    keep(row, changes, by=by, at=at, conversation=talk)
    facts = {"initiative": row.initiative_id, "conversation": talk.pk, "came": told.came}
    return Done(row, fields=sorted(changes), facts=facts)
