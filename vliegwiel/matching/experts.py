"""Who can help, and who would join: the product's own evidence, under the eyes of who looks.

What someone did counts only as far as this viewer may see it: initiatives and their parts, answers that were shared,
and the profile. What someone hid, or does not want to be used, is nowhere. Reasons come from the same lines.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from typing import Any

from django.db.models import BigIntegerField, Case, F, OuterRef, QuerySet, Subquery, When

from vliegwiel.activity.audience import Viewer, tokens_of
from vliegwiel.exchange.journey import Source
from vliegwiel.exchange.models import Expertise
from vliegwiel.exchange.queries.reasons import Reason, deed_in_words, profile_in_words
from vliegwiel.initiatives.journey import Role
from vliegwiel.initiatives.models import Initiative, Part
from vliegwiel.people.models import Person

from . import search
from .asked import rarity
from .directions import HELP
from .documents import Hit
from .evidence import Key, Near, Ranked, Worked, counted, ranked
from .models import SearchDocument
from .resemblance import shared_words

SHOWN = 20
NEAREST = 200
"""Documents that are looked at: the best hundred by words and by meaning are among them."""
MOST_PEOPLE = 120
MOST_LINES = 4_000
MOST_REASONS = 3
CLOSE = 0.84
"""From this cosine on an initiative is a reason without a shared word. Unrelated Dutch texts lie about .76 to .80."""
COVERED = 0.3
"""So much of the text's eight rarest words, by rarity, must something share with it to be a reason."""
RAREST = 8
CARRIED = 2.0
"""Weight of an initiative that someone led, against one in which they had another part."""


@dataclass(frozen=True)
class Helps:
    """Someone who probably knows about it, with the reasons, most telling first."""

    person: Person
    score: float
    reasons: list[Reason]
    lines: list[Expertise] = field(default_factory=list)
    """The lines of expertise behind the reasons."""
    words: tuple[str, ...] = ()
    """What the profile has in common with the text, as it stands in the profile."""


def who_can_help(
    text: str,
    viewer: Viewer | None,
    *,
    limit: int = SHOWN,
    among: QuerySet[Person] | None = None,
    without: Collection[int] = (),
) -> list[Helps]:
    """People who probably know about this text, best first. `among`: only these; `without`: not these ids."""
    people = Person.objects.visible_to(viewer).active().exclude(pk__in=without)
    only: list[int] | None = None
    wanted: set[int] = set()
    if among is not None:
        only = list(people.filter(pk__in=among.order_by().values("pk")).order_by("pk").values_list("pk", flat=True))
        if len(only) > MOST_PEOPLE:
            wanted, only = set(only), None
    ground = Seen(viewer)
    found = ranked(text, ground, among=only, most=MOST_PEOPLE)
    if among is not None and only is None:
        found = [one for one in found if one.key in wanted]
    return _explained(text, ground, found, people, limit)


def who_joins_in(
    text: str,
    viewer: Viewer | None,
    *,
    starter: Person,
    limit: int = SHOWN,
    without: Collection[int] = (),
    ground: Seen | None = None,
) -> list[Helps]:
    """People who would likely join this one: they know about it, and above all they worked together before.

    `ground`: what was looked up already for this viewer.
    """
    ground = ground or Seen(viewer)
    found = ranked(text, ground, starter=starter.pk, most=MOST_PEOPLE)
    left_out = {starter.pk, *without}
    people = Person.objects.visible_to(viewer).active().exclude(pk__in=left_out)
    return _explained(text, ground, found, people, limit)


def _explained(text: str, ground: Seen, found: Sequence[Ranked], people: QuerySet[Person], limit: int) -> list[Helps]:
    """With their reasons; who has none is left out, because nobody could tell why."""
    rows = people.in_bulk([one.key for one in found])
    each = (ground.explained(text, rows[one.key], one.score, one.because) for one in found if one.key in rows)
    return list(islice((one for one in each if one.reasons), limit))


class Seen:
    """What one viewer may know of who did what. Reads a constant number of statements, once each."""

    def __init__(self, viewer: Viewer | None) -> None:
        self.viewer = viewer
        self._lines: dict[int, list[Expertise]] = defaultdict(list)
        self._texts: dict[Key, str] = {}
        self.closest: set[Key] = set()
        self._near: dict[str, Near] = {}
        self._initiatives: dict[Key, Initiative] = {}
        self._rarity = search.reader().rarities()

    def near(self, text: str) -> Near:
        """Initiatives and parts that resemble the text, and people whose profile does. Looked up once for a text."""
        if text not in self._near:
            self._near[text] = self._look(text)
        return self._near[text]

    def _look(self, text: str) -> Near:
        tokens = tokens_of(self.viewer)
        things = search.reader().similar("", text, tokens, NEAREST, ["initiative", "part"])
        people = search.reader().similar("", text, tokens, MOST_PEOPLE, ["person"], direction=HELP)
        targets = self._targets([*things.ids, *people.ids])
        items: dict[str, dict[Key, float]] = {"words": {}, "meaning": {}}
        for hit in things.hits:
            initiative = targets.get(hit.id)
            if initiative is None:
                continue
            for half, value in (("words", _words(hit)), ("meaning", _meaning(hit))):
                if value is not None:
                    items[half][initiative] = max(value, items[half].get(initiative, value))
        self.closest = {key for key, cosine in items["meaning"].items() if cosine >= CLOSE}
        said = {targets[hit.id]: hit.score for hit in people.hits if hit.id in targets}
        return Near(items["words"], items["meaning"], said)

    def _targets(self, ids: list[int]) -> dict[int, int]:
        """From a document to the id of its person, or of its initiative: a part speaks for its initiative."""
        part = Part.objects.visible_to(self.viewer).filter(pk=OuterRef("target_id"))
        of_part = Subquery(part.values("initiative"), output_field=BigIntegerField())
        home = Case(When(kind="part", then=of_part), default=F("target_id"), output_field=BigIntegerField())
        rows = SearchDocument.objects.visible_to(self.viewer).filter(pk__in=ids, deleted=False)
        found = rows.annotate(home=home).values_list("pk", "home")
        return {row: target for row, target in found if target is not None}

    def worked(self, items: Collection[Key]) -> Worked:
        """Who worked on these initiatives."""
        people: dict[Key, dict[Key, float]] = defaultdict(dict)
        ids = [item for item in items if isinstance(item, int)]
        for line in self._visible().filter(initiative__in=ids)[:MOST_LINES]:
            weight = people[line.initiative_id].get(line.person_id, 0.0)
            people[line.initiative_id][line.person_id] = max(weight, _weight(line))
        return people

    def deeds(self, people: Collection[Key]) -> Mapping[Key, Mapping[Key, float]]:
        """Everything of these people that this viewer may see: initiatives by id, other lines as themselves."""
        found: dict[Key, dict[Key, float]] = defaultdict(dict)
        for line in self._visible().filter(person__in=people)[:MOST_LINES]:
            self._lines[line.person_id].append(line)
            item = line.initiative_id or line
            found[line.person_id][item] = max(_weight(line), found[line.person_id].get(item, 0.0))
        return found

    def texts(self, items: Collection[Key]) -> Mapping[Key, str]:
        """What was worked on, in its own words."""
        texts = {item: item.subject or str(item.question) for item in items if isinstance(item, Expertise)}
        ids = [item for item in items if isinstance(item, int)]
        rows = Initiative.objects.visible_to(self.viewer).only("code", "slug", "title", "question", "summary", "goal")
        self._initiatives = rows.in_bulk(ids)
        for pk, row in self._initiatives.items():
            texts[pk] = "\n".join(part for part in (row.title, row.question, row.summary, row.goal) if part)
        self._texts = texts
        return texts

    def rarity(self, stem: str) -> float:
        return self._rarity(stem)

    def _visible(self) -> QuerySet[Expertise]:
        seen = Expertise.objects.visible_to(self.viewer)
        return seen.select_related("initiative", "question").order_by("-since", "-id")

    def explained(self, text: str, person: Person, score: float, because: Collection[Key]) -> Helps:
        """The person with at most three reasons: the nearest things they worked on, else what they say themselves."""
        lines = self._lines.get(person.pk, [])
        order = {item: rank for rank, item in enumerate(because)}
        near = [line for line in lines if line.initiative_id in order and self._tells(text, line.initiative_id)]
        telling = sorted(near, key=lambda line: (order[line.initiative_id], line.source != Source.ROLE))
        own = [line for line in lines if line.initiative_id is None and self._covers(_of(line), text)]
        chosen = _one_for_each_initiative([*telling, *own])[:MOST_REASONS]
        words = tuple(talent for talent in person.talents if self._covers(talent, text))[:MOST_REASONS]
        reasons = [deed_in_words(line) for line in chosen]
        if words:
            reasons.append(profile_in_words(words))
        elif not reasons:
            told = f"{person.job_title}\n{person.about}"
            words = shared_words(told, text, self.rarity) if self._covers(text, told) else ()
            reasons = [profile_in_words(words)] if words else []
        return Helps(person, score, reasons, chosen, words)

    def _tells(self, text: str, initiative: Key) -> bool:
        """Whether one can see why: it shares enough rare words with the text, or means nearly the same."""
        return initiative in self.closest or self._covers(text, self._texts.get(initiative, ""))

    def _covers(self, text: str, other: str) -> bool:
        """Words that stand nowhere else are left out: nothing could have covered them."""
        worth = {stem: self.rarity(stem) for stem in counted(text)}
        known = [stem for stem in worth if worth[stem] < self._unknown]
        rarest = sorted(known, key=lambda stem: (-worth[stem], stem))[:RAREST]
        shared = sum(worth[stem] for stem in rarest if stem in counted(other))
        return shared > 0 and shared >= COVERED * sum(worth[stem] for stem in rarest)

    @cached_property
    def _unknown(self) -> float:
        """The rarity of a word that stands nowhere."""
        return rarity(0, len(search.reader()) + 1)


def _of(line: Expertise) -> str:
    return line.subject or str(line.question)


def _one_for_each_initiative(lines: list[Expertise]) -> list[Expertise]:
    chosen: dict[Any, Expertise] = {}
    for line in lines:
        chosen.setdefault(line.initiative_id or line.pk, line)
    return list(chosen.values())


def _weight(line: Expertise) -> float:
    return CARRIED if line.source == Source.ROLE and line.role == Role.LEAD else 1.0


def _words(hit: Hit) -> float:
    """The half by words of a hit, 0 to 1."""
    return (hit.stems + hit.grams) / 2


def _meaning(hit: Hit) -> float | None:
    """The cosine of a hit; None where it has no vector."""
    return None if math.isnan(hit.meaning) else hit.meaning
