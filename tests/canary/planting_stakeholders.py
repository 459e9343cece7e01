"""Words in playing fields and conversations, in every ring. Who may read them is written here by hand."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from tests.cast import World
from vliegwiel.stakeholders.models import (
    Conversation,
    ConversationAsk,
    PlayingField,
    Stakeholder,
    StakeholderChange,
)

if TYPE_CHECKING:
    from tests.canary.planting import Planted

NETWORK = frozenset({"operator", "lead", "colleague", "manager", "community", "outsider"})
TEAMS = {
    "letters": frozenset({"lead", "colleague", "manager"}),
    "verify": frozenset({"manager"}),
    "intake": frozenset({"community"}),
    "secret": frozenset({"lead"}),
    "buddy": frozenset({"lead", "manager"}),
}
"""Initiative: its team and the leads of its space and programme."""
OPENED = {
    "letters": NETWORK,  # the initiative is public, a playing field never
    "verify": NETWORK,
    "intake": frozenset({"operator", "community"}),
    "secret": frozenset({"lead"}),
}
"""Initiatives whose team opened the field to the network, with who reads it then; the field of buddy is the team's."""
LEADS = {"letters": "lead", "verify": "manager", "intake": "community", "secret": "lead", "buddy": "lead"}
TEXTS = ("name", "needed_for", "action", "result")


def plant_stakeholders(planted: Planted, world: World, now: datetime) -> None:
    for name, team in TEAMS.items():
        initiative, lead = world.initiatives[name], world.people[LEADS[name]]
        readers = OPENED.get(name, team)
        PlayingField.objects.update_or_create(
            initiative=initiative, defaults={"ring": "network" if name in OPENED else "team"}
        )
        words = {field: planted.word(f"stakeholders.Stakeholder.{field} ({name})", readers) for field in TEXTS}
        words |= {
            field: planted.word(f"stakeholders.Stakeholder.{field} ({name})", team) for field in ("contact", "note")
        }
        row = Stakeholder.objects.create(
            initiative=initiative, compared=words["name"], level="governance", added_at=now, changed_at=now, **words
        )
        change = planted.word(f"stakeholders.StakeholderChange.fields ({name})", readers)
        StakeholderChange.objects.create(
            stakeholder=row, version=1, fields={"needed_for": ["", change]}, by=lead, at=now
        )
        said = {
            field: planted.word(f"stakeholders.Conversation.{field} ({name})", team) for field in ("name", "who", "aim")
        }
        talk = Conversation.objects.create(compared=row.compared, on=now.date(), by=lead, at=now, **said)
        outcome = planted.word(f"stakeholders.ConversationAsk.outcome ({name})", team)
        ConversationAsk.objects.create(conversation=talk, stakeholder=row, came="agreed", outcome=outcome, told_at=now)
    planted.models |= {
        f"stakeholders.{model}" for model in ("Stakeholder", "StakeholderChange", "Conversation", "ConversationAsk")
    }
