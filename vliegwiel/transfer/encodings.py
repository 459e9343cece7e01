"""In which letters a text file was written: UTF-8, UTF-16 or the old Windows set; or why that cannot be told."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from vliegwiel.transfer.sheets import N_, Unreadable

CHUNK = 256 * 1024
SAMPLE = 64 * 1024
MAX_CONTROL_SHARE = 0.02
"""Above this share of control characters a file is not text."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROL = re.compile("[\x00-\x08\x0e-\x19\x1b-\x1f\x7f]")
_BEYOND_ASCII = re.compile("[\u0080-\ud7ff\ue000-\U0010ffff]")
_UNDECODED = re.compile("[\udc80-\udcff]")


def encoding_of(path: Path) -> str:
    """The name of the encoding with which the whole file can be read.

    Raises Unreadable for a file that is not text, and for one that mixes encodings, with the line where it goes wrong.
    """
    with path.open("rb") as file:
        sample = file.read(SAMPLE)
    encoding = _marked(sample) or _utf16_without_mark(sample)
    if encoding is None:
        encoding = _utf8_or_windows(path)
    elif (line := _first_undecodable_line(path, encoding)) is not None:
        raise _undecodable(line)
    _refuse_binary(sample.decode(encoding, errors="ignore"))
    return encoding


def _marked(sample: bytes) -> str | None:
    return next((name for mark, name in _MARKS if sample.startswith(mark)), None)


def _utf16_without_mark(sample: bytes) -> str | None:
    """Western text in UTF-16 has a zero in every second byte."""
    half = max(len(sample) // 2, 1)
    even, odd = sample[::2].count(0) / half, sample[1::2].count(0) / half
    if odd > 0.4 and even < 0.1:
        return "utf-16-le"
    if even > 0.4 and odd < 0.1:
        return "utf-16-be"
    return None


def _utf8_or_windows(path: Path) -> str:
    valid = broken = 0
    broken_line = None
    line = 1
    decoder = codecs.getincrementaldecoder("utf-8")("surrogateescape")
    for text in _decoded(path, decoder):
        if text.isascii():
            line += text.count("\n")
            continue
        valid += len(_BEYOND_ASCII.findall(text))
        wrong = [found.start() for found in _UNDECODED.finditer(text)]
        if wrong and broken_line is None:
            broken_line = line + text.count("\n", 0, wrong[0])
        broken += len(wrong)
        line += text.count("\n")
    if broken_line is None:
        return "utf-8"
    if valid >= broken or _first_undecodable_line(path, "cp1252") is not None:
        raise _undecodable(broken_line)
    return "cp1252"


def _first_undecodable_line(path: Path, encoding: str) -> int | None:
    line = 1
    try:
        for text in _decoded(path, codecs.getincrementaldecoder(encoding)()):
            line += text.count("\n")
    except UnicodeDecodeError as error:
        before = error.object[: error.start].decode(encoding, errors="ignore")
        return line + before.count("\n")
    return None


def _decoded(path: Path, decoder: codecs.IncrementalDecoder):
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            yield decoder.decode(chunk)
        yield decoder.decode(b"", final=True)


def _refuse_binary(sample: str) -> None:
    if len(_CONTROL.findall(sample)) > MAX_CONTROL_SHARE * len(sample) + 8:
        raise Unreadable(
            N_("This is not a file with text or a table."), N_("Choose a CSV, Excel (.xlsx) or JSON file.")
        )


def _undecodable(line: int) -> Unreadable:
    return Unreadable(
        N_("Line %(line)s holds letters that cannot be read: the file mixes two encodings or is damaged."),
        N_("Open it in the program it comes from and save it again as “CSV UTF-8”."),
        line=line,
    )
