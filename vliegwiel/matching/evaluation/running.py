"""Runs tasks: each corpus is loaded once, and every task on it is answered by the program's own functions."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path

from vliegwiel.matching.meaning.embedder import Side

from . import scoring
from .keeping import Kept
from .kinds import PEOPLE, TEXTS
from .people import Told, answered
from .scratch import fill, scratch
from .sets import Item, Query, Task, items_of

Progress = Callable[[str, int], None]
"""Hears the name of what is under way, and how many steps were done since the last call."""
Answering = Callable[[Query], tuple[dict[str, float], dict[str, float]]]
"""From a query to documents with their scores: those that are found, and those good enough to show."""
SIDES: tuple[Side, ...] = ("query", "passage")


@dataclass(frozen=True, slots=True)
class Result:
    """The figures of one task. `decision` only where some queries have no counterpart."""

    task: Task
    ranked: dict[str, scoring.Interval]
    decision: dict[str, scoring.Interval] = field(default_factory=dict)


def known(task: Task) -> bool:
    """Whether the program has a function for this kind of task."""
    return task.kind in PEOPLE if task.evidence else task.kind in TEXTS


def effort(tasks: Sequence[Task]) -> int:
    """How many steps `Progress` will hear of: every document that is loaded, and every query."""
    loads = {_loaded(task) for task in tasks} | {(task.corpus, "person") for task in tasks if task.evidence}
    return sum(len(task.queries) for task in tasks) + sum(len(items_of(corpus)) for corpus, _ in loads)


def run(tasks: Sequence[Task], *, progress: Progress, runs: Path | None = None) -> Iterator[Result]:
    """Answer and score tasks, corpus by corpus; with `runs`, write every answer to a folder. Kinds must be known."""
    in_turn = sorted(tasks, key=lambda task: (str(_loaded(task)[0]), _loaded(task)[1], task.name))
    with scratch() as model:
        for (corpus, sort), group in groupby(in_turn, key=_loaded):
            items = items_of(corpus)
            progress(corpus.stem, 0)
            fill([item.text for item in items], kind=sort, model=model)
            progress(corpus.stem, len(items))
            for task in group:
                answer = _of_people(task, items, progress) if task.evidence else _of_texts(task, items, model)
                yield _scored(task, answer, progress, runs)


def _loaded(task: Task) -> tuple[Path, str]:
    """The corpus that stands in the index for a task, and as what."""
    return (task.evidence, "initiative") if task.evidence else (task.corpus, TEXTS[task.kind].document)


def _of_people(task: Task, items: Sequence[Item], progress: Progress) -> Answering:
    people = items_of(task.corpus)
    told = Told(people, items)
    progress(task.corpus.stem, len(people))
    return lambda query: (answered(query, told), {})


def _of_texts(task: Task, items: Sequence[Item], model: Kept) -> Answering:
    kind = TEXTS[task.kind]
    names = [item.id for item in items]
    numbers = {name: number for number, name in enumerate(names, 1)}
    sides = {query.text: kind.direction(query.text).asks for query in task.queries}
    for side in SIDES:
        model.read_ahead([text for text, asked in sides.items() if asked == side], side=side)

    def answer(query: Query) -> tuple[dict[str, float], dict[str, float]]:
        found = kind.answer(query.text, [numbers[one] for one in query.excluded if one in numbers])
        ranking, shown = (
            {names[one - 1]: score for one, score in part.items()} for part in (found.ranking, found.shown)
        )
        return ranking, shown

    return answer


def _scored(task: Task, answer: Answering, progress: Progress, runs: Path | None) -> Result:
    rankings, shown = {}, {}
    for query in task.queries:
        ranking, good = answer(query)
        rankings[query.id], shown[query.id] = scoring.in_order(ranking, query), scoring.in_order(good, query)
        progress(task.name, 1)
    if runs:
        _write(runs / f"{task.name}.jsonl", rankings)
        if task.threshold:
            _write(runs / f"{task.name}.shown.jsonl", shown)
    return Result(task, scoring.ranked(task, rankings), scoring.decided(task, shown) if task.threshold else {})


def _write(path: Path, rankings: Mapping[str, scoring.Ranking]) -> None:
    """One retrieved document a line, as scoring scripts take it."""
    with path.open("w", encoding="utf-8") as lines:
        for query, ranking in rankings.items():
            for document, score in ranking:
                lines.write(json.dumps({"qid": query, "docid": document, "score": score}) + "\n")
