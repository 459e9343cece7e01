"""Suggestions while someone types: names and titles in which every word begins like one that was typed.

Only names that this viewer may see; where nothing begins so, what the index finds with a typing error mended.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db import connection

from vliegwiel.activity.audience import Viewer, tokens_of
from vliegwiel.core.codes import is_code
from vliegwiel.core.findable import FINDABLES
from vliegwiel.initiatives.models import Initiative

from .. import search
from ..highlight import Marker, Segment, marked
from ..hits import with_words
from ..question import LONGEST
from ..words import fold
from . import facts

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

SHORTEST = 2
PER_GROUP = 4
MOST = 10
LOOKED_AT = 400
"""Names that begin so and are put in order; of more than these, some are not looked at."""
MENDED = 12
_WORD = re.compile(r"[^\W_]+")

NAMES = """
    SELECT kind, target_id, title FROM matching_searchdocument
    WHERE NOT deleted AND names @@ %(query)s::tsquery AND audience && %(tokens)s LIMIT %(most)s
"""


@dataclass(frozen=True)
class Suggestion:
    """One thing that someone may mean."""

    kind: str
    url: str
    title: list[Segment]


@dataclass(frozen=True)
class Suggested:
    """Suggestions of one kind."""

    kind: str
    label: str | StrPromise
    suggestions: list[Suggestion] = field(default_factory=list)


def completions(typed: str, viewer: Viewer | None) -> list[Suggested]:
    """At most ten, by group. Three statements at most."""
    typed = typed[:LONGEST]
    words = [fold(word) for word in _WORD.findall(typed)][:8]
    if sum(map(len, words)) < SHORTEST:
        return []
    named = _named(words, typed.lower(), viewer) or _mended(typed, viewer)
    if len(words) == 1 and is_code(words[0]):
        named = _with_code(words[0], viewer) + named
    codes = facts.codes([(kind, pk) for kind, pk, _title in named], viewer)
    marker = Marker.of(typed)
    groups = {kind: Suggested(kind, thing.label) for kind, thing in FINDABLES.items()}
    for kind, pk, title in [one for one in named if one[:2] in codes][:MOST]:
        url = FINDABLES[kind].address(codes[kind, pk], title)
        groups[kind].suggestions.append(Suggestion(kind, url, marked(title, marker)))
    return [group for group in groups.values() if group.suggestions]


def _named(words: list[str], typed: str, viewer: Viewer | None) -> list[tuple[str, int, str]]:
    """Names in which every word typed begins a word: first those that begin so, then the short ones."""
    values: dict[str, Any] = {
        "query": " & ".join(f"'{word}':*" for word in words),  # letters and digits only, so nothing to escape
        "tokens": tokens_of(viewer),
        "most": LOOKED_AT,
    }
    with connection.cursor() as cursor:
        cursor.execute(NAMES, values)
        rows = cursor.fetchall()
    # Sorted here: so many titles take PostgreSQL longer, by the rules of the language.
    rows.sort(key=lambda row: (not row[2].lower().startswith(typed), len(row[2]), row[1]))
    per_kind: Counter[str] = Counter()
    named = []
    for row in rows:
        per_kind[row[0]] += 1
        if per_kind[row[0]] <= PER_GROUP and row[0] in FINDABLES:
            named.append(row)
    return named


def _mended(typed: str, viewer: Viewer | None) -> list[tuple[str, int, str]]:
    """What the index finds by official code, or with a typing error mended; never what only resembles."""
    rows = with_words(typed, viewer, MENDED)
    return [(one.kind, one.target_id, one.title) for one in search.texts(rows, viewer)]


def _with_code(code: str, viewer: Viewer | None) -> list[tuple[str, int, str]]:
    """The initiative with this code in its address."""
    rows = Initiative.objects.visible_to(viewer).standing().filter(code=code)
    return [("initiative", pk, title) for pk, title in rows.values_list("pk", "title")]
