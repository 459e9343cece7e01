"""Looking into a zip (an .xlsx is one) before anything unpacks it: zip bombs, passwords, what it really is."""

from __future__ import annotations

import zipfile
import zlib
from pathlib import Path

from vliegwiel.transfer.sheets import MEGABYTE, N_, Unreadable

MAX_ENTRIES = 2_000
MAX_UNPACKED = 1024 * MEGABYTE
"""Everything together, unpacked. A million rows of ten cells take about 500 MB of XML."""
MAX_UNPACKED_IN_MEMORY = 150 * MEGABYTE
"""Parts that must be held in memory whole, such as the list of shared texts."""
MAX_RATIO = 200
RATIO_COUNTS_FROM = 5 * MEGABYTE
"""Small parts may compress as well as they like."""
ENCRYPTED = 0x1

BROKEN_ZIP = (zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, NotImplementedError, EOFError, OSError, ValueError)
"""Everything that reading a damaged zip raises, a wrong offset and an unknown compression included."""


def checked_names(path: Path) -> set[str]:
    """The names of the parts. Raises Unreadable for a damaged, protected or exploding archive.

    Sizes are those that the archive itself states; a part that lies about its size ends there when it is read.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
    except BROKEN_ZIP as error:
        raise damaged() from error
    names = {entry.filename for entry in entries}
    if any(entry.flag_bits & ENCRYPTED for entry in entries):
        raise Unreadable(N_("The file is protected with a password."), N_("Save it without a password."))
    if len(names) != len(entries):
        raise damaged()
    if len(entries) > MAX_ENTRIES or _unpacks_too_far(entries):
        raise Unreadable(
            N_("Unpacked, this file is too large to read safely."),
            N_("Copy the rows to a new workbook, or save the sheet as CSV."),
        )
    return names


def _unpacks_too_far(entries: list[zipfile.ZipInfo]) -> bool:
    unpacked = sum(entry.file_size for entry in entries)
    in_memory = sum(entry.file_size for entry in entries if "/worksheets/" not in f"/{entry.filename}")
    return (
        unpacked > MAX_UNPACKED
        or in_memory > MAX_UNPACKED_IN_MEMORY
        or any(
            entry.file_size > RATIO_COUNTS_FROM and entry.file_size > MAX_RATIO * max(entry.compress_size, 1)
            for entry in entries
        )
    )


def damaged() -> Unreadable:
    """The sentence for a workbook that does not open."""
    return Unreadable(
        N_("The workbook is damaged or incomplete."),
        N_("Open it in a spreadsheet program, save it again as .xlsx, and choose the new file."),
    )
