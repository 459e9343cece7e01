"""Why something is suggested, in sentences that hold nothing but what the viewer sees."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vliegwiel.initiatives.models import Initiative, Theme
from vliegwiel.people.models import Region

MOST_NAMES = 3
SOME_BODIES = 2
"""From so many organisations on, their number is a reason by itself."""


def of_words(shared: Sequence[str]) -> str:
    """What both are about, or that they say the same in other words."""
    if not shared:
        return _("Other words, the same subject.")
    return _("Both are about: %(words)s.") % {"words": ", ".join(shared)}


@dataclass(frozen=True)
class Facts:
    """What initiatives have in common with one of mine, besides words; read in two statements for all of them."""

    mine: Initiative | None = None
    themes: dict[int, str] = field(default_factory=dict)
    regions: dict[int, str] = field(default_factory=dict)

    @classmethod
    def about(cls, things: Sequence[Initiative], mine: Initiative | None) -> Facts:
        """`things` and `mine` must be initiatives that the viewer sees."""
        if mine is None or not things:
            return cls()
        themes = {pk for one in things for pk in one.theme_ids} & set(mine.theme_ids)
        regions = {pk for one in things for pk in one.region_ids} & set(mine.region_ids)
        return cls(
            mine,
            {one.pk: one.name for one in Theme.objects.filter(pk__in=themes)} if themes else {},
            {one.pk: one.name for one in Region.objects.filter(pk__in=regions)} if regions else {},
        )

    def of(self, thing: Initiative) -> list[str]:
        """Sentences about one of them: themes, regions, how many organisations have a part in it."""
        found = []
        if names := _listed(thing.theme_ids, self.themes):
            found.append(_("Same theme: %(names)s.") % {"names": names})
        if names := _listed(thing.region_ids, self.regions):
            found.append(_("Same region: %(names)s.") % {"names": names})
        if (count := len(thing.organisation_ids)) >= SOME_BODIES:
            words = ngettext(
                "%(count)d organisation has a part in it.", "%(count)d organisations have a part in it.", count
            )
            found.append(words % {"count": count})
        return found


def of_more(count: int) -> list[str]:
    """How many more there are of the same name."""
    if not count:
        return []
    words = ngettext("It stands here %(count)d more time.", "It stands here %(count)d more times.", count)
    return [words % {"count": count}]


def of_users(count: int) -> list[str]:
    """How many initiatives reuse a part already."""
    if not count:
        return []
    return [ngettext("%(count)d initiative reuses it.", "%(count)d initiatives reuse it.", count) % {"count": count}]


def _listed(ids: Sequence[int], names: dict[int, str]) -> str:
    return ", ".join([names[pk] for pk in ids if pk in names][:MOST_NAMES])


def of_fit(piece: str, shared: Sequence[str]) -> str:
    """What of mine it answers, and by which words."""
    words = {"words": ", ".join(shared)}
    if not shared:
        return {
            "problem": _("Fits your problem, in other words."),
            "solution": _("Fits your approach, in other words."),
        }.get(piece, _("Fits your text, in other words."))
    return {
        "problem": _("Fits your problem: %(words)s."),
        "solution": _("Fits your approach: %(words)s."),
    }.get(piece, _("Fits your text: %(words)s.")) % words
