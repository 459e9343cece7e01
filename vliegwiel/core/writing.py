"""Writing rows as CSV or XLSX, a row at a time, so that any number of rows takes the same memory.

CSV is made for the Dutch Excel that opens it by double click: UTF-8 with a byte order mark (without it Excel takes the
letters for Windows letters) and semicolons (the comma is the decimal sign here). Every value is quoted, so that the
separator cannot be mistaken. Formulas are made harmless, see `formulas`.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from tempfile import gettempdir

import xlsxwriter

from vliegwiel.core.formulas import neutral
from vliegwiel.core.sentences import N_, Sentence, storable

CSV_TYPE = "text/csv; charset=utf-8"
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
BYTE_ORDER_MARK = "\ufeff"
MAX_CELL_CHARS = 32_767
"""What a cell of Excel can hold; a longer text is cut there and ends in an ellipsis. CSV keeps all of it."""
MAX_SHEET_ROWS = 1_048_576
MAX_SHEET_NAME_CHARS = 31
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_NOT_IN_SHEET_NAME = re.compile(r"[\[\]:*?/\\]|^'|'$")

Value = str | int | float | date | datetime | bool | None


class Unwritable(Exception):
    """The rows do not fit in the format. `sentence` says what to do."""

    def __init__(self, sentence: Sentence):
        super().__init__(str(sentence))
        self.sentence = sentence


class _Echo:
    """A file for csv.writer that hands back what is written."""

    def write(self, text: str) -> str:
        return text


def csv_lines(columns: Sequence[str], rows: Iterable[Sequence[Value]]) -> Iterator[bytes]:
    """The CSV file line by line, ready for a streaming response or a file."""
    writer = csv.writer(_Echo(), delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    yield (BYTE_ORDER_MARK + writer.writerow([neutral(name) for name in columns])).encode()
    for row in rows:
        yield writer.writerow([as_text(value) for value in row]).encode()


def write_csv(path: Path, columns: Sequence[str], rows: Iterable[Sequence[Value]]) -> int:
    """Write the CSV file; the number of rows that went into it, without the header."""
    lines = -1
    with path.open("wb") as file:
        for line in csv_lines(columns, rows):
            file.write(line)
            lines += 1
    return lines


def write_xlsx(path: Path, columns: Sequence[str], rows: Iterable[Sequence[Value]], *, name: str = "Vliegwiel") -> int:
    """Write a workbook with one sheet called `name`, all cells text; the number of rows without the header.

    Raises Unwritable when there are more rows than a sheet can hold.
    """
    book = xlsxwriter.Workbook(
        str(path),
        {
            "constant_memory": True,
            "tmpdir": gettempdir(),
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        },
    )
    count = 0
    try:
        sheet = book.add_worksheet(_sheet_name(name))
        sheet.freeze_panes(1, 0)
        _write_row(sheet, 0, columns, book.add_format({"bold": True}))
        for count, row in enumerate(rows, start=1):
            if count >= MAX_SHEET_ROWS:
                raise Unwritable(
                    Sentence(
                        N_("An Excel sheet holds at most %(most)s rows. Choose CSV, or make the selection smaller."),
                        {"most": MAX_SHEET_ROWS - 1},
                    )
                )
            _write_row(sheet, count, row)
    finally:
        book.close()
    return count


def _write_row(sheet: xlsxwriter.worksheet.Worksheet, number: int, row: Sequence[Value], look: object = None) -> None:
    for position, value in enumerate(row):
        if text := as_text(value):
            sheet.write_string(number, position, _for_cell(text), look)


def as_text(value: Value) -> str:
    """The value as it stands in a cell: dates in ISO, nothing as an empty cell, formulas harmless."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return value.isoformat(" ", "seconds")
    return neutral(storable(value.isoformat() if isinstance(value, date) else str(value)))


def _for_cell(text: str) -> str:
    text = _NOT_IN_XML.sub("", text).replace("\r\n", "\n").replace("\r", "\n")
    return text if _excel_length(text) <= MAX_CELL_CHARS else _cut(text)


def _excel_length(text: str) -> int:
    """Excel counts UTF-16 units, so an emoji counts twice."""
    return len(text) + sum(letter > "\uffff" for letter in text)


def _cut(text: str) -> str:
    text = text[: MAX_CELL_CHARS - 1]
    while _excel_length(text) > MAX_CELL_CHARS - 1:
        text = text[: -max(1, (_excel_length(text) - MAX_CELL_CHARS + 1) // 2)]
    return text + "…"


def _sheet_name(name: str) -> str:
    return _NOT_IN_SHEET_NAME.sub(" ", _NOT_IN_XML.sub("", name))[:MAX_SHEET_NAME_CHARS].strip() or "Vliegwiel"
