"""From lines of cells to numbered rows: the header, blank lines, lines that are too short or too long."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from vliegwiel.core.folding import clean
from vliegwiel.core.formulas import original
from vliegwiel.transfer.sheets import (
    MAX_COLUMNS,
    MAX_FIELD_CHARS,
    MAX_NAME_CHARS,
    MAX_ROWS,
    N_,
    Row,
    Sentence,
    Unreadable,
    storable,
    too_long,
    too_many_columns,
    too_many_rows,
)

TITLE_LINES = 10
"""So many lines with one filled cell may stand above the header, as people put a title there."""


@dataclass(frozen=True, slots=True)
class Line:
    """The cells of one line in the file, with what is wrong with them."""

    number: int
    cells: list[str]
    problems: tuple[Sentence, ...] = ()

    @property
    def width(self) -> int:
        """Number of cells up to and including the last filled one."""
        width = len(self.cells)
        while width and not self.cells[width - 1].strip():
            width -= 1
        return width


def header_of(lines: Iterable[Line]) -> Line:
    """The first filled line; a title of one cell above a line with more cells is passed over.

    Raises Unreadable when there is no header, when it is too wide, or when nothing follows it.
    """
    filled = (line for line in lines if line.width)
    header = next(filled, None)
    if header is None:
        raise Unreadable(N_("The file holds no text, only empty rows."), N_("Choose a file with rows in it."))
    following = next(filled, None)
    for _ in range(TITLE_LINES):
        if following is None or len(_filled(header)) > 1 or len(_filled(following)) < 2:
            break
        header, following = following, next(filled, None)
    if header.width > MAX_COLUMNS:
        raise too_many_columns()
    if following is None:
        raise Unreadable(
            N_("The file has column names on row %(row)s, but no rows below them."),
            N_("Check that the first row holds the column names, and add the rows below it."),
            row=header.number,
        )
    return header


def _filled(line: Line) -> list[str]:
    return [cell for cell in line.cells if cell.strip()]


def column_names(header: Line) -> list[str]:
    """The names in the header, cleaned, each different. A column without a name is called after its letter: [C]."""
    names: list[str] = []
    taken: set[str] = set()
    for position, cell in enumerate(header.cells[: header.width]):
        name = clean(storable(original(cell)))[:MAX_NAME_CHARS].strip() or f"[{column_letter(position)}]"
        unique, again = name, 2
        while unique in taken:
            unique, again = f"{name} ({again})", again + 1
        taken.add(unique)
        names.append(unique)
    return names


def column_letter(position: int) -> str:
    """A for 0, Z for 25, AA for 26: the letter above a column in a spreadsheet."""
    letters = ""
    position += 1
    while position:
        position, rest = divmod(position - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def rows_below(
    header: Line, lines: Iterable[Line], columns: list[str], *, short_is_wrong: bool = True
) -> Iterator[Row]:
    """The rows under the header. Blank lines are left out; a line that does not fit has a problem.

    Raises Unreadable above MAX_ROWS rows.
    """
    count = 0
    for line in lines:
        if line.number <= header.number or not any(cell and not cell.isspace() for cell in line.cells):
            continue
        count += 1
        if count > MAX_ROWS:
            raise too_many_rows()
        yield _row(line, columns, short_is_wrong)


def _row(line: Line, columns: list[str], short_is_wrong: bool) -> Row:
    values = dict.fromkeys(columns, "")
    values.update((name, original(storable(cell))) for name, cell in zip(columns, line.cells, strict=False))
    problems = list(line.problems)
    for name, value in values.items():
        if len(value) > MAX_FIELD_CHARS:
            problems.append(too_long(name))
            values[name] = ""
    if line.width > len(columns) or (short_is_wrong and len(line.cells) < len(columns)):
        problems.append(
            Sentence(
                N_("This row has %(found)s values where the header has %(expected)s columns."),
                {"found": max(line.width, len(line.cells)), "expected": len(columns)},
            )
        )
    return Row(line.number, values, tuple(problems))
