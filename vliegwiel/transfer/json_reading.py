"""Reading JSON in constant memory: a list of objects, an object that holds such a list, or an object per line."""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any, BinaryIO

import ijson

from vliegwiel.core.folding import clean
from vliegwiel.transfer.encodings import CHUNK, encoding_of
from vliegwiel.transfer.sheets import (
    MAX_COLUMNS,
    MAX_FIELD_CHARS,
    MAX_NAME_CHARS,
    MAX_ROWS,
    N_,
    Row,
    Sentence,
    Sheet,
    Unreadable,
    storable,
    too_long,
    too_many_columns,
    too_many_rows,
)

MAX_DEPTH = 20
MAX_VALUES_IN_ROW = 10_000
MAX_LISTS = 50
"""Lists that are looked at to find the one with the rows."""
PLAIN_INTEGER_DIGITS = 15
MAX_PROBLEMS = 10
"""Sentences about one row; nobody reads more."""

Event = tuple[str, Any]
Keys = tuple[str, ...]


class _Pairs(list[tuple[str, Any]]):
    """An object as its pairs in order, so that a key that stands twice is still seen."""


@dataclass
class _Found:
    """What the first reading learned about one list."""

    columns: dict[str, None] = field(default_factory=dict)
    objects: int = 0
    items: int = 0


def open_json(path: Path) -> Sheet:
    """The sheet in a JSON file. Reads it once from end to end, so that a mistake anywhere shows before a row is used.

    Raises Unreadable.
    """
    encoding = encoding_of(path)
    by_line = _is_object_per_line(path, encoding)
    keys, found = _list_with_rows(path, encoding, by_line)
    columns = list(found.columns)

    def rows() -> Iterator[Row]:
        number = 0
        for where, item in _items(path, encoding, by_line):
            if where == keys:
                number += 1
                yield _row(number, item, columns)

    return Sheet("json", columns, rows)


def _is_object_per_line(path: Path, encoding: str) -> bool:
    with path.open(encoding=encoding) as file:
        lines = (file.readline(MAX_FIELD_CHARS).strip() for _ in range(2))
        first, second = lines
    return first.startswith("{") and first.endswith("}") and second.startswith("{")


def _list_with_rows(path: Path, encoding: str, by_line: bool) -> tuple[Keys, _Found]:
    lists: dict[Keys, _Found] = {}
    for where, item in _items(path, encoding, by_line):
        if where not in lists and len(lists) >= MAX_LISTS:
            raise _several(lists)
        found = lists.setdefault(where, _Found())
        found.items += 1
        if isinstance(item, _Pairs):
            found.objects += 1
            if len(found.columns) <= MAX_COLUMNS:
                found.columns.update(dict.fromkeys(name for name, _ in _flat(item)))
    with_objects = {keys: found for keys, found in lists.items() if found.objects and found.columns}
    shallowest = min(map(len, with_objects), default=0)
    candidates = {keys: found for keys, found in with_objects.items() if len(keys) == shallowest}
    if not candidates:
        raise Unreadable(
            N_("The JSON holds no list with rows."),
            N_("Expected is a list of objects, or an object with one list of objects in it."),
        )
    if len(candidates) > 1:
        raise _several(candidates)
    ((keys, found),) = candidates.items()
    if len(found.columns) > MAX_COLUMNS:
        raise too_many_columns()
    if found.items > MAX_ROWS:
        raise too_many_rows()
    return keys, found


def _several(lists: dict[Keys, _Found]) -> Unreadable:
    names = ", ".join(".".join(keys)[:40] or "[]" for keys in list(lists)[:5])
    return Unreadable(
        N_("The JSON holds several lists, and it is not clear which one has the rows: %(names)s."),
        N_("Make a file that holds only the list that you want to import."),
        names=storable(names),
    )


def _items(path: Path, encoding: str, by_line: bool) -> Iterator[tuple[Keys, Any]]:
    """Every item of every list that is not inside another list, with the keys that lead to that list."""
    with path.open("rb") as file:
        events = _events(file if encoding == "utf-8" else _InUtf8(file, encoding), by_line)
        if by_line:
            yield from (((), item) for item in _list(events))
            return
        keys: list[str] = []
        for event, value in events:
            if event == "start_map":
                keys.append("")
            elif event == "map_key":
                keys[-1] = value
            elif event == "end_map":
                keys.pop()
            elif event == "start_array":
                where = tuple(keys)
                yield from ((where, item) for item in _list(events))


def _events(file: Any, by_line: bool) -> Iterator[Event]:
    """The parser's events, with every way of being broken turned into Unreadable."""
    depth = 0
    try:
        for event, value in ijson.basic_parse(file, multiple_values=by_line):
            if event.startswith("start"):
                depth += 1
                if depth > MAX_DEPTH:
                    raise Unreadable(
                        N_("The JSON is nested deeper than %(most)s levels."),
                        N_("Make a file with one flat object for each row."),
                        most=MAX_DEPTH,
                    )
            elif event.startswith("end"):
                depth -= 1
            yield event, value
    # SystemError: the C parser of ijson on an integer with more digits than Python converts (4,300).
    except (ijson.JSONError, ValueError, ArithmeticError, SystemError) as error:
        raise Unreadable(
            N_("The JSON is damaged or incomplete: %(complaint)s."),
            N_("Make the file again from its source, or check it with a JSON checker."),
            complaint=_complaint(error),
        ) from error


def _complaint(error: Exception) -> str:
    """The parser's own words, in one printable line."""
    if isinstance(error, SystemError):
        return "number with too many digits"
    words = error.args[0] if error.args else ""
    text = words.decode("utf-8", "replace") if isinstance(words, bytes) else str(words)
    return clean(storable(text.split("(right here)")[0]).replace("\ufffd", "?")).rstrip(" .")[:160]


def _list(events: Iterator[Event]) -> Iterator[Any]:
    for event, value in events:
        if event == "end_array":
            return
        yield _value(event, value, events, iter(range(MAX_VALUES_IN_ROW)))


def _value(event: str, value: Any, events: Iterator[Event], budget: Iterator[int]) -> Any:
    """The value that starts with this event. Depth is held by `_events`, size by the budget."""
    if next(budget, None) is None:
        raise Unreadable(
            N_("One row of the JSON holds more than %(most)s values."),
            N_("Make a file with one flat object for each row."),
            most=MAX_VALUES_IN_ROW,
        )
    if event == "start_array":
        return [_value(e, v, events, budget) for e, v in _until("end_array", events)]
    if event == "start_map":
        return _Pairs((key, _value(*next(events), events, budget)) for _, key in _until("end_map", events))
    return value


def _until(end: str, events: Iterator[Event]) -> Iterator[Event]:
    for event, value in events:
        if event == end:
            return
        yield event, value


def _row(number: int, item: Any, columns: list[str]) -> Row:
    if not isinstance(item, _Pairs):
        problem = Sentence(N_("This item of the list is not an object with fields."))
        return Row(number, dict.fromkeys(columns, ""), (problem,))
    values = dict.fromkeys(columns, "")
    problems = []
    seen = set()
    for name, value in _flat(item):
        if name in seen:
            problems.append(Sentence(N_("The field “%(column)s” stands in this row twice."), {"column": name}))
        elif len(value) > MAX_FIELD_CHARS:
            problems.append(too_long(name))
        else:
            values[name] = value
        seen.add(name)
    return Row(number, values, tuple(problems[:MAX_PROBLEMS]))


def _flat(pairs: _Pairs, prefix: str = "") -> Iterator[tuple[str, str]]:
    """Fields by name: what is nested gets a dotted name, a list becomes JSON text."""
    for key, value in pairs:
        name = f"{prefix}.{key}" if prefix else key
        if isinstance(value, _Pairs) and value:
            yield from _flat(value, name)
        else:
            yield clean(storable(name))[:MAX_NAME_CHARS].strip() or "[]", storable(_text(value))


def _text(value: Any) -> str:
    if value is None or (isinstance(value, list) and not value):
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return _number_text(value)
    return json.dumps(_plain(value), ensure_ascii=False) if isinstance(value, list) else str(value)


def _number_text(value: Decimal) -> str:
    if value.adjusted() < PLAIN_INTEGER_DIGITS and value == value.to_integral_value():
        return str(int(value))
    return str(value)


def _plain(value: Any) -> Any:
    if isinstance(value, _Pairs):
        return {key: _plain(part) for key, part in value}
    if isinstance(value, list):
        return [_plain(part) for part in value]
    return _number_text(value) if isinstance(value, Decimal) else value


class _InUtf8:
    """A file in another encoding, read as the UTF-8 bytes that the parser wants."""

    def __init__(self, file: BinaryIO, encoding: str):
        self.file = file
        self.decoder = codecs.getincrementaldecoder(encoding)()

    def read(self, size: int = -1) -> bytes:
        """The next part of the file, of any length; empty at its end, and when nothing is asked for."""
        while size and (chunk := self.file.read(CHUNK)):
            if text := self.decoder.decode(chunk):
                return text.encode()
        return b""
