"""Whom someone looks for on the page of who knows what, as it stands in the address."""

from __future__ import annotations

from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse

from vliegwiel.core.fields import plain_line

LONGEST = 400
"""Characters of a question that are looked at."""


@dataclass(frozen=True)
class Wanted:
    """Whom one looks for, as it stands in the address."""

    words: str = ""
    talent: str = ""
    organisation: str = ""
    region: str = ""
    is_free: bool = False
    """Only who can be asked now."""

    @classmethod
    def from_address(cls, query: QueryDict) -> Wanted:
        """Anything may stand in an address: what is no code finds nobody."""
        return cls(
            words=plain_line(query.get("q", ""))[:LONGEST],
            talent=plain_line(query.get("talent", ""))[:60],
            organisation=plain_line(query.get("organisatie", ""))[:60],
            region=plain_line(query.get("regio", ""))[:20],
            is_free=query.get("beschikbaar") == "ja",
        )

    @property
    def is_filtered(self) -> bool:
        return self != replace(Wanted(), words=self.words)

    def address(self) -> str:
        """The page of these people."""
        asked = {"q": self.words, "talent": self.talent, "organisatie": self.organisation, "regio": self.region}
        asked["beschikbaar"] = "ja" if self.is_free else ""
        query = urlencode({name: value for name, value in asked.items() if value})
        return reverse("helping:who-knows") + (f"?{query}" if query else "")
