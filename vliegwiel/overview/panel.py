"""The filters beside the results: what can be chosen, with how many there are; and what is on, as chips."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from vliegwiel.core.options import Option

from .counted import MOST_NAMES, Counted
from .filters import FACET_OF, Choice, Filters
from .reading import NAMES
from .vocabulary import Step, Vocabulary

Names = dict[int, tuple[str, str]]
"""Code and name by id."""


@dataclass(frozen=True)
class Group:
    """One filter with its options, as the component `filter_group` wants them."""

    name: str
    title: str
    options: list[Option]
    is_open: bool = True


def wanted_ids(numbers: Counted, parameter: str) -> set[int]:
    """The organisations or spaces with most in this selection."""
    found = sorted(numbers.per.get(parameter, {}).items(), key=lambda pair: (-pair[1], int(pair[0])))
    return {int(key) for key, count in found[:MOST_NAMES] if count > 0}


def groups(filters: Filters, words: Vocabulary, numbers: Counted, bodies: Names, spaces: Names) -> list[Group]:
    def options(name: str, choices: Iterable[Choice] | None = None) -> list[Option]:
        choices = words.choices[name].values() if choices is None else choices
        return [_option(filters, numbers, name, one) for one in choices]

    themes, regions, states = options("thema"), options("regio"), options("status")
    most = options("organisatie", _named(filters, numbers, "organisatie", bodies))
    places = options("ruimte", _named(filters, numbers, "ruimte", spaces))
    found = [
        Group("soort", _("Kind"), options("soort")),
        Group("fase", _("Stage"), _with_any(options("fase", _stages(words.steps)))),
        Group("thema", _("Theme"), _most_first(_with_any(themes))),
        Group("organisatie", _("Organisation"), _most_first(_with_any(most))),
        Group("regio", _("Region"), _with_any(regions), is_open="regio" in filters.chosen),
        Group("ruimte", _("Space"), _most_first(_with_any(places))),
        Group("status", _("Status"), _with_any(states), is_open="status" in filters.chosen),
        Group("getoetst", _("Evidence"), options("getoetst")),
        Group("bouwstenen", _("Reuse"), options("bouwstenen")),
    ]
    return [group for group in found if group.options]


def _option(filters: Filters, numbers: Counted, name: str, choice: Choice) -> Option:
    key = choice.keys[0]
    return Option(choice.value, choice.label, numbers.of(name, key), key in filters.keys(name))


def _with_any(options: Iterable[Option]) -> list[Option]:
    """Only what gives something, or is on; everything where nobody counted."""
    return [option for option in options if option.checked or option.count != 0]


def _most_first(options: list[Option]) -> list[Option]:
    return sorted(options, key=lambda option: (not option.checked, -(option.count or 0), option.label))


def _stages(steps: list[Step]) -> Iterator[Choice]:
    """In the order of the tracks; by slug where only one stage has it."""
    slugs = [step.slug for step in steps]
    names = [step.name for step in steps]
    for step in steps:
        value = step.slug if slugs.count(step.slug) == 1 else str(step.pk)
        label = step.name if names.count(step.name) == 1 else f"{step.name} ({step.track_name})"
        yield Choice(value, label, (str(step.pk),))


def _named(filters: Filters, numbers: Counted, name: str, known: Names) -> list[Choice]:
    """The ones with most, and those that are on."""
    found = {pk: Choice(known[pk][0], known[pk][1], (str(pk),)) for pk in wanted_ids(numbers, name) if pk in known}
    found |= {int(choice.keys[0]): choice for choice in filters.chosen.get(name, ())}
    return list(found.values())


def chips(filters: Filters) -> list[tuple[str, str]]:
    """Words and the address without that filter."""
    found = [(f"“{filters.words}”", filters.without_words().query())] if filters.words else []
    for name in FACET_OF:
        for choice in filters.chosen.get(name, ()):
            label = choice.label if name in ("getoetst", "bouwstenen") else f"{NAMES[name]}: {choice.label}"
            found.append((label, filters.without_choice(name, choice.value).query()))
    return found
