"""Words in comments, in every ring, and in what moderators read of them. Who may read them is written here by hand."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.apps import apps
from django.db.models import Model
from django.urls import reverse

from tests.cast import World
from vliegwiel.conversation.models import Comment, CommentVersion, Hiding, Report
from vliegwiel.conversation.subjects import SUBJECTS
from vliegwiel.people.models import Person
from vliegwiel.pilots.models import Action

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


CARRIED = {
    "letters": frozenset({"lead", "colleague", "manager"}), "verify": frozenset({"manager"}),
    "intake": frozenset({"community"}), "secret": frozenset({"lead"}),
}  # fmt: skip
"""Who carries each of them: the team and the leads of its space, or of its programme."""


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
    _elsewhere(planted, world, now)


def _elsewhere(planted: Planted, world: World, now: datetime) -> None:
    """Under a part, which is as wide as its initiative; what lies on the desk out of a check-in for the team; a body."""
    for name, (who, readers, _others) in SAID.items():
        initiative, by = world.initiatives[name], world.people[who]
        for action in Action.objects.filter(initiative=initiative, item__check_in__ring="team"):
            _say(planted, action, by, CARRIED[name], now)
        for part in initiative.parts.all()[:1]:
            _say(planted, part, by, readers, now)
    _say(planted, world.organisations["zwolle"], world.people["lead"], EVERYONE, now)


def _say(planted: Planted, thing: Model, by: Person, readers: frozenset[str], now: datetime) -> None:
    target = {"target_type": thing._meta.label_lower, "target_id": thing.pk}
    planted.fill(Comment.objects.create(**target, by=by, at=now, text="x"), readers)


def talks() -> set[str]:
    """Where everything that was said is read."""
    found = set()
    for label, pk in Comment.objects.values_list("target_type", "target_id").distinct():
        thing = apps.get_model(label)._base_manager.get(pk=pk)
        found.add(reverse("conversation:talk", args=[SUBJECTS[label].word, thing.code]))
    return found
