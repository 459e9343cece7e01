"""What someone asks on the search page, as it stands in the address."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

from django.http import QueryDict

from vliegwiel.core.fields import plain_line
from vliegwiel.core.findable import FINDABLES, named_in_address
from vliegwiel.initiatives.journey import KINDS_IN_ADDRESS

LONGEST = 400
"""Characters of a question that are looked at."""
MOST_PAGES = 50
FILTERS = ("soort", "thema", "regio")
"""For initiatives, with the same words as in the overview."""
MOST_VALUES = 20


@dataclass(frozen=True)
class Question:
    """Words, the group to look in (a kind, or all), filters for initiatives, and the page. Immutable."""

    words: str = ""
    group: str = ""
    filters: dict[str, tuple[str, ...]] = field(default_factory=dict)
    page: int = 1
    was_cut: bool = False
    """There were more words than we look at."""

    @property
    def is_filtered(self) -> bool:
        return any(self.filters.values())

    def address(self) -> str:
        """`?…`: the same question always has the same address."""
        pairs = [("q", self.words)]
        pairs += [("in", FINDABLES[self.group].word)] if self.group else []
        pairs += [(name, value) for name in FILTERS for value in self.filters.get(name, ())]
        pairs += [("pagina", str(self.page))] if self.page > 1 else []
        return f"?{urlencode(pairs)}"

    def about(self, words: str) -> Question:
        """The same with other words, from the first page."""
        return replace(self, words=words, page=1)

    def within(self, group: str) -> Question:
        """The same words in another group; filters are for initiatives only."""
        return Question(self.words, group, self.filters if group == "initiative" else {})

    def on_page(self, page: int) -> Question:
        return replace(self, page=page)

    def without(self, name: str, value: str) -> Question:
        """The same without this value of a filter, from the first page."""
        rest = tuple(one for one in self.filters.get(name, ()) if one != value)
        return replace(self, filters=self.filters | {name: rest}, page=1)

    def without_filters(self) -> Question:
        return replace(self, filters={}, page=1)


def read(query: QueryDict) -> Question:
    """Understand an address; what is not understood is left out."""
    typed = plain_line(query.get("q", "")[: 4 * LONGEST])
    filters = {name: _values(query.getlist(name)) for name in FILTERS}
    group = named_in_address(plain_line(query.get("in", "") or query.get("soort", ""))[:40])
    filters["soort"] = tuple(value for value in filters["soort"] if value in KINDS_IN_ADDRESS)
    if any(filters.values()):
        group = "initiative"
    page = query.get("pagina", "1")
    number = int(page) if page.isascii() and page.isdecimal() and len(page) < 4 else 1
    return Question(
        typed[:LONGEST].strip(),
        group,
        {name: values for name, values in filters.items() if values},
        min(max(number, 1), MOST_PAGES),
        was_cut=len(query.get("q", "")) > LONGEST,
    )


def _values(sent: Iterable[str]) -> tuple[str, ...]:
    values = (plain_line(one[:80]).lower() for one in list(sent)[:MOST_VALUES])
    return tuple(dict.fromkeys(value for value in values if value))
