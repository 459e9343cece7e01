"""Reading CSV: the separator found by trying, one line at a time, a clear word about quotes that do not close."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import TextIO

from vliegwiel.transfer.encodings import encoding_of
from vliegwiel.transfer.sheets import MAX_FIELD_CHARS, MAX_ROW_CHARS, N_, Row, Sheet, Unreadable
from vliegwiel.transfer.tables import Line, column_names, header_of, rows_below

SEPARATORS = ";,\t|"
ONE_COLUMN = "\x1f"
"""A sign that separates nothing, for a file of one column in which every other sign is text."""
SAMPLE_CHARS = 64 * 1024

# The limit is one for the whole process and 128 kB by default, less than a value may hold here.
# Twice, so that a value that is only somewhat too long costs its own row and not the whole file.
csv.field_size_limit(2 * MAX_FIELD_CHARS)


def open_csv(path: Path) -> Sheet:
    """The sheet in a CSV file. Raises Unreadable."""
    encoding = encoding_of(path)
    separator, skip = _separator(path, encoding)

    def lines() -> Iterator[Line]:
        return _lines(path, encoding, separator, skip)

    header = header_of(lines())
    columns = column_names(header)

    def rows() -> Iterator[Row]:
        return rows_below(header, lines(), columns)

    return Sheet("csv", columns, rows)


def _separator(path: Path, encoding: str) -> tuple[str, int]:
    """The separator, and how many lines to skip: 1 when Excel's `sep=;` stands on top."""
    with path.open(encoding=encoding, newline="") as file:
        sample = file.read(SAMPLE_CHARS)
    first = sample.split("\n", 1)[0].strip().strip('"')
    if first.lower().startswith("sep=") and len(first) == len("sep=") + 1:
        return first[-1], 1
    if len(sample) == SAMPLE_CHARS and "\n" in sample:
        sample = sample[: sample.rindex("\n") + 1]
    best = max(SEPARATORS, key=lambda separator: _fit(sample, separator))
    return (best if _fit(sample, best)[0] else ONE_COLUMN), 0


def _fit(sample: str, separator: str) -> tuple[float, int]:
    """How well a separator explains the sample: the share of lines as wide as the header, then that width."""
    widths = []
    # Under the wrong separator a quote stands in a wrong place; what was read until there still counts.
    with suppress(csv.Error):
        for cells in csv.reader(sample.splitlines(keepends=True), delimiter=separator, strict=True):
            if cells and any(cells):
                widths.append(len(cells))
    if not widths or widths[0] == 1:
        return 0.0, 0
    return widths.count(widths[0]) / len(widths), widths[0]


class _Feed:
    """Gives csv.reader its lines and guards how much of the file one row takes."""

    def __init__(self, file: TextIO):
        self.file = file
        self.line = 0
        self.first_line = 1
        self.chars = 0

    def __iter__(self) -> _Feed:
        return self

    def __next__(self) -> str:
        text = self.file.readline(MAX_ROW_CHARS + 1)
        if not text:
            raise StopIteration
        self.line += 1
        self.chars += len(text)
        if self.chars > MAX_ROW_CHARS:
            raise _endless(self.first_line)
        return text

    def next_row(self) -> None:
        self.first_line = self.line + 1
        self.chars = 0


def _lines(path: Path, encoding: str, separator: str, skip: int) -> Iterator[Line]:
    with path.open(encoding=encoding, newline="") as file:
        feed = _Feed(file)
        for _ in range(skip):
            next(feed)
            feed.next_row()
        reader = csv.reader(feed, delimiter=separator, strict=True)
        number = skip
        while True:
            number += 1
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                raise _malformed(error, feed) from error
            yield Line(number, cells)
            feed.next_row()


def _malformed(error: csv.Error, feed: _Feed) -> Unreadable:
    if "expected after" in str(error):
        return Unreadable(
            N_('On line %(line)s text follows a closing quote (").'),
            N_('Write a quote inside a text twice (""), or save the file again from a spreadsheet program.'),
            line=feed.line,
        )
    return _endless(feed.first_line)


def _endless(line: int) -> Unreadable:
    return Unreadable(
        N_('The row from line %(line)s does not end: a quote (") is opened and not closed, or it is too long.'),
        N_("Put the missing quote on that line, or save the file again from a spreadsheet program."),
        line=line,
    )
