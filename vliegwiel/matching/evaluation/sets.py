"""Evaluation sets as they lie in a folder: one folder a task, the corpora beside them.

<task>/task.json       task, kind, corpus; threshold: true where some queries have no counterpart; evidence
<task>/queries.jsonl   {"id", "text", "exclude"?: [document], "starter"?: document}
<task>/qrels.jsonl     {"qid", "docid", "rel"}    rel: 1 or 2, absent means 0
corpora/<corpus>.jsonl {"id", "text"}, or of people {"id", "eerste": [item], "mede": [item]}
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any


class BrokenSet(Exception):
    """A set cannot be read. Says which file and which line."""


@dataclass(frozen=True, slots=True)
class Query:
    """Something asked. `excluded`: documents that are no answer (the text itself); `starter`: who begins it."""

    id: str
    text: str
    excluded: frozenset[str] = frozenset()
    starter: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """One document: a text, or a person by the items they worked on first or along with others."""

    id: str
    text: str = ""
    first: tuple[str, ...] = ()
    along: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Task:
    """Queries and judgements of one task. `wanted`: query to the documents that answer it, with how well."""

    name: str
    kind: str
    corpus: Path
    evidence: Path | None
    threshold: bool
    queries: tuple[Query, ...]
    wanted: dict[str, dict[str, float]] = field(repr=False)


def tasks_in(folder: Path, only: tuple[str, ...] = ()) -> list[Task]:
    """The tasks of a folder, by name; folders without `task.json` are no tasks. Raises BrokenSet."""
    below = sorted(path.parent for path in folder.glob("*/task.json"))
    places = [folder] if (folder / "task.json").is_file() else below
    chosen = [place for place in places if not only or place.name in only]
    if absent := set(only) - {place.name for place in chosen}:
        raise BrokenSet(f"{folder}: no task {', '.join(sorted(absent))}")
    if not chosen:
        raise BrokenSet(f"{folder}: no folder with a task.json")
    return [_task(place) for place in chosen]


@cache
def items_of(path: Path) -> tuple[Item, ...]:
    """The documents of a corpus. Raises BrokenSet."""
    items: dict[str, Item] = {}
    for where, row in _rows(path):
        first, along = _words(where, row, "eerste"), _words(where, row, "mede")
        item = Item(_word(where, row, "id"), _text(where, row), first, along)
        if item.id in items:
            raise BrokenSet(f"{where}: a second document {item.id!r}")
        items[item.id] = item
    if not items:
        raise BrokenSet(f"{path}: no documents")
    return tuple(items.values())


def _task(folder: Path) -> Task:
    about = _about(folder / "task.json")
    where = str(folder / "task.json")
    corpora = folder.parent / "corpora"
    queries: dict[str, Query] = {}
    for at, row in _rows(folder / "queries.jsonl"):
        starter = _word(at, row, "starter") if row.get("starter") else ""
        query = Query(_word(at, row, "id"), _text(at, row), frozenset(_words(at, row, "exclude")), starter)
        if query.id in queries:
            raise BrokenSet(f"{at}: a second query {query.id!r}")
        queries[query.id] = query
    evidence = about.get("evidence")
    return Task(
        name=about.get("task") or folder.name,
        kind=_word(where, about, "kind"),
        corpus=_corpus(corpora, _word(where, about, "corpus")),
        evidence=_corpus(corpora, evidence) if evidence else None,
        threshold=about.get("threshold") is True,
        queries=tuple(queries.values()),
        wanted=_judgements(folder / "qrels.jsonl", queries),
    )


def _about(path: Path) -> dict[str, Any]:
    try:
        about = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise BrokenSet(f"{path}: {error}") from error
    if not isinstance(about, dict):
        raise BrokenSet(f"{path}: no JSON object")
    return about


def _corpus(corpora: Path, name: str) -> Path:
    path = corpora / f"{name}.jsonl"
    if "/" in name or not path.is_file():
        raise BrokenSet(f"{path}: there is no such corpus")
    return path


def _judgements(path: Path, queries: dict[str, Query]) -> dict[str, dict[str, float]]:
    wanted: dict[str, dict[str, float]] = {}
    for where, row in _rows(path):
        query, document, worth = _word(where, row, "qid"), _word(where, row, "docid"), row.get("rel")
        if query not in queries:
            raise BrokenSet(f"{where}: there is no query {query!r}")
        if isinstance(worth, bool) or not isinstance(worth, int | float):
            raise BrokenSet(f"{where}: rel must be a number")
        if worth > 0:
            wanted.setdefault(query, {})[document] = float(worth)
    if not wanted:
        raise BrokenSet(f"{path}: no query has an answer")
    return wanted


def _rows(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """The objects of a file with a JSON object a line, each with its place (file:line)."""
    try:
        with path.open(encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    yield f"{path}:{number}", _row(f"{path}:{number}", line)
    except (OSError, UnicodeDecodeError) as error:
        raise BrokenSet(f"{path}: {error}") from error


def _row(where: str, line: str) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except ValueError as error:
        raise BrokenSet(f"{where}: {error}") from error
    if not isinstance(row, dict):
        raise BrokenSet(f"{where}: no JSON object")
    return row


def _word(where: str, row: dict[str, Any], name: str) -> str:
    value = row.get(name)
    if not isinstance(value, str) or not value:
        raise BrokenSet(f"{where}: {name} is missing")
    return value


def _text(where: str, row: dict[str, Any]) -> str:
    value = row.get("text", "")
    if not isinstance(value, str):
        raise BrokenSet(f"{where}: text must be a text")
    return value.replace("\x00", " ")


def _words(where: str, row: dict[str, Any], name: str) -> tuple[str, ...]:
    value = row.get(name) or []
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise BrokenSet(f"{where}: {name} must be a list of ids")
    return tuple(value)
