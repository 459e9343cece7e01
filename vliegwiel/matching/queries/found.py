"""What a question finds, mixed and by group, with counts that are right for whoever looks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from vliegwiel.activity.audience import Viewer
from vliegwiel.core.findable import FINDABLES

from .. import search
from ..highlight import Segment, marked, snippet
from ..hits import Hits, hits
from ..question import MOST_PAGES, Question
from . import facts, narrowing
from .narrowing import Narrowed

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

PAGE = 20


@dataclass(frozen=True)
class Shown:
    """One result as a page shows it."""

    kind: str
    url: str
    title: list[Segment]
    text: list[Segment]
    facts: list[str]


@dataclass(frozen=True)
class Group:
    """One kind of thing, with how many of it fit."""

    kind: str
    label: str | StrPromise
    count: int
    url: str


@dataclass(frozen=True)
class Found:
    """One page of an answer."""

    question: Question
    shown: list[Shown] = field(default_factory=list)
    groups: list[Group] = field(default_factory=list)
    total: int = 0
    """How many fit in all groups together; `is_more`: at least so many."""
    is_more: bool = False
    only_resembles: bool = False
    """Nothing holds the words; this is what comes nearest."""
    narrowed: Narrowed | None = None
    pages: int = 1

    @property
    def previous_url(self) -> str:
        question = self.question
        return question.on_page(min(question.page - 1, self.pages)).address() if question.page > 1 else ""

    @property
    def next_url(self) -> str:
        return self.question.on_page(self.question.page + 1).address() if self.question.page < self.pages else ""


def find(question: Question, viewer: Viewer | None) -> Found:
    """One page of what fits. A constant number of statements, whatever is found."""
    if not question.words:
        return Found(question)
    fits = hits(question.words, viewer)
    counts = Counter(one.kind for one in fits.rows)
    narrowed = None
    rows = [one for one in fits.rows if question.group in ("", one.kind)]
    if question.group == "initiative" and rows:
        narrowed = narrowing.narrow(question, [one.target_id for one in rows], viewer)
        rows = [one for one in rows if one.target_id in narrowed.ids]
    pages = max(1, min(MOST_PAGES, -(-len(rows) // PAGE)))
    start = (min(question.page, pages) - 1) * PAGE
    return Found(
        question.on_page(min(question.page, pages)),
        shown=_shown(fits, question.words, [one.row_id for one in rows[start : start + PAGE]], viewer),
        groups=_groups(question, counts),
        total=sum(counts.values()),
        is_more=fits.is_more,
        only_resembles=bool(fits.rows) and not fits.is_exact,
        narrowed=narrowed,
        pages=pages,
    )


def _groups(question: Question, counts: Counter[str]) -> list[Group]:
    return [
        Group(kind, thing.label, counts[kind], question.within(kind).address())
        for kind, thing in FINDABLES.items()
        if counts[kind] or kind == question.group
    ]


def _shown(fits: Hits, words: str, row_ids: Sequence[int], viewer: Viewer | None) -> list[Shown]:
    """The rows of one page, as far as the things themselves say that the viewer may see them."""
    results = search.named_first(words, search.texts(row_ids, viewer))
    codes = facts.codes([(one.kind, one.target_id) for one in results], viewer)
    known = facts.about([(one.kind, one.target_id) for one in results], viewer)
    return [
        Shown(
            one.kind,
            FINDABLES[one.kind].address(codes[one.kind, one.target_id], one.title),
            marked(one.title, fits.marker),
            snippet(one.text, fits.marker),
            known.get((one.kind, one.target_id), []),
        )
        for one in results
        if (one.kind, one.target_id) in codes
    ]
