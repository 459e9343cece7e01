"""What someone wrote, or what stands here, in the pieces by which it is compared."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vliegwiel.initiatives.models import Initiative

from .models import SearchDocument

if TYPE_CHECKING:
    from collections.abc import Iterable

PROBLEM = ("question", "for_whom", "needs")
SOLUTION = ("summary", "how", "goal", "yields", "change")
OTHER = ("evidence", "tried", "milestones")
LONGEST = 8_000
"""Signs of a piece that are read."""


@dataclass(frozen=True, slots=True)
class Texts:
    """A title, the problem, the solution, and what is neither. Any of them may be empty."""

    title: str = ""
    problem: str = ""
    solution: str = ""
    rest: str = ""

    @classmethod
    def of(cls, initiative: Initiative) -> Texts:
        """Of an initiative that stands here."""
        fields = {name: getattr(initiative, name) for name in (*PROBLEM, *SOLUTION, *OTHER)}
        return cls.of_fields(initiative.title, fields)

    @classmethod
    def of_fields(cls, title: str, fields: Mapping[str, str]) -> Texts:
        """Of a form; fields by the names of an initiative. What is left out is empty."""
        return cls(title, *(_joined(fields.get(name, "") for name in names) for names in (PROBLEM, SOLUTION, OTHER)))

    @classmethod
    def of_document(cls, row: SearchDocument) -> Texts:
        """Of something in the search table. A text whose pieces have other names is neither problem nor solution."""
        pieces: dict[str, list[str]] = {"problem": [], "solution": [], "rest": []}
        for name, text in row.pieces():
            pieces["problem" if name in PROBLEM else "solution" if name in SOLUTION else "rest"].append(text)
        return cls(row.title, *(_joined(pieces[name]) for name in ("problem", "solution", "rest")))

    @property
    def body(self) -> str:
        """Everything but the title."""
        return _joined((self.problem, self.solution, self.rest))

    @property
    def whole(self) -> str:
        return _joined((self.title, self.body))


def _joined(texts: Iterable[str]) -> str:
    return "\n".join(text[:LONGEST] for text in texts if text.strip())
