"""What people of the named world say to each other about its initiatives. Made up here."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from vliegwiel.conversation import actions
from vliegwiel.conversation.models import Comment

if TYPE_CHECKING:
    from .cast import World


def talk(world: World, at: datetime) -> None:
    """About the letters, for everyone; and about checking a decision, in the network."""
    iris = world.people["lead"]
    first = _say(
        world, "letters", "outsider", at - timedelta(days=20),
        "In Tilburg bellen vooral mensen die twee brieven op één dag krijgen. Hebben jullie dat ook gezien?",
    )  # fmt: skip
    _say(
        world, "letters", "lead", at - timedelta(days=19),
        "Ja, bij toeslagen. We sturen ze nu in één envelop, met bovenaan wat er verandert.", reply_to=first,
    )  # fmt: skip
    _say(
        world, "letters", "community", at - timedelta(days=6),
        f"@{iris.code}, mogen we de test met twaalf inwoners overnemen? Wij willen hem doen met tien werkzoekenden.",
        mentioned=["lead"],
    )  # fmt: skip
    actions.find_helpful(first, by=world.person("lead"), at=at - timedelta(days=19))
    actions.find_helpful(first, by=world.person("colleague"), at=at - timedelta(days=18))
    _say(
        world, "verify", "lead", at - timedelta(days=4),
        "Wij doen mee als de gegevens binnen de gemeente blijven. Kan dat met deze opzet?",
    )  # fmt: skip


def _say(
    world: World,
    about: str,
    who: str,
    at: datetime,
    text: str,
    *,
    reply_to: Comment | None = None,
    mentioned: list[str] | None = None,
) -> Comment:
    return actions.place(
        world.initiatives[about],
        by=world.person(who),
        at=at,
        text=text,
        reply_to=reply_to,
        mentioned=[world.people[name] for name in mentioned or []],
    )
