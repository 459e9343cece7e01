"""Which organisations would likely join: by what they work on, and with whom they worked before.

On real adoptions such a guess is right far less often than one would like (docs/matching.md): they are candidates, each
with the reasons, and who asks chooses.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from vliegwiel.activity.audience import Viewer
from vliegwiel.exchange.queries.reasons import Reason
from vliegwiel.initiatives.models import Initiative
from vliegwiel.people.journey import SELLING_KINDS
from vliegwiel.people.models import Organisation

from .evidence import Key, Near, Ranked, Worked, ranked
from .experts import CARRIED, MOST_LINES, Seen

SHOWN = 10
MOST_ORGANISATIONS = 200
FACT = 0.1
"""What the same region, and the same size, add to a score of at most 1."""
SIZES = (20_000, 50_000, 100_000, 250_000)
"""Inhabitants at which a size class of municipalities ends."""


@dataclass(frozen=True)
class Joins:
    """An organisation that may want to join, with the reasons, most telling first."""

    organisation: Organisation
    score: float
    reasons: list[Reason]


def who_joins(
    text: str,
    viewer: Viewer | None,
    *,
    starter: Organisation | None = None,
    kinds: Collection[str] = (),
    without: Collection[int] = (),
    limit: int = SHOWN,
    seen: Seen | None = None,
) -> list[Joins]:
    """Organisations that would likely join, best first; none without a reason in what they did.

    `seen`: what was looked up already for this viewer.
    `starter` begins it; `kinds` of organisation, when given (never those that sell); `without` those with these ids.
    """
    ground = SeenOrganisations(viewer, seen)
    found = ranked(text, ground, starter=starter.pk if starter else None, most=MOST_ORGANISATIONS)
    rows = _candidates([one.key for one in found], kinds, {*without, *([starter.pk] if starter else [])})
    place = Place.of(starter)
    joins = [ground.joining(rows[one.key], one, text, place) for one in found if one.key in rows]
    joins = [one for one in joins if one.reasons]
    return sorted(joins, key=lambda one: (-one.score, one.organisation.sort_name))[:limit]


def _candidates(ids: Collection[Key], kinds: Collection[str], without: Collection[int]) -> dict[int, Organisation]:
    rows = Organisation.objects.valid_on(timezone.localdate()).filter(pk__in=ids).exclude(pk__in=without)
    rows = rows.exclude(kind__in=SELLING_KINDS)
    if kinds:
        rows = rows.filter(kind__in=kinds)
    return rows.prefetch_related("regions").in_bulk()


@dataclass(frozen=True)
class Place:
    """Where the starter stands, to compare others with."""

    name: str = ""
    size: int | None = None
    regions: frozenset[str] = frozenset()

    @classmethod
    def of(cls, starter: Organisation | None) -> Place:
        if starter is None:
            return cls()
        return cls(starter.name, size_class(starter), frozenset(region.name for region in starter.regions.all()))  # type: ignore[attr-defined]

    def facts(self, other: Organisation) -> list[Reason]:
        """What the two have in common as facts."""
        found = []
        if shared := sorted(self.regions & {region.name for region in other.regions.all()}):  # type: ignore[attr-defined]
            found.append(Reason(_("in the same region: %(region)s") % {"region": shared[0]}))
        if self.size is not None and self.size == size_class(other):
            found.append(Reason(_("about as large as %(name)s") % {"name": self.name}))
        return found


def size_class(organisation: Organisation) -> int | None:
    """0 for the smallest municipalities; None where inhabitants mean nothing."""
    people = organisation.population
    return None if not people else sum(people > size for size in SIZES)


class SeenOrganisations(Seen):
    """What one viewer may know of which organisation did what."""

    def __init__(self, viewer: Viewer | None, seen: Seen | None = None) -> None:
        super().__init__(viewer)
        self._seen = seen or Seen(viewer)
        self._shared: dict[Key, list[int]] = defaultdict(list)

    def near(self, text: str) -> Near:
        found = self._seen.near(text)
        self.closest = self._seen.closest
        return Near(found.words, found.meaning)

    def worked(self, items: Collection[Key]) -> Worked:
        """The organisations of these initiatives."""
        return {pk: weights for pk, weights in self._parts(self._standing().filter(pk__in=items))}

    def deeds(self, people: Collection[Key]) -> Mapping[Key, Mapping[Key, float]]:
        """The newest initiatives of these organisations that this viewer may see."""
        found: dict[Key, dict[Key, float]] = {one: {} for one in people}
        for pk, weights in self._parts(self._standing().filter(organisation_ids__overlap=list(people))):
            for one in found.keys() & weights.keys():
                found[one][pk] = weights[one]
            if len(found) == 1:  # only the starter is asked for alone
                for other in weights:
                    self._shared[other].append(pk)
        return found

    def _standing(self) -> QuerySet[Initiative]:
        return Initiative.objects.visible_to(self.viewer).standing()

    def _parts(self, rows: QuerySet[Initiative]) -> list[tuple[int, dict[Key, float]]]:
        values = rows.order_by("-changed_at", "-id").values_list("pk", "organisation_ids", "initiator_ids")
        return [
            (pk, {one: CARRIED if one in initiators else 1.0 for one in organisations})
            for pk, organisations, initiators in values[:MOST_LINES]
        ]

    def joining(self, organisation: Organisation, found: Ranked, text: str, place: Place) -> Joins:
        """The organisation with its reasons: the nearest thing it works on, what was done together, plain facts."""
        reasons = []
        near = next((item for item in found.because if self._tells(text, item)), None)
        together = self._shared.get(organisation.pk, [])
        if near is not None:
            reasons.append(self._reason(_("works on something like it:"), near))
        if together:
            words = _("took part with %(name)s in") % {"name": place.name}
            reasons.append(self._reason(words, together[0]))
        facts = place.facts(organisation) if reasons else []
        return Joins(organisation, found.score + FACT * len(facts), reasons + facts)

    def _reason(self, words: str, item: Key) -> Reason:
        initiative = self._initiatives.get(item)
        return Reason(words, initiative.title, initiative.get_absolute_url()) if initiative else Reason(words)
