"""Is this file what it says, and may it be kept? Types by content and name together, sizes, safe names.

Allowed are documents, images and plain tables. Not allowed: what can run (macros, scripts, SVG), what is two things at
once, and what cannot be recognised. A file that passes is still served as a download with `nosniff`.
"""

from __future__ import annotations

import re
import unicodedata
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import IO

from django.utils.translation import gettext as _

from vliegwiel.core import answers
from vliegwiel.core.answers import YES, Answer

MEGABYTE = 1024 * 1024
MAX_UPLOAD_BYTES = 20 * MEGABYTE
MAX_TEXT_BYTES = 5 * MEGABYTE
MAX_NAME_CHARS = 120
MAX_PARTS = 5_000
MAX_UNPACKED = 300 * MEGABYTE
MAX_RATIO = 300
RATIO_COUNTS_FROM = 5 * MEGABYTE
SNIFF = 4096
ENCRYPTED = 0x1

_OOXML = "application/vnd.openxmlformats-officedocument."
_ODF = "application/vnd.oasis.opendocument."
MIME_TYPES: Mapping[str, str] = {
    "pdf": "application/pdf",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "webp": "image/webp",
    "docx": _OOXML + "wordprocessingml.document",
    "xlsx": _OOXML + "spreadsheetml.sheet",
    "pptx": _OOXML + "presentationml.presentation",
    "odt": _ODF + "text",
    "ods": _ODF + "spreadsheet",
    "odp": _ODF + "presentation",
    "txt": "text/plain",
    "csv": "text/csv",
    "md": "text/markdown",
}
"""The allowed extensions with the type under which each is served."""

_MAIN_PART = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml", "pptx": "ppt/presentation.xml"}
_TEXTS = ("txt", "csv", "md")
_RUNNABLE = re.compile(
    r"exe|com|bat|cmd|scr|pif|msi|msp|js|jse|mjs|vbs|vbe|wsf|wsh|ps1|psm1|sh|bash|py|rb|pl|php|phtml|php5"
    r"|asp|aspx|jsp|jar|html|htm|xhtml|shtml|svg|svgz|xml|xsl|hta|lnk|url|reg|dll|cpl|apk|app|dmg|iso|img"
    r"|docm|xlsm|pptm|dotm|xltm|swf|chm|vhd|cgi|inf|gadget",
    re.IGNORECASE,
)
_MACRO_PARTS = re.compile(
    r"vbaproject|vbadata|(?:^|/)macrosheets/|(?:^|/)activex/|(?:^|/)basic/|(?:^|/)scripts/|\.(?:exe|dll|js|vbs|jar|bat)$"
)
_CONTROL_OR_HIDDEN = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
_NOT_IN_NAMES = re.compile(r'[<>:"|?*;`$%&{}\'\\/]+')
_RESERVED = re.compile(r"^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", re.IGNORECASE)
_HTML_START = re.compile(rb"^\s*<(?:!doctype|html|head|body|script|svg|\?xml|\?php|iframe|img|object)", re.IGNORECASE)
_CONTROL_BYTES = re.compile(rb"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f\x7f]")
_BROKEN_ZIP = (zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, NotImplementedError, EOFError, OSError, ValueError)


def N_(msgid: str) -> str:
    """Mark a sentence for translation; it is translated when it is answered."""
    return msgid


_NOT_ALLOWED = N_("This kind of file cannot be added. Choose a PDF, image (PNG, JPG, WebP), document, sheet or text.")
_NOT_WHAT_IT_SAYS = N_("The content of the file does not fit its name. Save it again from the program it comes from.")
_RUNS = N_("The file holds macros or other parts that can run. Save it without them, for example as PDF.")
_DAMAGED = N_("The file is damaged or incomplete. Save it again and choose the new file.")
_PROTECTED = N_("The file is protected with a password. Save it without a password.")


@dataclass(frozen=True)
class Checked:
    """The answer about one file; when it is yes, the name and type under which to keep it."""

    answer: Answer
    name: str = ""
    mime_type: str = ""

    def __bool__(self) -> bool:
        return bool(self.answer)


def check_upload(file: IO[bytes], name: str, *, limit: int = MAX_UPLOAD_BYTES) -> Checked:
    """Whether this file may be kept as an attachment of at most `limit` bytes. Leaves the file at its start."""
    safe = safe_name(name)
    extension = extension_of(safe)
    answer = _answer(file, safe, extension, limit)
    file.seek(0)
    return Checked(answer, safe, MIME_TYPES[extension]) if answer else Checked(answer)


def safe_name(name: str) -> str:
    r"""The file name without folders, control and direction signs, at most 120 characters, with its extension.

    `../../etc/pass\u202efdp.txt` becomes `passfdp.txt`; a name of nothing becomes `file`.
    """
    last = PurePosixPath(name[-4096:].replace("\\", "/")).name
    visible = "".join(
        " " if sign.isspace() else sign
        for sign in unicodedata.normalize("NFC", last)
        if sign.isspace() or unicodedata.category(sign) not in _CONTROL_OR_HIDDEN
    )
    plain = " ".join(_NOT_IN_NAMES.sub("-", visible).split()).lstrip(".-~ ").rstrip(". ")
    stem, dot, extension = plain.rpartition(".")
    if not dot or len(extension) > 10 or not stem.strip(". "):
        stem, dot, extension = plain, "", ""
    stem = stem.rstrip(". ") or "file"
    if _RESERVED.match(stem):
        stem = f"_{stem}"
    return stem[: MAX_NAME_CHARS - len(dot + extension)].rstrip(". ") + dot + extension


def extension_of(name: str) -> str:
    """The last extension in lower case, without its dot; empty when there is none."""
    return name.rpartition(".")[2].lower() if "." in name else ""


def _no(msgid: str) -> Answer:
    return answers.no(_(msgid))


def _when(fact: bool, msgid: str) -> Answer:
    return YES if fact else _no(msgid)


def _answer(file: IO[bytes], name: str, extension: str, limit: int) -> Answer:
    most = min(limit, MAX_TEXT_BYTES) if extension in _TEXTS else limit
    size = file.seek(0, 2)
    return _check_name(name, extension) and _check_size(size, most) and _check_content(file, extension, size)


def _check_name(name: str, extension: str) -> Answer:
    if extension not in MIME_TYPES:
        return _no(_NOT_ALLOWED)
    doubled = any(_RUNNABLE.fullmatch(part.strip()) for part in name.split(".")[1:-1])
    return _when(not doubled, N_("The name of the file has two extensions. Give it one, such as “report.pdf”."))


def _check_size(size: int, most: int) -> Answer:
    too_large = _("The file is larger than %(megabytes)s MB.") % {"megabytes": most // MEGABYTE}
    return _when(size > 0, N_("The file is empty.")) and answers.when(size <= most, too_large)


def _check_content(file: IO[bytes], extension: str, size: int) -> Answer:
    file.seek(0)
    start = file.read(SNIFF)
    if extension in _TEXTS:
        return _check_text(file)
    if extension in _MAIN_PART or MIME_TYPES[extension].startswith(_ODF):
        return _check_zip(file, start, extension)
    return _check_picture_or_pdf(file, start, extension, size)


def _check_picture_or_pdf(file: IO[bytes], start: bytes, extension: str, size: int) -> Answer:
    file.seek(max(size - SNIFF, 0))
    end = file.read(SNIFF)
    if extension == "pdf":
        if not start.startswith(b"%PDF-"):
            return _no(_NOT_WHAT_IT_SAYS)
        return YES if b"%%EOF" in end and not _hides_zip(file) else _no(_DAMAGED)
    fits = {
        "png": start.startswith(b"\x89PNG\r\n\x1a\n") and start[12:16] == b"IHDR",
        "webp": start.startswith(b"RIFF") and start[8:12] == b"WEBP",
    }.get(extension, start.startswith(b"\xff\xd8\xff"))
    if not fits:
        return _no(_NOT_WHAT_IT_SAYS)
    complete = {
        "png": end.endswith(b"IEND\xaeB`\x82"),
        "webp": size in (int.from_bytes(start[4:8], "little") + 8, int.from_bytes(start[4:8], "little") + 9),
    }.get(extension, end.rstrip(b"\x00").endswith(b"\xff\xd9"))
    return YES if complete and not _hides_zip(file) else _no(_DAMAGED)


def _hides_zip(file: IO[bytes]) -> bool:
    """A zip is found from its end, so it can hide behind a picture or a PDF."""
    file.seek(0)
    return zipfile.is_zipfile(file)


def _check_text(file: IO[bytes]) -> Answer:
    file.seek(0)
    content = file.read(MAX_TEXT_BYTES + 1)
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            content = content.decode("utf-16").encode()
        except UnicodeError:
            return _no(_NOT_WHAT_IT_SAYS)
    if content.startswith((b"PK\x03\x04", b"%PDF", b"MZ", b"\x7fELF", b"\xd0\xcf\x11\xe0", b"#!")):
        return _no(_NOT_WHAT_IT_SAYS)
    if _CONTROL_BYTES.search(content) or _HTML_START.match(content.removeprefix(b"\xef\xbb\xbf")) or _hides_zip(file):
        return _no(_NOT_WHAT_IT_SAYS)
    return YES


def _check_zip(file: IO[bytes], start: bytes, extension: str) -> Answer:
    if start.startswith(b"\xd0\xcf\x11\xe0"):
        return _no(_PROTECTED)
    if not start.startswith(b"PK\x03\x04"):
        return _no(_NOT_WHAT_IT_SAYS)
    try:
        with zipfile.ZipFile(file) as archive:
            entries = archive.infolist()
            names = {entry.filename for entry in entries}
            contents = _check_ooxml if extension in _MAIN_PART else _check_odf
            return _check_entries(entries, names) and contents(archive, names, extension)
    except _BROKEN_ZIP:
        return _no(_DAMAGED)


def _check_entries(entries: list[zipfile.ZipInfo], names: set[str]) -> Answer:
    """Whether this is one archive from the first byte on, without passwords, bombs and parts that run."""
    is_whole = len(names) == len(entries) and min((entry.header_offset for entry in entries), default=0) == 0
    is_open = not any(entry.flag_bits & ENCRYPTED for entry in entries)
    runs = any(_MACRO_PARTS.search(part.lower()) for part in names)
    return (
        _when(is_whole, _DAMAGED)
        and _when(is_open, _PROTECTED)
        and _when(not _unpacks_too_far(entries), N_("Unpacked, this file is too large to keep safely."))
        and _when(not runs, _RUNS)
    )


def _unpacks_too_far(entries: list[zipfile.ZipInfo]) -> bool:
    exploding = (
        entry.file_size > RATIO_COUNTS_FROM and entry.file_size > MAX_RATIO * max(entry.compress_size, 1)
        for entry in entries
    )
    return len(entries) > MAX_PARTS or sum(entry.file_size for entry in entries) > MAX_UNPACKED or any(exploding)


def _check_ooxml(archive: zipfile.ZipFile, names: set[str], extension: str) -> Answer:
    if "[Content_Types].xml" not in names or _MAIN_PART[extension] not in names:
        return _no(_NOT_WHAT_IT_SAYS)
    types = _part(archive, "[Content_Types].xml", MEGABYTE).lower()
    return _when(b"macroenabled" not in types and b"vbaproject" not in types, _RUNS)


def _check_odf(archive: zipfile.ZipFile, names: set[str], extension: str) -> Answer:
    if "mimetype" not in names or "content.xml" not in names:
        return _no(_NOT_WHAT_IT_SAYS)
    stated = _part(archive, "mimetype", 200).decode("ascii", "replace").strip()
    manifest = _part(archive, "META-INF/manifest.xml", MEGABYTE) if "META-INF/manifest.xml" in names else b""
    return _when(stated == MIME_TYPES[extension], _NOT_WHAT_IT_SAYS) and _when(
        b"encryption-data" not in manifest, _PROTECTED
    )


def _part(archive: zipfile.ZipFile, name: str, most: int) -> bytes:
    with archive.open(name) as part:
        return part.read(most)
