"""Why something was suggested, in words, as far as the reader may see what the words are about.

A match keeps its reasons as data: `themes`, `regions` (ids of what both have), `words` (that both hold), `talents`,
`same_kind` (an offer of what is looked for), `same_size` (about as many inhabitants), and the ids of initiatives that
the other `worked_on`, `took_part_in` or `reused_from`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from vliegwiel.initiatives.models import Initiative, Theme
from vliegwiel.people.models import Person, Region

from ..models import Listed, Match

Names = Mapping[str, Mapping[int, str]]
MOST_NAMED = 3
INITIATIVES = ("worked_on", "took_part_in", "reused_from")
TARGETS = ("offer", "part__initiative", "person", "organisation", "initiative")
SHOWN = 5


@dataclass(frozen=True)
class Suggestion:
    """A match as a page shows it."""

    match: Match
    reasons: list[str]


def suggestions_for(listing: Listed, viewer: Person | None) -> list[Suggestion]:
    """What waits for an answer beside this need or offer, best first. Four statements at most."""
    rows = Match.objects.visible_to(viewer).suggested().filter(**{str(listing._meta.model_name): listing})
    found = list(rows.select_related("need", *TARGETS).order_by("rank", "id")[:SHOWN])
    names = _names([match.reasons for match in found], viewer)
    return [Suggestion(match, in_words(match.reasons, names)) for match in found]


def _names(reasons: Iterable[Mapping[str, Any]], viewer: Person | None) -> Names:
    """The names of everything that these reasons mention and the viewer may see."""
    themes, regions, initiatives = set[int](), set[int](), set[int]()
    for one in reasons:
        themes.update(one.get("themes", ()))
        regions.update(one.get("regions", ()))
        for name in INITIATIVES:
            initiatives.update(one.get(name, ()))
    seen = Initiative.objects.visible_to(viewer).standing()
    return {
        "themes": {one.pk: one.name for one in Theme.objects.filter(pk__in=themes)} if themes else {},
        "regions": {one.pk: one.name for one in Region.objects.filter(pk__in=regions)} if regions else {},
        "initiatives": {one.pk: one.title for one in seen.filter(pk__in=initiatives)} if initiatives else {},
    }


def in_words(reasons: Mapping[str, Any], names: Names) -> list[str]:
    """One short sentence per reason, the most telling first."""

    def named(reason: str, kind: str) -> str:
        known = [names[kind][pk] for pk in reasons.get(reason, ()) if pk in names[kind]]
        return ", ".join(known[:MOST_NAMED])

    found = [
        (reasons.get("same_kind"), _("Offers what you look for")),
        (named("worked_on", "initiatives"), _("Worked on: %(names)s")),
        (named("took_part_in", "initiatives"), _("Takes part in: %(names)s")),
        (named("reused_from", "initiatives"), _("Reuses something of: %(names)s")),
        (", ".join(reasons.get("talents", ())), _("Can be asked for: %(names)s")),
        (named("themes", "themes"), _("Same theme: %(names)s")),
        (named("regions", "regions"), _("Same region: %(names)s")),
        (reasons.get("same_size"), _("About as large")),
        (", ".join(reasons.get("words", ())), _("Both mention: %(names)s")),
    ]
    return [sentence % {"names": value} for value, sentence in found if value]
