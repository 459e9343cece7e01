"""Organisations by the names that files use: those of the registers, and those that were added here."""

from __future__ import annotations

from collections.abc import Sequence

from vliegwiel.people import registers
from vliegwiel.people.models import Organisation
from vliegwiel.people.naming import Directory, Found

ADDED = "ADDED-"


class Organisations:
    """Finds the organisation of a row; made once per import."""

    def __init__(self) -> None:
        self._here = {row.official_code or f"{ADDED}{row.pk}": row for row in Organisation.objects.order_by("id")}
        rows = self._here.values()
        self._by_code = {
            code.upper(): row for row in rows for code in (row.official_code, row.tooi_uri, row.oin) if code
        }
        known = [record for record in registers.organisations() if record.code in self._here]
        self._directory = Directory([*known, *self._added()])

    def _added(self) -> Sequence[registers.OrganisationRecord]:
        return [
            registers.OrganisationRecord(
                kind=row.kind,
                code=code,
                name=row.name,
                official_name=row.official_name or row.name,
                sort_name=row.sort_name,
                abbreviations=(row.abbreviation,) if row.abbreviation else (),
            )
            for code, row in self._here.items()
            if code.startswith(ADDED)
        ]

    def find(self, name: str, code: str = "") -> Organisation | None:
        """The organisation with this code, else the one with this name; None rather than a guess."""
        by_code = self._by_code.get(code.upper())
        if by_code is not None:
            return by_code
        found = self._directory.find(name)
        return self._here[found.record.code] if isinstance(found, Found) else None

    def suggestions(self, name: str) -> list[Organisation]:
        """Organisations whose names look like this one, best first. For a person to judge, never applied."""
        return [self._here[record.code] for record in self._directory.suggestions(name)]
