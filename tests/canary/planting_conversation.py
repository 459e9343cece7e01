"""Words in comments, in every ring, and in what moderators read of them. Who may read them is written here by hand."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from tests.cast import World
from vliegwiel.conversation.models import Comment, CommentVersion, Hiding, Report

if TYPE_CHECKING:
    from tests.canary.planting import Planted

EVERYONE = frozenset(
    {"visitor", "operator", "lead", "colleague", "manager", "community", "outsider", "supplier", "stranger"}
)
NETWORK = frozenset({"operator", "lead", "colleague", "manager", "community", "outsider"})
SAID = {
    "letters": ("lead", EVERYONE, {"operator"}),
    "verify": ("manager", NETWORK, {"operator"}),
    "intake": ("community", frozenset({"operator", "community"}), {"operator"}),
    "secret": ("lead", frozenset({"lead"}), set()),
}
"""Initiative: who says something, who reads it, and who else moderates it. Who leads the space is the maker there."""


def plant_conversation(planted: Planted, world: World, now: datetime) -> None:
    """A comment, an earlier text, and one that was reported, hidden and appealed, in every ring."""
    for name, (who, readers, others) in SAID.items():
        by, initiative = world.people[who], world.initiatives[name]
        target = {"target_type": "initiatives.initiative", "target_id": initiative.pk, "by": by, "at": now}
        shown = Comment.objects.create(**target, text="x", version=2, changed_at=now)
        planted.fill(shown, readers)
        planted.fill(CommentVersion.objects.create(comment=shown, number=1, text="x", at=now), readers)
        hidden = Comment.objects.create(**target, text="x", state="hidden")
        judges = frozenset(others | {who})
        planted.fill(hidden, judges)
        hiding = Hiding.objects.create(comment=hidden, reason="x", at=now, appeal="x", appealed_at=now)
        report = Report.objects.create(comment=shown, by=None, reason="x", at=now)
        planted.fill(report, frozenset(others))
        words = {"reason": readers, "appeal": judges, "answer": judges}
        for field, may_read in words.items():
            word = planted.word(f"conversation.Hiding.{field}", frozenset(may_read))
            Hiding.objects.filter(pk=hiding.pk).update(**{field: word})
    planted.models.add("conversation.Hiding")
