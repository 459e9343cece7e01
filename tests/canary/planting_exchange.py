"""Words in what is looked for and offered, in every ring. Who may read them is written here by hand."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from tests.cast import World
from vliegwiel.exchange import actions
from vliegwiel.exchange.models import Connection, Match, Outcome, Proposal

if TYPE_CHECKING:
    from tests.canary.planting import Planted

NETWORK = frozenset({"operator", "lead", "colleague", "manager", "community", "outsider"})
LISTED = {
    "letters": ("lead", NETWORK),  # the initiative is public; a need is for the network until it is opened
    "verify": ("manager", NETWORK),
    "intake": ("community", frozenset({"operator", "community"})),
    "secret": ("lead", frozenset({"lead"})),
}
"""Initiative: who places it, and who may read it."""
TEAM_OF_LETTERS = frozenset({"lead", "colleague", "manager"})


def plant_exchange(planted: Planted, world: World, now: datetime) -> None:
    """A need and an offer in every ring; and a question, a meeting and what came of it about one of them."""
    needs = {}
    for name, (who, readers) in LISTED.items():
        under, by = world.initiatives[name], world.person(who)
        needs[name] = actions.open_need(under, by=by, kind="data", title="x", text="x")
        planted.fill(needs[name], readers)
        planted.fill(actions.open_offer(under, by=by, kind="data", title="x", text="x"), readers)
        match = Match.objects.create(need=needs[name], person=world.people["outsider"], rank=1, found_at=now)
        team = {"letters": TEAM_OF_LETTERS, "verify": {"manager"}, "intake": {"community"}, "secret": {"lead"}}
        word = planted.word("exchange.Match.reasons", frozenset(team[name]))
        Match.objects.filter(pk=match.pk).update(reasons={"words": [word]})
    planted.models.add("exchange.Match")
    outsider, lead = world.people["outsider"], world.people["lead"]
    about = {"need": needs["letters"], "one": outsider, "audience": audience(world, needs["letters"])}
    readers = TEAM_OF_LETTERS | {"outsider"}
    asked = Proposal.objects.create(**about, asking="help", by=outsider, one_agreed=True, made_at=now)
    answered = Proposal.objects.create(**about, asking="help", by=outsider, state="declined", made_at=now)
    met = Connection.objects.create(**about, other=lead, made_at=now)
    told = Outcome.objects.create(connection=met, person=outsider, came="result", at=now)
    for row in (asked, answered, met, told):
        planted.fill(row, frozenset(readers))


def audience(world: World, need) -> list[str]:
    need.refresh_from_db()
    return sorted({*need.keepers, f"person:{world.people['outsider'].pk}", f"person:{world.people['lead'].pk}"})
