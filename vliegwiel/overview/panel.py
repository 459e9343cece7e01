"""The filters beside the results: what can be chosen, with how many there are; and the filters that are on, as chips."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from .counted import Counted
from .filters import FACET_OF, Filters
from .reading import NAMES
from .vocabulary import KINDS, STATUSES, Step, Vocabulary

MOST_NAMES = 10
"""Organisations and spaces in the panel: the ones with most."""

Names = dict[int, tuple[str, str]]
"""Code and name by id."""


@dataclass(frozen=True)
class Group:
    """One filter with its options, as the component `filter_group` wants them."""

    name: str
    title: str
    options: list[dict[str, Any]]
    is_open: bool = True


def wanted_ids(numbers: Counted, parameter: str) -> set[int]:
    """The organisations or spaces with most in this selection."""
    found = sorted(numbers.per.get(parameter, {}).items(), key=lambda pair: (-pair[1], int(pair[0])))
    return {int(key) for key, count in found[:MOST_NAMES] if count > 0}


def groups(filters: Filters, words: Vocabulary, numbers: Counted, bodies: Names, spaces: Names) -> list[Group]:
    kinds = [_option(filters, numbers, "soort", word, words.choices["soort"][word].label, kind)
             for word, kind in KINDS.items()]  # fmt: skip
    states = [_option(filters, numbers, "status", word, words.choices["status"][word].label, str(end))
              for word, end in STATUSES.items()]  # fmt: skip
    found = [
        Group("soort", _("Kind"), kinds),
        Group("fase", _("Stage"), _stages(filters, words.steps, numbers)),
        Group("thema", _("Theme"), _most_first(_listed(filters, words, numbers, "thema"))),
        Group("organisatie", _("Organisation"), _most_first(_named(filters, numbers, "organisatie", bodies))),
        Group("regio", _("Region"), _listed(filters, words, numbers, "regio"), is_open="regio" in filters.chosen),
        Group("ruimte", _("Space"), _most_first(_named(filters, numbers, "ruimte", spaces))),
        Group("status", _("Status"), _with_any(states), is_open="status" in filters.chosen),
        Group("getoetst", _("Evidence"), [_flag(filters, numbers, words, "getoetst")]),
        Group("bouwstenen", _("Reuse"), [_flag(filters, numbers, words, "bouwstenen")]),
    ]
    return [group for group in found if group.options]


def _option(filters: Filters, numbers: Counted, name: str, value: str, label: str, key: str) -> dict[str, Any]:
    return {
        "value": value,
        "label": label,
        "count": numbers.of(name, key),
        "checked": key in filters.keys(name),
    }


def _flag(filters: Filters, numbers: Counted, words: Vocabulary, name: str) -> dict[str, Any]:
    return _option(filters, numbers, name, "ja", words.choices[name]["ja"].label, "1")


def _with_any(options: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Only what gives something, or is on; everything where nobody counted."""
    return [option for option in options if option["checked"] or option["count"] != 0]


def _most_first(options: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(options, key=lambda option: (not option["checked"], -(option["count"] or 0), option["label"]))


def _stages(filters: Filters, steps: list[Step], numbers: Counted) -> list[dict[str, Any]]:
    """In the order of the tracks; by slug where only one stage has it."""
    slugs = [step.slug for step in steps]
    names = [step.name for step in steps]
    return _with_any(
        _option(
            filters,
            numbers,
            "fase",
            step.slug if slugs.count(step.slug) == 1 else str(step.pk),
            step.name if names.count(step.name) == 1 else f"{step.name} ({step.track_name})",
            str(step.pk),
        )
        for step in steps
    )


def _listed(filters: Filters, words: Vocabulary, numbers: Counted, name: str) -> list[dict[str, Any]]:
    choices = words.choices[name].values()
    return _with_any(_option(filters, numbers, name, one.value, one.label, one.keys[0]) for one in choices)


def _named(filters: Filters, numbers: Counted, name: str, known: Names) -> list[dict[str, Any]]:
    """The ones with most, and those that are on."""
    shown = wanted_ids(numbers, name) | {int(key) for key in filters.keys(name)}
    labels = {str(pk): known[pk] for pk in shown if pk in known}
    labels |= {choice.keys[0]: (choice.value, choice.label) for choice in filters.chosen.get(name, ())}
    return _with_any(_option(filters, numbers, name, code, label, key) for key, (code, label) in labels.items())


def chips(filters: Filters) -> list[tuple[str, str]]:
    """Words and the address without that filter."""
    found = [(f"“{filters.words}”", filters.without_words().query())] if filters.words else []
    for name in FACET_OF:
        for choice in filters.chosen.get(name, ()):
            label = choice.label if name in ("getoetst", "bouwstenen") else f"{NAMES[name]}: {choice.label}"
            found.append((label, filters.without_choice(name, choice.value).query()))
    return found
