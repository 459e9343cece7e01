"""What stands beside an initiative, or beside a text that is being written: what looks like it, what can be reused.

Each with its reasons in words, at most five, none when none is good enough. What the team said does not fit, what was
taken up already and what is in the same bundle is left out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vliegwiel.initiatives.models import Initiative, Merger, Part, Reuse
from vliegwiel.initiatives.queries.merging import proposals_about
from vliegwiel.people.models import Person

from ..calibration import Likeness
from ..likeness import Alike, Same, looks_like
from ..models import Bundle, Judgement
from ..resemblance import is_enough
from ..reuse import Reusable, reusable_here
from ..texts import Texts

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

BADGES = {
    Likeness.NEARLY_SAME: gettext_lazy("Nearly the same"),
    Likeness.VERY_SIMILAR: gettext_lazy("Looks very much like it"),
    Likeness.MAYBE_USEFUL: gettext_lazy("Perhaps useful"),
}
SAME = {
    Same.PROBLEM: gettext_lazy("The same problem."),
    Same.SOLUTION: gettext_lazy("The same solution."),
}
"""What of the two is the same; nothing is said when it is the whole."""


@dataclass(frozen=True)
class Suggestion:
    """One thing to show, and why."""

    thing: Initiative | Part
    badge: str | StrPromise
    facts: str
    """What it is, in a few words."""
    reasons: list[str]

    @property
    def is_part(self) -> bool:
        return isinstance(self.thing, Part)


@dataclass(frozen=True)
class Beside:
    """The two lists, and what else is known of this one."""

    alike: list[Suggestion] = field(default_factory=list)
    reusable: list[Suggestion] = field(default_factory=list)
    is_begun: bool = True
    """There are enough words to compare."""
    bundle: Bundle | None = None
    in_bundle: int = 0
    """How many of the bundle this viewer sees."""
    proposals: list[Merger] = field(default_factory=list)


def beside_text(title: str, fields: Mapping[str, str], viewer: Person | None) -> Beside:
    """For a text that is being written: its title and fields, any of them empty still."""
    texts = Texts.of_fields(title, fields)
    if not is_enough(texts.whole):
        return Beside(is_begun=False)
    return Beside(
        [_alike(one) for one in looks_like(texts, viewer)],
        [_reusable(one) for one in reusable_here(texts, viewer)],
    )


def beside_initiative(initiative: Initiative, viewer: Person | None) -> Beside:
    """For an initiative that stands here. A constant number of statements."""
    texts = Texts.of(initiative)
    judged = list(Judgement.objects.filter(initiative=initiative).values_list("other_id", "part_id", "verdict"))
    others = {other for other, _part, _verdict in judged if other}
    bundle = Bundle.objects.visible_to(viewer).filter(entries__initiative=initiative).first()
    mates = set(_mates(bundle, viewer)) if bundle else set()
    used = set(Reuse.objects.filter(initiative=initiative).values_list("part_id", flat=True))
    parts = used | {part for _other, part, _verdict in judged if part}
    left_out = [*(("part", pk) for pk in parts), *(("initiative", pk) for pk in others | mates)]
    return Beside(
        [_alike(one) for one in looks_like(texts, viewer, without=others | mates, of=initiative)],
        [_reusable(one) for one in reusable_here(texts, viewer, without=left_out, of=initiative)],
        bundle=bundle,
        in_bundle=len(mates),
        proposals=proposals_about(initiative, viewer),
    )


def _alike(one: Alike) -> Suggestion:
    facts = f"{one.initiative.get_kind_display()}, {one.initiative.stage.name}"
    same = [str(SAME[one.same])] if one.same in SAME else []
    return Suggestion(one.initiative, BADGES[one.likeness], facts, [*same, *one.reasons])


def _reusable(one: Reusable) -> Suggestion:
    kind = one.thing.get_kind_display()
    facts = kind
    if isinstance(one.thing, Part):
        facts = _("%(kind)s of “%(title)s”") % {"kind": kind, "title": one.thing.initiative.title}
    return Suggestion(one.thing, gettext_lazy("Perhaps to reuse"), facts, one.reasons)


def dismissed(initiative: Initiative, viewer: Person | None) -> list[Initiative | Part]:
    """What the team said does not fit, as far as this viewer still sees it."""
    rows = Judgement.objects.filter(initiative=initiative, verdict="unfit").values_list("other_id", "part_id")
    others = Initiative.objects.visible_to(viewer).filter(pk__in=[other for other, _part in rows if other])
    parts = Part.objects.visible_to(viewer).filter(pk__in=[part for _other, part in rows if part])
    return [*others.order_by("title", "id"), *parts.select_related("initiative")]


def _mates(bundle: Bundle, viewer: Person | None) -> Sequence[int]:
    seen = Initiative.objects.visible_to(viewer).standing()
    return list(seen.filter(bundled__bundle=bundle).order_by().values_list("pk", flat=True))
