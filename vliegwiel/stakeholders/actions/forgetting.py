"""Words about people go some time after they are needed."""

from __future__ import annotations

from datetime import datetime

from vliegwiel.activity.door import Done, action

from .. import rules
from ..models import Conversation, Stakeholder
from ..queries.retention import conversations_to_forget, parties_to_forget


@action("personal_words.forgotten", may=rules.may_forget, unlogged="nothing stays, so there is nothing to say of it")
def forget(subject: None, *, by: None, at: datetime, months: int) -> Done:
    """Take out contact persons and notes of what ended so many months ago, and who went to talks of before then."""
    parties = Stakeholder.objects.filter(pk__in=parties_to_forget(at, months)).update(contact="", note="")
    talks = Conversation.objects.filter(pk__in=conversations_to_forget(at, months)).update(who="")
    return Done(result=(parties, talks))
