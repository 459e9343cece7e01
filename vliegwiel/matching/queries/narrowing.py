"""Filters over the initiatives that were found: kind, theme and region, each with how many it would leave."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Value
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from vliegwiel.activity.audience import Viewer
from vliegwiel.activity.prepared import among
from vliegwiel.core.options import Option
from vliegwiel.initiatives.journey import KINDS_IN_ADDRESS
from vliegwiel.initiatives.models import Initiative, Theme
from vliegwiel.people.models import Region

from ..question import FILTERS, Question

Row = tuple[int, str, list[int], list[int]]
"""Id, kind, themes and regions of an initiative."""


@dataclass(frozen=True)
class Narrowed:
    """Which initiatives are left, and what can be chosen."""

    ids: frozenset[int]
    groups: list[tuple[str, str, list[Option]]]
    """Parameter, title and options."""
    chips: list[tuple[str, str]]
    """What is on, and the address without it."""


def narrow(question: Question, ids: Sequence[int], viewer: Viewer | None) -> Narrowed:
    """Two statements: the columns of what was found, and the names of themes and regions."""
    rows: list[Row] = list(
        Initiative.objects.visible_to(viewer)
        .standing()
        .filter(among(ids, Initiative))
        .order_by()
        .values_list("pk", "kind", "theme_ids", "region_ids")
    )
    names = _names(viewer)
    wanted = {name: _keys(question, name, names) for name in FILTERS}
    left = {row[0] for row in rows if all(_fits(row, name, wanted[name]) for name in FILTERS)}
    titles = {"soort": _("Kind"), "thema": _("Theme"), "regio": _("Region")}
    groups = [(name, titles[name], list(_options(name, rows, wanted, names[name]))) for name in FILTERS]
    chips = [
        (names[name][value][1], question.without(name, value).address())
        for name in FILTERS
        for value in question.filters.get(name, ())
        if value in names[name]
    ]
    return Narrowed(frozenset(left), [group for group in groups if group[2]], chips)


Names = dict[str, tuple[Any, str]]
"""By the word in the address: the key in the database, and what it is called."""


def _names(viewer: Viewer | None) -> dict[str, Names]:
    """One statement for both lists."""
    name = "name_en" if get_language() == "en" else "name_nl"
    themes = Theme.objects.visible_to(viewer).order_by().values_list(Value("thema"), "pk", "slug", name)
    regions = Region.objects.order_by().values_list(Value("regio"), "pk", "code", "name")
    found: dict[str, Names] = {
        "soort": {word: (kind.value, str(kind.label)) for word, kind in KINDS_IN_ADDRESS.items()},
        "thema": {},
        "regio": {},
    }
    for which, pk, word, label in themes.union(regions, all=True):
        found[which][word.lower()] = (pk, label)
    return found


def _keys(question: Question, name: str, names: dict[str, Names]) -> set[Any]:
    return {names[name][value][0] for value in question.filters.get(name, ()) if value in names[name]}


def _values(row: Row, name: str) -> list[Any]:
    values: dict[str, list[Any]] = {"soort": [row[1]], "thema": row[2], "regio": row[3]}
    return values[name]


def _fits(row: Row, name: str, wanted: set[Any]) -> bool:
    return not wanted or not wanted.isdisjoint(_values(row, name))


def _options(name: str, rows: list[Row], wanted: dict[str, set[Any]], names: Names) -> Iterator[Option]:
    """What the other filters leave, counted per value; the most first."""
    others = [other for other in FILTERS if other != name]
    counts: Counter[Any] = Counter()
    for row in rows:
        if all(_fits(row, other, wanted[other]) for other in others):
            counts.update(_values(row, name))
    options = [
        Option(word, label, counts[key], key in wanted[name])
        for word, (key, label) in names.items()
        if counts[key] or key in wanted[name]
    ]
    return iter(sorted(options, key=lambda one: (not one.checked, -counts[names[one.value][0]], one.label)))
