"""How someone wants to hear of things."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, time

from vliegwiel.activity.door import action
from vliegwiel.people.models import Person

from .. import rules
from ..journey import IN_DIGEST, USUAL_PACE, Group, Pace
from ..models import MailWishes, Notification, Preference
from ..stopping import DIGEST

OWN = "how someone wants to be mailed is nobody else's business"


@action("mail.wished", may=rules.may_wish, unlogged=OWN)
def wish(
    person: Person, *, by: Person, at: datetime, paces: Mapping[str, str], quiet_from: time, quiet_until: time
) -> None:
    """From now on; what waits in these groups goes along as wished now."""
    _choose(person, paces)
    MailWishes.objects.update_or_create(person=person, defaults={"quiet_from": quiet_from, "quiet_until": quiet_until})


@action("mail.stopped", may=rules.may_stop, unlogged=OWN)
def stop(person: Person, *, by: Person | None, at: datetime, what: str) -> None:
    """No mail of this group any more, or of anything that goes along in a digest. Twice is the same as once."""
    groups = [group for group, pace in paces_of(person).items() if pace in IN_DIGEST] if what == DIGEST else [what]
    _choose(person, dict.fromkeys(groups, Pace.NEVER))


def paces_of(person: Person) -> dict[Group, Pace]:
    """How soon each group goes by mail to this person."""
    wished = dict(Preference.objects.filter(person=person).values_list("group", "pace"))
    return {group: Pace(wished.get(group, USUAL_PACE[group])) for group in Group}


def _choose(person: Person, paces: Mapping[str, str]) -> None:
    for group, pace in paces.items():
        Preference.objects.update_or_create(person=person, group=group, defaults={"pace": pace})
        waiting = Notification.objects.filter(person=person, group=group, letter=None, pace__in=IN_DIGEST)
        waiting.update(pace=pace if pace in IN_DIGEST else Pace.NEVER)  # at once is for what comes from now on
