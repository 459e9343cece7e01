"""The lists of what is looked for and offered, with counts that are right for who looks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.db.models import Count, Q, QuerySet

from vliegwiel.activity.audience import Viewer
from vliegwiel.core.codes import is_code
from vliegwiel.core.fields import plain_line
from vliegwiel.core.options import Option
from vliegwiel.initiatives.models import Theme
from vliegwiel.initiatives.queries.look import Here
from vliegwiel.people.models import Person, Region

from ..journey import Kind, State
from ..models import Listed, Need, Offer

Rows = TypeVar("Rows", bound=QuerySet[Any])
PAGE = 20
MOST_WORDS = 6
STANDING = (State.OPEN, State.FULL)
CARRIERS = {"initiatief": "initiative", "organisatie": "organisation", "persoon": "person"}
"""Parameters with the code of what it hangs under."""
FACETS = {"soort": "kind", "thema": "themes__slug", "regio": "region__code"}
LONGEST = 80


@dataclass(frozen=True)
class Asked:
    """The filters of the address, as they were understood. What is unknown is left out."""

    words: str = ""
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    carriers: Mapping[str, str] = field(default_factory=dict)
    is_mine: bool = False
    with_closed: bool = False

    @property
    def is_filtered(self) -> bool:
        return bool(self.words or self.chosen or self.carriers or self.is_mine)

    def condition(self, *, without: str = "") -> Q:
        """All filters, or all but one: what the other values of that one would give."""
        found = Q() if self.with_closed else Q(state__in=STANDING)
        for word in self.words.split()[:MOST_WORDS]:
            found &= Q(title__icontains=word) | Q(text__icontains=word)
        for name, values in self.chosen.items():
            if name != without:
                found &= Q(**{f"{FACETS[name]}__in": values})
        for name, code in self.carriers.items():
            found &= Q(**{f"{CARRIERS[name]}__code": code})
        return found

    def pairs(self) -> list[tuple[str, str]]:
        """Parameters and values, always in the same order."""
        several = [(name, value) for name in FACETS for value in self.chosen.get(name, ())]
        flags = [("mijn", "ja")] * self.is_mine + [("status", "alle")] * self.with_closed
        return [("q", self.words)] * bool(self.words) + several + list(self.carriers.items()) + flags


def asked(typed: Mapping[str, list[str]], viewer: Person | None) -> Asked:
    """Read the parameters of the address; `typed` gives a list per name."""

    def values(name: str) -> list[str]:
        return [plain_line(value[:LONGEST]) for value in typed.get(name, [])[:30]]

    known = {name: tuple(dict.fromkeys(value for value in values(name) if value)) for name in FACETS}
    known["soort"] = tuple(value for value in known["soort"] if value in Kind.values)
    carriers = {name: code for name in CARRIERS for code in values(name)[:1] if is_code(code)}
    return Asked(
        words=plain_line("".join(typed.get("q", [])[:1])[:200]),
        chosen={name: found for name, found in known.items() if found},
        carriers=carriers,
        is_mine=viewer is not None and values("mijn") == ["ja"],
        with_closed=values("status") == ["alle"],
    )


@dataclass(frozen=True)
class ListPage:
    """One page of needs or offers."""

    rows: list[Listed]
    total: int
    options: dict[str, list[Option]]
    before: str = ""
    after: str = ""


def seen(model: type[Listed], viewer: Person | None, *, is_mine: bool = False) -> QuerySet[Listed]:
    rows = model.objects.visible_to(viewer)
    return rows.kept_by(viewer) if is_mine else rows


def page_of(
    model: type[Listed], viewer: Person | None, wanted: Asked, *, before: str = "", after: str = ""
) -> ListPage:
    """The page of this list, newest first, after or before the row with that code. Nine statements at most."""
    everything = seen(model, viewer, is_mine=wanted.is_mine)
    found = everything.filter(wanted.condition())
    if "thema" in wanted.chosen:
        found = found.distinct()  # one row may have several of the themes
    rows, has_before, has_after = _cut(found, before=before, after=after)
    return ListPage(
        rows=rows,
        total=found.count(),
        options={
            "soort": _kinds(everything, wanted),
            "thema": _themes(everything, wanted),
            "regio": _regions(everything, wanted),
        },
        before=rows[0].code if has_before else "",
        after=rows[-1].code if has_after else "",
    )


def with_carriers(rows: Rows) -> Rows:
    """Read together with what they hang under and their themes."""
    return rows.select_related("initiative", "organisation", "person", "region").prefetch_related("themes")


def _cut(found: QuerySet[Listed], *, before: str, after: str) -> tuple[list[Listed], bool, bool]:
    code = after or before
    edge = found.filter(code=code).values_list("changed_at", "pk").first() if is_code(code) else None
    backwards = bool(before and not after and edge)
    if edge:
        at, pk = edge
        beyond = Q(changed_at=at, pk__gt=pk) | Q(changed_at__gt=at)
        found = found.filter(beyond if backwards else ~beyond & ~Q(pk=pk))
    order = ("changed_at", "pk") if backwards else ("-changed_at", "-pk")
    rows = list(with_carriers(found).order_by(*order)[: PAGE + 1])
    more, rows = len(rows) > PAGE, rows[:PAGE]
    if backwards:
        return rows[::-1], more, bool(rows)
    return rows, bool(edge and rows), more


def _counted(everything: QuerySet[Listed], wanted: Asked, name: str) -> dict[str, int]:
    rows = everything.filter(wanted.condition(without=name)).order_by()
    return {value: n for value, n in rows.values_list(FACETS[name]).annotate(n=Count("pk", distinct=True)) if value}


def _options(counts: dict[str, int], labels: Mapping[str, str], wanted: Asked, name: str) -> list[Option]:
    on = wanted.chosen.get(name, ())
    return [
        Option(value, str(label), counts.get(value, 0), value in on)
        for value, label in labels.items()
        if counts.get(value) or value in on
    ]


def _kinds(everything: QuerySet[Listed], wanted: Asked) -> list[Option]:
    return _options(
        _counted(everything, wanted, "soort"), {kind.value: str(kind.label) for kind in Kind}, wanted, "soort"
    )


def _themes(everything: QuerySet[Listed], wanted: Asked) -> list[Option]:
    counts = _counted(everything, wanted, "thema")
    used = Theme.objects.filter(slug__in=[*counts, *wanted.chosen.get("thema", ())])
    return _options(counts, {theme.slug: theme.name for theme in used}, wanted, "thema")


def _regions(everything: QuerySet[Listed], wanted: Asked) -> list[Option]:
    counts = _counted(everything, wanted, "regio")
    used = Region.objects.filter(code__in=[*counts, *wanted.chosen.get("regio", ())])
    return _options(counts, {region.code: region.name for region in used}, wanted, "regio")


def open_needs_of(viewer: Person | None, **carrier: object) -> list[Need]:
    """What stands open under one thing, newest first."""
    rows = Need.objects.visible_to(viewer).standing().filter(**carrier)
    return list(with_carriers(rows).order_by("-changed_at", "-pk")[:PAGE])


def open_offers_of(viewer: Person | None, **carrier: object) -> list[Offer]:
    rows = Offer.objects.visible_to(viewer).standing().filter(**carrier)
    return list(with_carriers(rows).order_by("-changed_at", "-pk")[:PAGE])


def stands_under(viewer: Viewer | None, here: Here) -> list[QuerySet]:
    """What the tab of an initiative shows."""
    return [model.objects.visible_to(viewer).standing().filter(initiative=here) for model in (Need, Offer)]
