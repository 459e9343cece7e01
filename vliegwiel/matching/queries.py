"""What was found, with what a page needs to show it; a constant number of statements."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from vliegwiel.activity.audience import Viewer
from vliegwiel.initiatives.models import Initiative, Part
from vliegwiel.people.models import Organisation, Person

from . import search
from .highlight import Marker, Segment, marked, snippet
from .resemblance import FEWEST_WORDS, Candidate, Likeness, resemblances
from .search import Result
from .words import content_words

Findable = Initiative | Part | Organisation | Person
MODELS: dict[str, type[Findable]] = {
    "initiative": Initiative,
    "part": Part,
    "organisation": Organisation,
    "person": Person,
}
GROUPS = {
    "initiative": _("Initiatives"),
    "part": _("Parts to reuse"),
    "organisation": _("Organisations"),
    "person": _("People"),
}
SHOWN = 40
COMPARED = 30
"""Candidates of the index that are compared closely."""


@dataclass(frozen=True)
class Shown:
    """One result as a page shows it."""

    kind: str
    url: str
    title: list[Segment]
    text: list[Segment]


@dataclass(frozen=True)
class Alike:
    """An existing initiative that resembles a text, how much in words, and the words both share."""

    initiative: Initiative
    likeness: Likeness
    shared: tuple[str, ...]


def results(words: str, viewer: Viewer | None, *, kinds: Sequence[str] | None = None) -> list[Shown]:
    """What fits the words, best first, over everything that is searchable."""
    found = search.find(words, viewer, kinds=kinds, limit=SHOWN)
    things = _things(found, viewer)
    marker = Marker.of(words)
    return [
        Shown(
            one.kind,
            things[one.kind][one.target_id].get_absolute_url(),
            marked(one.title, marker),
            snippet(one.text, marker),
        )
        for one in found
        if one.target_id in things[one.kind]
    ]


def _things(found: Sequence[Result], viewer: Viewer | None) -> dict[str, Mapping[int, Findable]]:
    """The things themselves, per kind and id, as far as the viewer sees them."""
    return {
        kind: model.objects.visible_to(viewer).in_bulk([one.target_id for one in found if one.kind == kind])
        for kind, model in MODELS.items()
        if any(one.kind == kind for one in found)
    }


def is_enough(text: str) -> bool:
    """Whether there are enough words to compare."""
    return len(content_words(text, most=FEWEST_WORDS)) >= FEWEST_WORDS


def alike(title: str, text: str, viewer: Viewer | None, *, without: Sequence[int] = ()) -> list[Alike]:
    """Initiatives that are enough like this text to show, at most five; none when none is good enough."""
    candidates = {one.target_id: one for one in search.like(title, text, viewer, limit=COMPARED, without=without)}
    compared = [Candidate(one.target_id, one.title, one.text) for one in candidates.values()]
    found = resemblances(title, text, compared, search.reader().rarity)
    rows = Initiative.objects.visible_to(viewer).standing().select_related("stage").in_bulk([one.id for one in found])
    return [Alike(rows[one.id], one.likeness, one.shared) for one in found if one.id in rows]
