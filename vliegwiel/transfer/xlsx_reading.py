"""Reading Excel workbooks (.xlsx) row by row. Of a formula the result counts that was saved with it."""

from __future__ import annotations

import re
import warnings
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time
from itertools import repeat
from pathlib import Path
from typing import Any

import openpyxl

from vliegwiel.transfer.archives import BROKEN_ZIP, checked_names, damaged
from vliegwiel.transfer.sheets import MAX_COLUMNS, N_, Row, Sentence, Sheet, Unreadable, too_many_columns
from vliegwiel.transfer.tables import Line, column_letter, column_names, header_of, rows_below

MAX_CELLS = 5_000_000
"""Cells written in one sheet. Reading takes some 40 microseconds a cell (the safe XML reader is no fast one)."""
MAX_WALKED = 20_000_000
"""Cells walked through, absent ones included: a sheet can claim a cell at the far end of every row."""
LAST_EXCEL_COLUMN = 16_384
LAST_EXCEL_ROW = 1_048_576
SCAN = 1024 * 1024
_ROW_START = re.compile(rb"<(?:\w+:)?row[\s/>]")
_CELL = re.compile(rb"<(?:\w+:)?c[\s/>]")
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")

# openpyxl warns about decoration that it leaves out; that is no news for who imports rows.
warnings.filterwarnings("ignore", category=UserWarning, module="openpyxl")


def open_xlsx(path: Path, sheet: str | None = None) -> Sheet:
    """The sheet called `sheet`, else the first visible one with a table. Raises Unreadable."""
    if not checked_names(path):
        raise damaged()
    try:
        has_formulas = _survey(path)
    except BROKEN_ZIP as error:
        raise damaged() from error
    with _workbook(path) as book:
        names = tuple(ws.title for ws in book.worksheets)
        visible = [ws.title for ws in book.worksheets if ws.sheet_state == "visible"]
    if not names:
        raise Unreadable(N_("The workbook has no sheet with cells."), N_("Choose a workbook with a table in it."))
    if sheet is not None and sheet not in names:
        raise Unreadable(
            N_("The workbook has no sheet called “%(sheet)s”."), N_("Choose one of its sheets."), sheet=sheet
        )
    chosen = sheet if sheet is not None else (visible or names)[0]

    def lines() -> Iterator[Line]:
        return _lines(path, chosen, has_formulas)

    header = header_of(lines())
    columns = column_names(header)

    def rows() -> Iterator[Row]:
        # A row in a workbook may end at its last filled cell; that is no mistake as it is in CSV.
        return rows_below(header, lines(), columns, short_is_wrong=False)

    return Sheet("xlsx", columns, rows, names, chosen)


@contextmanager
def _workbook(path: Path, *, formulas: bool = False) -> Iterator[Any]:
    """An opened workbook, in which every error of reading is Unreadable.

    openpyxl raises whatever its code runs into on a hostile file (KeyError, TypeError, ...), hence the broad catch.
    """
    # The opened file, as by its path openpyxl would judge the extension.
    with path.open("rb") as file:
        book = None
        try:
            book = openpyxl.load_workbook(file, read_only=True, data_only=not formulas, keep_links=False)
            yield book
        except (Unreadable, GeneratorExit):
            raise
        except Exception as error:
            raise damaged() from error
        finally:
            if book is not None:
                book.close()


def _lines(path: Path, sheet: str, has_formulas: bool) -> Iterator[Line]:
    with _workbook(path) as book:
        rows = _cells(book, sheet)
        if not has_formulas:
            yield from _numbered(zip(rows, repeat(()), strict=False))
            return
        with _workbook(path, formulas=True) as formulas:
            yield from _numbered(zip(rows, _cells(formulas, sheet), strict=False))


def _cells(book: Any, sheet: str) -> Iterator[tuple[Any, ...]]:
    worksheet = book[sheet]
    # What a sheet says about its own size is often wrong, and then cells would be cut off.
    worksheet.reset_dimensions()
    return worksheet.iter_rows()


def _survey(path: Path) -> bool:
    """Count the cells of every sheet before the XML reader gets them; whether any sheet has formulas.

    Raises Unreadable for a row or a sheet with more cells than a spreadsheet program can have made.
    """
    has_formulas = False
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            if "worksheets/" in name and name.endswith(".xml"):
                has_formulas |= _survey_sheet(archive, name)
    return has_formulas


def _survey_sheet(archive: zipfile.ZipFile, name: str) -> bool:
    cells = in_row = 0
    has_formulas = False
    with archive.open(name) as part:
        tail = b""
        while chunk := part.read(SCAN):
            if b"\0" in chunk:
                raise damaged()
            has_formulas = has_formulas or bool(_FORMULA.search(tail + chunk))
            tail = chunk[-20:]
            for position, row in enumerate(_ROW_START.split(chunk)):
                found = len(_CELL.findall(row))
                in_row = in_row + found if position == 0 else found
                cells += found
                if in_row > LAST_EXCEL_COLUMN:
                    raise too_many_columns()
                if cells > MAX_CELLS:
                    raise _too_large(MAX_CELLS)
    return has_formulas


def _too_large(most: int) -> Unreadable:
    return Unreadable(
        N_("The sheet is too large: it has more than %(most)s cells, empty ones included."),
        N_("Copy the filled part to a new workbook, or save the sheet as CSV."),
        most=most,
    )


def _numbered(pairs: Iterator[tuple[tuple[Any, ...], tuple[Any, ...]]]) -> Iterator[Line]:
    walked = 0
    for number, (cells, formulas) in enumerate(pairs, start=1):
        walked += len(cells)
        if walked > MAX_WALKED or number > LAST_EXCEL_ROW:
            raise _too_large(MAX_WALKED)
        if not cells:
            continue
        line = _line(number, cells, formulas)
        if line.width > MAX_COLUMNS:
            raise too_many_columns()
        yield line


def _line(number: int, cells: tuple[Any, ...], formulas: tuple[Any, ...]) -> Line:
    problems = []
    texts = []
    for position, cell in enumerate(cells):
        if cell.value is None:
            texts.append("")
            if position < len(formulas) and formulas[position].data_type == "f":
                problems.append(_without_result(position, number))
        elif cell.data_type == "e":
            texts.append("")
            problems.append(_error_value(position, number, cell.value))
        else:
            texts.append(cell_text(cell.value))
    return Line(number, texts, tuple(problems[:MAX_COLUMNS]))


def cell_text(value: Any) -> str:
    """The value as text: dates in ISO, whole numbers without .0, others with the 15 digits that Excel shows."""
    if isinstance(value, str):
        return _ESCAPED.sub(_unescaped, value) if "_x" in value else value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return f"{value:.15g}"
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "seconds")
    return value.isoformat() if isinstance(value, date | time) else str(value)


def _unescaped(found: re.Match[str]) -> str:
    """Excel writes characters that XML cannot hold as _x000D_."""
    return chr(int(found[1], 16))


def _without_result(position: int, number: int) -> Sentence:
    return Sentence(
        N_("Cell %(cell)s holds a formula without a result. Open the workbook in a spreadsheet program and save it."),
        {"cell": f"{column_letter(position)}{number}"},
    )


def _error_value(position: int, number: int, value: object) -> Sentence:
    return Sentence(
        N_("Cell %(cell)s holds an error (%(value)s) instead of a value."),
        {"cell": f"{column_letter(position)}{number}", "value": str(value)[:20]},
    )
