"""What may answer a need, and which needs an offer may answer; under the eyes of whoever placed it.

Structure first: an offer of the kind that is looked for, the same theme or region; then words that both hold and that
tell something. A handful at most, and nothing that only faintly resembles: a pair needs a reason that one can read.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Q
from django.utils import timezone

from vliegwiel.activity.audience import tokens_of
from vliegwiel.exchange.actions import Found
from vliegwiel.exchange.journey import JOINED_BY_ORGANISATION, Kind, MatchState
from vliegwiel.exchange.models import Listed, Match, Need, Offer
from vliegwiel.exchange.queries.carrying import people_behind
from vliegwiel.initiatives.models import Part, Theme
from vliegwiel.people.models import Person

from . import search
from .experts import who_can_help
from .fellows import fellows_for
from .queries.alike import parts_for
from .resemblance import shared_words, tells

SHOWN = 5
COMPARED = 40
"""Candidates of the index that are compared closely."""
FEWEST_TELLING = 2
"""Telling words that are reason enough, without the same kind."""
BY_KIND = {
    Kind.EXPERTISE: ("person",),
    Kind.TIME: ("person",),
    Kind.NETWORK: ("person",),
    Kind.PART: ("part",),
    Kind.DATA: ("part",),
    Kind.METHOD: ("part",),
}
"""What besides offers can answer a need of this kind."""


class Shared(NamedTuple):
    """The words that two texts share, and those of them that tell something by themselves."""

    words: tuple[str, ...] = ()
    telling: tuple[str, ...] = ()


@dataclass(frozen=True)
class Pair:
    """A need and an offer, how well they fit, and why, as data."""

    score: float
    reasons: dict[str, Any] = field(default_factory=dict)


def found_for(need: Need) -> list[Found]:
    """At most five things that may answer this need, best first; what was said not to fit stays away."""
    viewer = _viewer(need)
    if viewer is None or not need.is_open:
        return []
    if need.kind in JOINED_BY_ORGANISATION:
        found = fellows_for(need, viewer)
    else:
        found = [one for _score, one in sorted(_anything(need, viewer), key=lambda pair: -pair[0])]
    answered = {_key(match.target) for match in Match.objects.filter(need=need).exclude(state=MatchState.SUGGESTED)}
    return [one for one in found if _key(one.target) not in answered][:SHOWN]


def needs_for(offer: Offer) -> list[tuple[Need, dict[str, Any]]]:
    """At most five open needs that this offer may answer, of which its owner and theirs see both ends."""
    viewer = _viewer(offer)
    if viewer is None or not offer.is_open:
        return []
    near = _near(offer, viewer, "need")
    rows = Need.objects.visible_to(viewer).open().exclude(kind__in=JOINED_BY_ORGANISATION)
    alike = rows.filter(Q(pk__in=near) | Q(kind=offer.kind, themes__in=offer.themes.all())).distinct()
    answered = set(Match.objects.filter(offer=offer).exclude(state=MatchState.SUGGESTED).values_list("need", flat=True))
    found = []
    for need in _read(alike.exclude(pk__in=answered)):
        pair = _pair(need, offer, near.get(need.pk, Shared()))
        owner = _viewer(need) if pair else None
        if pair and owner is not None and not set(offer.audience).isdisjoint(tokens_of(owner)):
            found.append((pair.score, need, pair.reasons))
    best = sorted(found, key=lambda one: -one[0])[:SHOWN]
    return [(need, reasons) for _score, need, reasons in best]


def _viewer(listing: Listed) -> Person | None:
    """Whose eyes: whoever placed it, else who stands behind it. Without anyone there is nothing to suggest."""
    return next(iter(people_behind(listing)), None)


def _anything(need: Need, viewer: Person) -> Iterable[tuple[float, Found]]:
    yield from _offers(need, viewer)
    kinds = BY_KIND.get(Kind(need.kind), ())
    if "person" in kinds:
        yield from _people(need, viewer)
    if "part" in kinds:
        yield from _parts(need, viewer)


def _offers(need: Need, viewer: Person) -> Iterable[tuple[float, Found]]:
    near = _near(need, viewer, "offer")
    rows = Offer.objects.visible_to(viewer).open().exclude(keepers=need.keepers)
    for offer in _read(rows.filter(Q(pk__in=near) | Q(kind=need.kind, themes__in=need.themes.all())).distinct()):
        if pair := _pair(need, offer, near.get(offer.pk, Shared())):
            yield pair.score, Found(offer, pair.reasons)


def _read(rows: Any) -> list[Any]:
    return list(rows.prefetch_related("themes").order_by("-changed_at", "-pk")[:COMPARED])


def _pair(need: Need, offer: Offer, shared: Shared) -> Pair | None:
    """None when there is no reason that one can read, or the days do not meet."""
    if need.keepers == offer.keepers or not _days_meet(need, offer):
        return None
    themes = sorted({one.pk for one in need.themes.all()} & {one.pk for one in offer.themes.all()})
    regions = [need.region_id] if need.region_id and need.region_id == offer.region_id else []
    is_same = need.kind == offer.kind
    if need.region_id and offer.region_id and not regions:
        return None
    telling = shared.telling
    if not ((is_same and (themes or telling)) or len(telling) >= FEWEST_TELLING):
        return None
    reasons = {"same_kind": is_same, "themes": themes, "regions": regions, "words": list(telling or shared.words)}
    score = 2.0 * is_same + 1.5 * len(telling) + len(themes) + 0.5 * len(regions)
    return Pair(score, {name: value for name, value in reasons.items() if value})


def _days_meet(one: Listed, other: Listed) -> bool:
    """Whether there is a day on which both hold."""
    first, last = max(_first(one), _first(other)), min(_last(one), _last(other))
    return first <= last


def _first(listing: Listed) -> date:
    return listing.starts_on or timezone.localdate()


def _last(listing: Listed) -> date:
    return listing.ends_on or date.max


def _near(listing: Listed, viewer: Person, kind: str) -> dict[int, Shared]:
    """What resembles it in the index, by id, with the words that both hold."""
    reader = search.reader()
    rarity = reader.rarities()
    found = reader.similar(listing.title, listing.text, tokens_of(viewer), COMPARED, [kind])
    own = f"{listing.title}\n{listing.text}"
    return {
        one.target_id: Shared(words, tuple(word for word in words if tells(word, rarity)))
        for one in search.texts(found.ids, viewer)
        if (words := shared_words(own, f"{one.title}\n{one.text}", rarity))
    }


def _people(need: Need, viewer: Person) -> Iterable[tuple[float, Found]]:
    """Those who probably know about it, other than those of the need itself."""
    helps = who_can_help(f"{need.title}\n{need.text}", viewer, limit=SHOWN + 3, without=[viewer.pk])
    for rank, one in enumerate(helps):
        if set(need.keepers) & set(one.person.tokens):
            continue
        worked_on = list(dict.fromkeys(line.initiative_id for line in one.lines if line.initiative_id))
        reasons = {"worked_on": worked_on, "talents": list(one.words)}
        kept = {name: value for name, value in reasons.items() if value}
        if kept:
            yield 2.0 - 0.2 * rank, Found(one.person, kept)


def _parts(need: Need, viewer: Person) -> Iterable[tuple[float, Found]]:
    """Parts of others that are about the same."""
    about = " ".join(theme.name_nl for theme in Theme.objects.filter(pk__in=need.themes.values("pk")))
    found = parts_for(need.title, f"{need.text}\n{about}", viewer, apart_from=need.initiative)
    for rank, (part, words) in enumerate(found):
        yield 2.5 - 0.2 * rank, Found(part, {"words": list(words)})


def _key(target: Offer | Part | Any) -> tuple[str, int]:
    return str(target._meta.model_name), target.pk
