"""A file of rows as the rest of the room sees it: columns, numbered rows, and sentences about what is wrong.

Nothing here needs Django: sentences are English message ids with parameters, the pages translate them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from vliegwiel.core.sentences import N_, Sentence, storable  # noqa: F401  # the readers take them from here

MEGABYTE = 1024 * 1024
MAX_FILE_BYTES = 50 * MEGABYTE
MAX_ROWS = 1_000_000
MAX_COLUMNS = 200
MAX_FIELD_CHARS = MEGABYTE
"""One value; a million characters is more than any page holds, so this is a mistake in the file."""
MAX_ROW_CHARS = 4 * MEGABYTE
"""One row as it stands in the file. Keeps a file that is one endless line out of memory."""
MAX_NAME_CHARS = 100
"""A column name; longer ones are cut."""


class Unreadable(Exception):
    """The file cannot be read. `sentence` says what is wrong and where, `hint` what to do about it."""

    def __init__(self, sentence: str, hint: str = "", **params: object):
        self.sentence = Sentence(sentence, params)
        self.hint = Sentence(hint, params)
        super().__init__(f"{self.sentence} {self.hint}".strip())


@dataclass(frozen=True, slots=True)
class Row:
    """One row. `number` is what a person counts: the row of the spreadsheet (header included), the item of a JSON list.

    Values hold no NUL and no half surrogates, so each can be stored and shown; further they are as in the file.
    A row with `problems` may miss values and must not be imported.
    """

    number: int
    values: dict[str, str]
    problems: tuple[Sentence, ...] = ()


@dataclass(frozen=True)
class Sheet:
    """A readable file. `rows()` reads it from the start, every time it is called, a row at a time.

    `rows()` too can raise Unreadable: what is wrong far down the file only shows on the way.
    `format` is csv, json or xlsx; `sheets` names the sheets of a workbook, `chosen` the one that is read.
    """

    format: str
    columns: list[str]
    rows: Callable[[], Iterator[Row]]
    sheets: tuple[str, ...] = ()
    chosen: str = ""


def check_size(path: Path) -> None:
    """Raise Unreadable when the file is empty or above MAX_FILE_BYTES."""
    size = path.stat().st_size
    if size == 0:
        raise Unreadable(N_("The file is empty."), N_("Choose a file with rows in it."))
    if size > MAX_FILE_BYTES:
        raise Unreadable(
            N_("The file is larger than %(megabytes)s MB."),
            N_("Split it into several files and import them one by one."),
            megabytes=MAX_FILE_BYTES // MEGABYTE,
        )


def too_many_columns() -> Unreadable:
    """The sentence for more than MAX_COLUMNS columns."""
    return Unreadable(
        N_("The file has more than %(most)s columns."),
        N_("Keep the columns that you want to import and remove the others."),
        most=MAX_COLUMNS,
    )


def too_many_rows() -> Unreadable:
    """The sentence for more than MAX_ROWS rows."""
    return Unreadable(
        N_("The file has more than %(most)s rows."),
        N_("Split it into several files and import them one by one."),
        most=MAX_ROWS,
    )


def too_long(column: str) -> Sentence:
    """The sentence for a value above MAX_FIELD_CHARS."""
    return Sentence(
        N_("The value in column “%(column)s” is longer than %(most)s characters."),
        {"column": column, "most": MAX_FIELD_CHARS},
    )
