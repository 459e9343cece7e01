"""Why something was suggested, in words, as far as the reader may see what the words are about.

A match keeps its reasons as data: `themes`, `regions` (ids of what both have), `words` (that both hold), `talents`,
`same_kind` (an offer of what is looked for), `same_size` (about as many inhabitants), and the ids of initiatives that
the other `worked_on`, `took_part_in` or `reused_from`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from vliegwiel.initiatives.models import Initiative, Theme
from vliegwiel.people.models import Person, Region

from ..models import Listed, Match

Named = tuple[str, str]
"""What something is called, and its address; empty where it has none."""
Names = Mapping[str, Mapping[int, Named]]
MOST_NAMED = 3
INITIATIVES = ("worked_on", "took_part_in", "reused_from")
TARGETS = ("offer", "part__initiative", "person", "organisation", "initiative")
SHOWN = 5


@dataclass(frozen=True)
class Because:
    """One reason: words, and what they are about."""

    words: str
    things: list[Named] = field(default_factory=list)


@dataclass(frozen=True)
class Suggestion:
    """A match as a page shows it."""

    match: Match
    reasons: list[Because]


def suggestions_for(listing: Listed, viewer: Person | None) -> list[Suggestion]:
    """What waits for an answer beside this need or offer, best first. Four statements at most."""
    rows = Match.objects.visible_to(viewer).suggested().filter(**{str(listing._meta.model_name): listing})
    found = list(rows.select_related("need", *TARGETS).order_by("rank", "id")[:SHOWN])
    names = _names([match.reasons for match in found], viewer)
    return [Suggestion(match, _in_words(match.reasons, names)) for match in found]


def _names(reasons: Iterable[Mapping[str, Any]], viewer: Person | None) -> Names:
    """The names of everything that these reasons mention and the viewer may see."""
    themes, regions, initiatives = set[int](), set[int](), set[int]()
    for one in reasons:
        themes.update(one.get("themes", ()))
        regions.update(one.get("regions", ()))
        for name in INITIATIVES:
            initiatives.update(one.get(name, ()))
    seen = Initiative.objects.visible_to(viewer).standing().filter(pk__in=initiatives).only("code", "slug", "title")
    return {
        "themes": {one.pk: (one.name, "") for one in Theme.objects.filter(pk__in=themes)} if themes else {},
        "regions": {one.pk: (one.name, "") for one in Region.objects.filter(pk__in=regions)} if regions else {},
        "initiatives": {one.pk: (one.title, one.get_absolute_url()) for one in seen} if initiatives else {},
    }


def _in_words(reasons: Mapping[str, Any], names: Names) -> list[Because]:
    """The most telling first; none about what the reader may not see."""

    def named(words: str, reason: str, kind: str) -> Because | None:
        things = [names[kind][pk] for pk in reasons.get(reason, ()) if pk in names[kind]]
        return Because(words, things[:MOST_NAMED]) if things else None

    def as_it_stands(words: str, reason: str) -> Because | None:
        things = [(word, "") for word in reasons.get(reason, ())]
        return Because(words, things) if things else None

    lines = [
        Because(_("Offers what you look for")) if reasons.get("same_kind") else None,
        named(_("Worked on:"), "worked_on", "initiatives"),
        named(_("Takes part in something like it:"), "took_part_in", "initiatives"),
        named(_("Reuses something of:"), "reused_from", "initiatives"),
        as_it_stands(_("Can be asked for:"), "talents"),
        named(_("Same theme:"), "themes", "themes"),
        named(_("Same region:"), "regions", "regions"),
        Because(_("About as large")) if reasons.get("same_size") else None,
        as_it_stands(_("Both mention:"), "words"),
    ]
    return [line for line in lines if line]
