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
        self._by_uri = {row.tooi_uri.lower(): row for row in self._here.values() if row.tooi_uri}
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
        by_code = self._here.get(code.upper()) or self._by_uri.get(code.lower())
        if by_code is not None:
            return by_code
        found = self._directory.find(name)
        return self._here[found.record.code] if isinstance(found, Found) else None
