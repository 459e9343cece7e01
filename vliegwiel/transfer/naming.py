"""A word for where a file comes from, out of its name."""

from __future__ import annotations

import re
from pathlib import PurePath

_DATE_AT_END = re.compile(r"[\s_.-]*\(?(?:19|20)\d{2}(?:[-_.]?\d{2}){0,2}\)?(?:[\s_.-]*\(\d+\))?$")
_COPY_AT_END = re.compile(r"\s*(?:\(\d+\)|- kopie|- copy)$", re.IGNORECASE)
_NOT_A_WORD = re.compile(r"[^\w.-]+")
LONGEST = 60


def source_of(filename: str) -> str:
    """The name of the file without extension and date: `algoritmeregister-2026-08.json` gives `algoritmeregister`."""
    stem = PurePath(filename.replace("\\", "/")).stem
    word = _DATE_AT_END.sub("", _COPY_AT_END.sub("", stem)) or stem
    return _NOT_A_WORD.sub("-", word.lower()).strip("-.")[:LONGEST] or "bestand"
