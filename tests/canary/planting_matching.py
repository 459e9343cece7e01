"""Words in mergings, bundles and judgements. Who may read them is written here by hand."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from tests.cast import VIEWERS, World
from vliegwiel.initiatives.models import Merger
from vliegwiel.matching.models import Bundle, BundleEntry, Judgement

if TYPE_CHECKING:
    from tests.canary.planting import Planted

NETWORK = frozenset({"operator", "lead", "colleague", "manager", "community", "outsider"})
READERS = {
    "letters": frozenset(VIEWERS),
    "verify": NETWORK,
    "intake": frozenset({"operator", "community"}),
    "secret": frozenset({"lead"}),
}
"""Who sees these initiatives: all of them see `letters` and `counter` too, with which they are said to be the same."""


def plant_matching(planted: Planted, world: World, now: datetime) -> None:
    for name, readers in READERS.items():
        one, other = world.initiatives[name], world.initiatives["counter" if name == "letters" else "letters"]
        merger = Merger.objects.filter(initiative=one).first() or Merger.objects.create(
            initiative=one, into=other, reason="x", proposed_at=now
        )
        planted.fill(merger, readers)
        entry = BundleEntry.objects.filter(initiative=one).first() or BundleEntry.objects.create(
            initiative=one, bundle=Bundle.objects.create(name="x", made_at=now), since=now
        )
        planted.fill(entry.bundle, readers)
        judgement = Judgement.objects.create(initiative=one, other=other, verdict="unfit", reason="other", at=now)
        planted.fill(judgement, frozenset())
