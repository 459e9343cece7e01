"""A row of the selection as a card: what it is, of whom, how far, and whether anyone asked its users."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from markupsafe import Markup, escape

from vliegwiel.core.dates import as_day
from vliegwiel.initiatives.journey import Kind
from vliegwiel.matching.highlight import Marker, Segment, marked, snippet

from .vocabulary import STATUS_LABELS, Vocabulary

TEASER = 220
"""Characters of the text on a card."""
MOST_ORGANISATIONS = 3
_KINDS = dict(Kind.choices)
_CODE, _SLUG = "zzzzzzzz", "-slug-"
"""Stand open in an address until a row fills them in."""


@dataclass(frozen=True)
class Card:
    """As the component `card` wants it."""

    url: str
    title: str | Markup
    text: str | Markup
    kicker: str
    badges: list[dict[str, str]] = field(default_factory=list)
    meta: list[str] = field(default_factory=list)


@dataclass
class Printer:
    """Makes cards; holds the names that they need."""

    vocabulary: Vocabulary
    organisations: dict[int, tuple[str, str]]
    marker: Marker | None = None
    days: dict[date, str] = field(default_factory=dict)

    def card(self, row: dict[str, Any]) -> Card:
        return Card(
            url=self.address_of(row),
            title=_written(marked(row["title"], self.marker)) if self.marker else row["title"],
            text=self._teaser(row),
            kicker=f"{_KINDS[row['kind']]} · {self.stage_name(row['stage_id'])}",
            badges=_badges(row),
            meta=[fact for fact in self._facts(row) if fact],
        )

    def address_of(self, row: dict[str, Any]) -> str:
        return self.address.replace(_CODE, row["code"], 1).replace(_SLUG, row["slug"], 1)

    @cached_property
    def address(self) -> str:
        """The address of an initiative with both words still open: looking it up for every card costs too much."""
        return reverse("initiatives:initiative", args=[_CODE, _SLUG])

    def day(self, moment: datetime) -> str:
        """The day in words; many cards have the same."""
        day = timezone.localtime(moment).date()
        if day not in self.days:
            self.days[day] = as_day(day)
        return self.days[day]

    def stage_name(self, pk: int) -> str:
        return self.vocabulary.stage_names.get(pk, "")

    def _teaser(self, row: dict[str, Any]) -> str | Markup:
        if self.marker is None:
            return short(row["question"] or row["summary"] or row["goal"])
        return _written(snippet(_telling(row, self.marker), self.marker, length=TEASER))

    def _facts(self, row: dict[str, Any]) -> list[str]:
        themes = [self.vocabulary.theme_names[pk] for pk in row["theme_ids"] if pk in self.vocabulary.theme_names]
        return [self.bodies_of(row), ", ".join(themes), _("Changed on %(day)s") % {"day": self.day(row["changed_at"])}]

    def bodies_of(self, row: dict[str, Any]) -> str:
        """The names of its initiators; the name in the source when none of them is known here."""
        names = [self.organisations[pk][1] for pk in row["initiator_ids"] if pk in self.organisations]
        if not names:
            return row["source_organisation"]
        shown, rest = ", ".join(names[:MOST_ORGANISATIONS]), len(names) - MOST_ORGANISATIONS
        if rest <= 0:
            return shown
        return ngettext("%(names)s and %(rest)s other", "%(names)s and %(rest)s others", rest) % {
            "names": shown,
            "rest": rest,
        }


def _telling(row: dict[str, Any], marker: Marker) -> str:
    """The first text in which something is marked, or else the one that says most."""
    texts = [text for text in (row["question"], row["summary"], row["goal"]) if text]
    return next((text for text in texts if any(marker.hits(text))), texts[0] if texts else "")


def _badges(row: dict[str, Any]) -> list[dict[str, str]]:
    badges = []
    if row["end"]:
        badges.append({"label": str(STATUS_LABELS[row["end"]]), "kind": "info"})
    if row["is_checked"]:
        badges.append({"label": _("Checked with users"), "kind": "good", "icon_name": "check"})
    else:
        badges.append({"label": _("Not yet checked with users"), "kind": "outline"})
    if row["has_parts"]:
        badges.append({"label": _("Reusable parts"), "kind": "brand", "icon_name": "puzzle"})
    return badges


def short(text: str, length: int = TEASER) -> str:
    """The beginning of a text on one line, cut at a word."""
    line = " ".join(text[: 4 * length].split())
    if len(line) <= length:
        return line
    return f"{line[:length].rpartition(' ')[0] or line[:length]} …"


def _written(segments: list[Segment]) -> Markup:
    return Markup().join(
        Markup('<mark class="nl-mark">{}</mark>').format(text) if is_hit else escape(text) for text, is_hit in segments
    )
