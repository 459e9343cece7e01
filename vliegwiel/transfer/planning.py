"""What would become of each row of a file: the same reading for the dry run and for the import itself."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, time
from itertools import islice
from typing import Any

from django.utils import timezone, translation

from vliegwiel.initiatives.actions.importing import Incoming
from vliegwiel.initiatives.actions.refreshing import differences
from vliegwiel.initiatives.journey import Kind
from vliegwiel.initiatives.models import Initiative, Stage, Theme
from vliegwiel.people.models import Region
from vliegwiel.spaces.models import Space

from . import mapping as columns
from .dates import NotADate, read_date
from .directory import Organisations
from .journey import Fate
from .queries import touched_by_people
from .sheets import N_, Row, Sentence, Sheet
from .statuses import Standing, stage_of

BATCH = 500
MOST_WORDS = 1000
"""So many different names of organisations and words of status are kept with a run."""
LONGEST_ID, LONGEST_URL = 120, 500

PLACES = {
    Standing.IDEA: ("challenge", "question", ""),
    Standing.EXPLORING: ("challenge", "exploration", ""),
    Standing.DEVELOPING: ("pilot", "forming", ""),
    Standing.PILOT: ("pilot", "running", ""),
    Standing.EVALUATING: ("pilot", "evaluating", ""),
    Standing.IN_USE: ("scale-up", "in-service", ""),
    Standing.PARKED: ("pilot", "submitted", "parked"),
    Standing.COMPLETED: ("pilot", "decided", "completed"),
    Standing.STOPPED: ("pilot", "decided", "stopped"),
    Standing.ENDED: ("scale-up", "in-service", "completed"),
    Standing.MERGED: ("pilot", "decided", "completed"),
    Standing.HANDED_OVER: ("scale-up", "in-service", "handed_over"),
}
"""Track, stage and end for where something stands in its source."""
KINDS = {"challenge": Kind.CHALLENGE, "pilot": Kind.PILOT, "scale-up": Kind.SERVICE}
TEXTS = {"text": "summary", "question": "question", "for_whom": "for_whom", "yields": "yields", "how": "how"}
"""Target of a column to field of an initiative."""
TELLS = {
    "kind": ("kind",),
    "status": ("kind", "stage"),
    "organisation": ("organisation",),
    "organisation_code": ("organisation",),
    "url": ("url",),
    "themes": ("themes",),
    "region": ("region",),
}
"""Target of a column to the values of which the source then has a say."""
_WEB_ADDRESS = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)


@dataclass(slots=True)
class Planned:
    """One row: what it will be, its fate, and what there is to say about it."""

    number: int
    fate: Fate
    incoming: Incoming | None = None
    initiative: Initiative | None = None
    notes: list[Sentence] = field(default_factory=list)
    title: str = ""
    external_id: str = ""
    status: str = ""
    """The word in the source for where it stands."""
    before: dict[str, Any] | None = None
    """What stood here before this import changed it."""

    def say(self, msgid: str, **params: object) -> None:
        self.notes.append(Sentence(msgid, params))


@dataclass
class Tally:
    """What the rows came to so far."""

    read: int = 0
    fates: Counter[str] = field(default_factory=Counter)
    unmatched: Counter[str] = field(default_factory=Counter)
    statuses: Counter[str] = field(default_factory=Counter)

    def add(self, planned: list[Planned]) -> None:
        self.read += len(planned)
        self.fates.update(row.fate.value for row in planned)
        self.unmatched.update(
            row.incoming.organisation_name
            for row in planned
            if row.incoming and row.incoming.organisation is None and row.incoming.organisation_name
        )
        self.statuses.update(row.status for row in planned if row.status)

    def as_dict(self) -> dict[str, Any]:
        return {
            "read": self.read,
            **{fate.value: self.fates[fate.value] for fate in Fate},
            "unmatched": dict(self.unmatched.most_common(MOST_WORDS)),
            "statuses": dict(self.statuses.most_common(MOST_WORDS)),
        }


class Planner:
    """Reads the rows of one source with one mapping; keeps only (a digest of) the ids it has seen."""

    def __init__(self, mapping: columns.ColumnMapping, *, space: Space, source: str):
        self._mapping, self._space, self._source = mapping, space, source
        self._targets = {choice.target for choice in mapping.choices}
        self._organisations = Organisations()
        self._stages = {
            (stage.track.slug, stage.slug): stage
            for stage in Stage.objects.filter(track__space=None).select_related("track")
        }
        self._themes = {name.lower(): theme for theme in Theme.objects.all() for name in (theme.name_nl, theme.name_en)}
        self._regions = {word.lower(): one for one in Region.objects.all() for word in (one.name, one.code)}
        self._kinds = _spoken_kinds()
        self._seen: set[bytes] = set()
        self._last = 0

    def batches(self, sheet: Sheet) -> Iterator[list[Planned]]:
        """The rows in order, some hundreds at a time, each with its fate as the database is now."""
        rows = sheet.rows()
        while batch := list(islice(rows, BATCH)):
            planned = [self._row(row) for row in batch]
            self._compare(planned)
            yield planned

    def _row(self, row: Row) -> Planned:
        self._last = max(row.number, self._last + 1)
        planned = Planned(self._last, Fate.REJECTED, notes=list(row.problems))
        if row.problems:
            return planned
        mapped = columns.apply(self._mapping, row)
        planned.title = mapped.values.get("title", "")
        for target in mapped.cut:
            planned.say(N_("Too long; the rest was left out: %(field)s."), field=target)
        if not planned.title:
            planned.say(N_("This row has no title."))
            return planned
        planned.external_id = _fitting(mapped.values.get("external_id", "")) or _made_id(mapped)
        if self._is_double(planned.external_id):
            planned.say(N_("The number %(id)s is in the file twice."), id=planned.external_id)
            return planned
        planned.incoming = self._incoming(mapped, planned)
        return planned

    def _is_double(self, external_id: str) -> bool:
        digest = hashlib.blake2b(external_id.encode(), digest_size=12).digest()
        double = digest in self._seen
        self._seen.add(digest)
        return double

    def _incoming(self, mapped: columns.Mapped, planned: Planned) -> Incoming:
        values = mapped.values
        name = values.get("organisation", "")
        organisation = self._organisations.find(name, values.get("organisation_code", ""))
        if name and organisation is None:
            planned.say(N_("No organisation here is known as “%(name)s”."), name=name)
        planned.status = values.get("status", "")
        track, stage, end = PLACES[self._standing(planned)]
        return Incoming(
            external_id=planned.external_id,
            title=planned.title,
            kind=self._kind(values.get("kind", ""), track, planned),
            stage=self._stages[track, stage],
            end=end,
            texts={name: values[target] for target, name in TEXTS.items() if target in values},
            organisation=organisation,
            organisation_name=name or values.get("organisation_code", ""),
            url=_address(values.get("url", ""), planned),
            extras=mapped.extras,
            themes=self._themes_of(values.get("themes", ""), planned),
            region=self._region(values.get("region", ""), planned),
            created_at=_moment(values.get("date", ""), planned),
            told=self._told(),
        )

    def _told(self) -> frozenset[str]:
        told = {value for target, values in TELLS.items() if target in self._targets for value in values}
        return frozenset(told)

    def _standing(self, planned: Planned) -> Standing:
        standing = stage_of(planned.status) if planned.status else Standing.IDEA
        if standing is None:
            planned.say(N_("The status “%(word)s” is not known; it starts as an idea."), word=planned.status)
            return Standing.IDEA
        return standing

    def _kind(self, word: str, track: str, planned: Planned) -> str:
        if word and word.lower() not in self._kinds:
            planned.say(N_("The kind “%(word)s” is not known; it follows from the status."), word=word)
        return self._kinds.get(word.lower(), KINDS[track].value)

    def _themes_of(self, words: str, planned: Planned) -> list[Theme]:
        split = columns.split_list(words)
        unknown = [word for word in split if word.lower() not in self._themes]
        if unknown:
            planned.say(N_("Not in the list of themes here, and left out: %(words)s."), words=", ".join(unknown)[:200])
        found = {self._themes[word.lower()].pk: self._themes[word.lower()] for word in split if word not in unknown}
        return [found[pk] for pk in sorted(found)]

    def _region(self, word: str, planned: Planned) -> Region | None:
        region = self._regions.get(word.lower())
        if word and region is None:
            planned.say(N_("No region here is called “%(word)s”; it was left out."), word=word)
        return region

    def _compare(self, planned: list[Planned]) -> None:
        """Decide the fate of the rows that can be read, in a constant number of statements."""
        ids = [row.external_id for row in planned if row.incoming]
        here = Initiative.objects.filter(space=self._space, source=self._source, external_id__in=ids).order_by()
        known = {initiative.external_id: initiative for initiative in here}
        for row in planned:
            row.initiative = known.get(row.external_id) if row.incoming else None
        decide([row for row in planned if row.incoming])


def decide(readable: list[Planned]) -> None:
    """Set the fate of rows that can be read, given the initiatives that they would change."""
    differing = []
    for row in readable:
        assert row.incoming
        if row.initiative is None:
            row.fate = Fate.CREATED
        elif differences(row.initiative, row.incoming):
            differing.append(row)
        else:
            row.fate = Fate.UNCHANGED
    touched = touched_by_people([row.initiative.pk for row in differing if row.initiative]) if differing else set()
    for row in differing:
        row.fate = Fate.UPDATED
        if row.initiative and row.initiative.pk in touched:
            row.fate = Fate.UNCHANGED
            row.say(N_("People changed this here, so it stays as it is."))


def _spoken_kinds() -> dict[str, str]:
    words = {kind.value: kind.value for kind in Kind}
    for language in ("nl", "en"):
        with translation.override(language):
            words |= {str(kind.label).lower(): kind.value for kind in Kind}
    return words


def _fitting(external_id: str) -> str:
    """The id as it is kept; of a very long one a digest keeps it apart from others that begin alike."""
    if len(external_id) <= LONGEST_ID:
        return external_id
    return f"{external_id[:80]}-{hashlib.sha256(external_id.encode()).hexdigest()[:32]}"


def _made_id(mapped: columns.Mapped) -> str:
    """An id for a row whose source gives none: the same title of the same organisation is the same thing."""
    words = f"{mapped.values.get('title', '')}|{mapped.values.get('organisation', '')}".casefold()
    return "t-" + hashlib.sha256(words.encode()).hexdigest()[:24]


def _address(word: str, planned: Planned) -> str:
    """A web address that can be kept and followed; anything else is left out."""
    address = f"https://{word}" if word.lower().startswith("www.") else word
    if not word or (len(address) <= LONGEST_URL and _WEB_ADDRESS.fullmatch(address)):
        return address
    planned.say(N_("“%(word)s” is no web address that can be followed; it was left out."), word=word[:60])
    return ""


def _moment(word: str, planned: Planned) -> datetime | None:
    if not word:
        return None
    try:
        day = read_date(word)
    except NotADate:
        planned.say(N_("“%(word)s” is no date; it was left out."), word=word[:60])
        return None
    moment = timezone.make_aware(datetime.combine(day, time(12)))
    return min(moment, timezone.now())
