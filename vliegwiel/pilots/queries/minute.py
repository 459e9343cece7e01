"""The page of one minute: where it stands, and what someone in this role can do now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from vliegwiel.initiatives.journey import Role
from vliegwiel.initiatives.queries.look import Look

from ..journey import OPEN, ROLE_DOES, ROLE_LEVEL, ItemKind, Rooted
from ..models import Action, CheckIn, CheckInItem
from .tabs import Pulse, Standing, anchoring_of, latest, pulse_of

MOST = 3


@dataclass(frozen=True)
class Minute:
    """Short enough to read while walking to a meeting."""

    pulse: Pulse
    last: CheckIn | None
    results: list[CheckInItem]
    open: list[Action]
    anchoring: list[Standing]
    roles: list[Role]
    """The viewer's own."""
    gaps: list[Role]

    @property
    def does(self) -> list[object]:
        """What someone in these roles can always do."""
        return [ROLE_DOES[role] for role in self.roles]

    @property
    def nearest(self) -> list[Standing]:
        """Levels that are near to these roles and are not anchored yet."""
        levels = {ROLE_LEVEL[role] for role in self.roles if role in ROLE_LEVEL}
        return [one for one in self.anchoring if one.level in levels and one.state != Rooted.ANCHORED]


def minute_of(look: Look, *, today: date) -> Minute:
    """Eight statements, whatever the length of its history."""
    one = look.initiative
    last = latest(one, look.viewer)
    pulse = pulse_of(one, look.viewer, today=today)
    rows = Action.objects.visible_to(look.viewer).filter(initiative=one, state__in=OPEN)
    filled = {row.role for row in pulse.team}
    return Minute(
        pulse=pulse,
        last=last,
        results=[item for item in last.items.all() if item.kind == ItemKind.RESULT][:MOST] if last else [],
        open=list(rows.select_related("item").order_by("due_on", "id")[:MOST]),
        anchoring=anchoring_of(one, look.viewer),
        roles=[Role(row.role) for row in pulse.team if look.viewer is not None and row.person_id == look.viewer.pk],
        gaps=[Role(word) for word in one.track.expected_roles if word in Role.values and word not in filled],
    )
