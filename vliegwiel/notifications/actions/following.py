"""Following, and no longer."""

from __future__ import annotations

from datetime import datetime

from vliegwiel.activity.door import action
from vliegwiel.people.models import Person

from .. import rules
from ..models import Follow

PRIVATE = "what someone follows is nobody else's business"


@action("follow.begun", may=rules.may_read, unlogged=PRIVATE, locked=False)
def follow(person: Person, *, by: Person, at: datetime, target_type: str, target_id: int) -> None:
    """Hear of this from now on. Twice is the same as once. Whether it can be seen is the caller's to look at."""
    Follow.objects.bulk_create(
        [Follow(person=person, target_type=target_type, target_id=target_id, since=at)], ignore_conflicts=True
    )


@action("follow.stopped", may=rules.may_read, unlogged=PRIVATE, locked=False)
def unfollow(person: Person, *, by: Person, at: datetime, target_type: str, target_id: int) -> None:
    """No longer; also of what can no longer be seen."""
    Follow.objects.filter(person=person, target_type=target_type, target_id=target_id).delete()
