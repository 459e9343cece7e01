"""The door of reading: any file in, a Sheet out, or Unreadable with a hint. The content decides, not the name."""

from __future__ import annotations

import re
from pathlib import Path

from vliegwiel.transfer.archives import checked_names
from vliegwiel.transfer.csv_reading import open_csv
from vliegwiel.transfer.encodings import SAMPLE, encoding_of
from vliegwiel.transfer.json_reading import open_json
from vliegwiel.transfer.sheets import N_, Sheet, Unreadable, check_size
from vliegwiel.transfer.xlsx_reading import open_xlsx

_CHOOSE = N_("Choose a CSV, Excel (.xlsx) or JSON file.")
_SAVE_AS = N_("Open it in a spreadsheet program and save it as .xlsx or CSV.")

_KNOWN_STARTS = (
    (b"\xd0\xcf\x11\xe0", N_("This is an old Excel file (.xls), or one with a password."), _SAVE_AS),
    (b"%PDF", N_("This is a PDF. A table cannot be taken out of it reliably."), _CHOOSE),
    (b"\x89PNG", N_("This is an image."), _CHOOSE),
    (b"\xff\xd8\xff", N_("This is an image."), _CHOOSE),
    (b"GIF8", N_("This is an image."), _CHOOSE),
    (b"\x1f\x8b", N_("This is a packed file (gzip)."), N_("Unpack it and choose the file that was in it.")),
    (b"7z\xbc\xaf", N_("This is a packed file (7z)."), N_("Unpack it and choose the file that was in it.")),
    (b"Rar!", N_("This is a packed file (rar)."), N_("Unpack it and choose the file that was in it.")),
)
_ZIP_CONTENTS = (
    ("xl/workbook.bin", N_("This is a binary Excel file (.xlsb)."), _SAVE_AS),
    ("word/document.xml", N_("This is a Word document."), _CHOOSE),
    ("ppt/presentation.xml", N_("This is a presentation."), _CHOOSE),
    ("content.xml", N_("This is an OpenDocument file (.ods or .odt)."), _SAVE_AS),
)
_MARKUP = re.compile(r"<(?:!doctype|\?xml|html|table|head|body|!--)", re.IGNORECASE)
_JSON_START = re.compile(r"\[\s*(?:[{\[\]\"\d-]|true|false|null)|\{\s*[\"}]|[\[{]\s*$")


def open_rows(path: str | Path, filename: str = "", *, sheet: str | None = None) -> Sheet:
    """The rows in a file of CSV, JSON or XLSX, recognised by its content; `filename` only settles doubt.

    `sheet` chooses one of the sheets of a workbook. The file must stay where it is as long as rows are read.
    Raises Unreadable, and nothing else for whatever is in the file.
    """
    path = Path(path)
    check_size(path)
    with path.open("rb") as file:
        start = file.read(SAMPLE)
    for sign, sentence, hint in _KNOWN_STARTS:
        if start.startswith(sign):
            raise Unreadable(sentence, hint)
    if start.startswith(b"PK"):
        return _from_zip(path, sheet)
    encoding = encoding_of(path)
    text = start.decode(encoding, errors="ignore").lstrip("\ufeff \t\r\n\0")
    if _MARKUP.match(text):
        raise Unreadable(N_("This is a web page or XML, whatever its name says."), _SAVE_AS)
    if _JSON_START.match(text) or (text[:1] in ("{", "[") and filename.lower().endswith(".json")):
        return open_json(path)
    return open_csv(path)


def _from_zip(path: Path, sheet: str | None) -> Sheet:
    names = checked_names(path)
    if "xl/workbook.xml" in names:
        return open_xlsx(path, sheet)
    for part, sentence, hint in _ZIP_CONTENTS:
        if part in names:
            raise Unreadable(sentence, hint)
    raise Unreadable(N_("This is a packed file (zip)."), N_("Unpack it and choose the file that was in it."))
