"""Which rows are about the same party: the same organisation, or what it became, or the same words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import QuerySet

from vliegwiel.core.codes import is_code
from vliegwiel.core.folding import fold
from vliegwiel.people.models import Organisation, OrganisationName, Person
from vliegwiel.people.naming import key

from ..models import Stakeholder

ORGANISATION, WORDS = "o", "t"
"""How the key of a party begins."""


def compared(name: str) -> str:
    """Free text as it is compared: `Ministerie van BZK` and `ministerie van bzk` are one."""
    return (key(name) or fold(name))[:300]


def exactly(name: str, found: list[Organisation]) -> Organisation | None:
    """The one of these that is called just this. One statement."""
    names = OrganisationName.objects.filter(organisation__in=found, compared=key(name))
    called = set(names.values_list("organisation_id", flat=True))
    return next(one for one in found if one.pk in called) if len(called) == 1 else None


@dataclass(frozen=True)
class Heirs:
    """What became of organisations that no longer exist on this day. A chain ends at the last that follows by then."""

    to: dict[int, int]

    @classmethod
    def on(cls, day: date) -> Heirs:
        """One statement: there are a few dozen mergers at most."""
        rows = Organisation.objects.filter(successor__isnull=False, valid_until__lte=day)
        steps = {pk: heir for pk, heir in rows.values_list("pk", "successor_id") if heir is not None}
        return cls({pk: _end(pk, steps) for pk in steps})

    def of(self, pk: int) -> int:
        return self.to.get(pk, pk)

    def before(self, pk: int) -> list[int]:
        """This organisation and those that went into it."""
        return [pk, *sorted(old for old, heir in self.to.items() if heir == pk)]

    def key(self, organisation: int | None, words: str) -> str:
        """The key of the party of a row about this organisation, or in these compared words."""
        return f"{WORDS}{words}" if organisation is None else f"{ORGANISATION}{self.of(organisation)}"


def _end(pk: int, steps: dict[int, int]) -> int:
    seen = {pk}
    while (following := steps.get(pk)) is not None and following not in seen:
        pk = following
        seen.add(pk)
    return pk


@dataclass(frozen=True)
class Party:
    """One party over all pilots."""

    key: str
    name: str
    code: str
    """Of the organisation as it is now, or of a row with these words."""
    organisation: Organisation | None = None
    formerly: list[str] = field(default_factory=list)
    """Organisations that went into it."""

    @property
    def is_words(self) -> bool:
        return self.organisation is None


def rows_of(party: Party, rows: QuerySet[Stakeholder], heirs: Heirs) -> QuerySet[Stakeholder]:
    """Those of these rows that are about this party; by columns that have an index."""
    if party.organisation is not None:
        return rows.filter(organisation_id__in=heirs.before(party.organisation.pk))
    return rows.filter(organisation=None, compared=party.key.removeprefix(WORDS))


def party_with(code: str, viewer: Person | None, heirs: Heirs) -> Party | None:
    """The party at this address, when the viewer sees at least one pilot that needs it. Four statements at most."""
    if not is_code(code):
        return None
    seen = Stakeholder.objects.visible_to(viewer).current()  # type: ignore[attr-defined]
    asked = Organisation.objects.visible_to(viewer).filter(code=code).first()
    if asked is None:
        row = seen.filter(code=code).select_related("organisation").first()
        if row is None:
            return None
        if row.organisation is None:
            return Party(WORDS + row.compared, row.name, row.code)
        asked = row.organisation
    party = parties_of([heirs.of(asked.pk)], heirs)[heirs.of(asked.pk)]
    return party if rows_of(party, seen, heirs).exists() else None


def parties_of(heir_ids: Iterable[int], heirs: Heirs) -> dict[int, Party]:
    """By organisation: the party, with the names of what went into it. One statement."""
    ids = set(heir_ids)
    found = Organisation.objects.in_bulk({pk for heir in ids for pk in heirs.before(heir)})
    return {
        pk: Party(
            f"{ORGANISATION}{pk}",
            found[pk].name,
            found[pk].code,
            found[pk],
            [found[old].name for old in heirs.before(pk)[1:] if old in found],
        )
        for pk in ids
    }
