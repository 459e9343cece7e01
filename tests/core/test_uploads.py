"""Uploads: what people share gets in, what runs or pretends does not, and no name leads outside its folder."""

import io
import random
import unicodedata
import zipfile

import pytest
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from vliegwiel.core.uploads import (
    MAX_NAME_CHARS,
    MAX_UNPACKED,
    MEGABYTE,
    MIME_TYPES,
    check_upload,
    extension_of,
    safe_name,
)


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + b"\0" * 17 + b"\x00\x00\x00\x00IEND\xaeB`\x82"
JPG = b"\xff\xd8\xff\xe0" + b"\0" * 30 + b"\xff\xd9"
WEBP = b"RIFF" + (12).to_bytes(4, "little") + b"WEBPVP8 " + b"\0" * 4


def archive(parts, start=b""):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in parts.items():
            target.writestr(name, content)
    return start + stream.getvalue()


def office(main, **more):
    return archive({"[Content_Types].xml": "<Types/>", main: "<x/>"} | more)


def odf(extension, **more):
    return archive({"mimetype": MIME_TYPES[extension], "content.xml": "<x/>"} | more)


GOOD = {
    "a.pdf": PDF,
    "a.png": PNG,
    "a.jpg": JPG,
    "a.JPEG": JPG,
    "a.webp": WEBP,
    "a.docx": office("word/document.xml"),
    "a.xlsx": office("xl/workbook.xml"),
    "a.pptx": office("ppt/presentation.xml"),
    "a.odt": odf("odt"),
    "a.ods": odf("ods"),
    "a.odp": odf("odp"),
    "a.txt": "Café, één\n".encode(),
    "b.txt": "Café".encode("utf-16"),
    "c.txt": "Café".encode("cp1252"),
    "a.csv": b"naam;plaats\r\n1;2\r\n",
    "a.md": b"# Kop\n\n- punt <b>x</b>\n",
}


def check(name, content, **options):
    file = io.BytesIO(content)
    file.read(3)
    checked = check_upload(file, name, **options)
    assert file.tell() == 0
    return checked


@pytest.mark.parametrize("name", GOOD)
def test_what_people_share_gets_in_under_its_own_type(name):
    checked = check(name, GOOD[name])
    assert checked, checked.answer.reason
    assert checked.name == name
    assert checked.mime_type == MIME_TYPES[extension_of(name)]


@pytest.mark.parametrize("content_of", ["a.pdf", "a.png", "a.docx", "a.odt", "a.txt"])
@pytest.mark.parametrize("name", ["x.pdf", "x.png", "x.jpg", "x.webp", "x.docx", "x.xlsx", "x.odt", "x.ods", "x.txt"])
def test_content_and_name_must_fit(name, content_of):
    assert bool(check(name, GOOD[content_of])) == (extension_of(name) == extension_of(content_of))


@pytest.mark.parametrize(
    "name", ["a.svg", "a.html", "a.exe", "a.docm", "a.xls", "a.zip", "a.gif", "pdf", "", ".pdf", "a.pdf.", "a.pdf.exe"]
)
def test_other_kinds_are_refused(name):
    if name in (".pdf", "a.pdf."):
        assert check(name, PDF).name in ("", "a.pdf")
    else:
        assert "This kind of file" in str(check(name, PDF).answer.reason)


@pytest.mark.parametrize("name", ["a.exe.pdf", "a.php.png", "a.html .txt", "a.SVG.png", "a.js.b.txt"])
def test_a_runnable_extension_inside_the_name_is_refused(name):
    assert "two extensions" in str(check(name, GOOD["a." + extension_of(name)]).answer.reason)


def test_a_dot_in_a_name_is_no_second_extension():
    assert check("Verslag v1.2 d.d. 8.8.2026.pdf", PDF)


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.pdf", b"", "empty"),
        ("a.pdf", PDF[:20], "damaged"),
        ("a.pdf", PDF + GOOD["a.docx"], "damaged"),
        ("a.png", PNG[:-4], "damaged"),
        ("a.png", PNG + b"<script>alert(1)</script>", "damaged"),
        ("a.png", PNG + GOOD["a.docx"], "damaged"),
        ("a.jpg", JPG + archive({"x.class": "x"}), "damaged"),
        ("a.webp", WEBP + b"more of it", "damaged"),
        ("a.docx", GOOD["a.docx"][:-40], "damaged"),
        ("a.docx", b"GIF89a" + GOOD["a.docx"], "does not fit"),
        ("a.docx", archive({"x": "x"}, b"PK\x03\x04 something else first"), "damaged"),
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "password"),
        ("a.docx", office("word/document.xml", **{"word/vbaProject.bin": "x"}), "macros"),
        ("a.xlsx", office("xl/workbook.xml", **{"xl/macrosheets/sheet1.xml": "x"}), "macros"),
        ("a.docx", archive({"[Content_Types].xml": "macroEnabled", "word/document.xml": ""}), "macros"),
        ("a.odt", odf("odt", **{"Basic/Standard/Module1.xml": "x"}), "macros"),
        ("a.odt", odf("odt", **{"META-INF/manifest.xml": "<manifest:encryption-data>"}), "password"),
        ("a.docx", office("word/document.xml", **{"word/big.xml": "0" * 20 * MEGABYTE}), "too large to keep safely"),
        ("a.txt", b"<html><script>alert(1)</script>", "does not fit"),
        ("a.csv", b"\xef\xbb\xbf <svg onload=alert(1)>", "does not fit"),
        ("a.md", b"#!/bin/sh\nrm -rf /", "does not fit"),
        ("a.txt", b"MZ\x90\x00\x03", "does not fit"),
        ("a.txt", b"tekst\0binair", "does not fit"),
        ("a.txt", b"x" * (5 * MEGABYTE + 1), "larger than 5 MB"),
    ],
)
def test_what_hides_or_breaks_is_refused_with_a_sentence(name, content, words):
    assert words in str(check(name, content).answer.reason)


def test_a_locked_archive_is_called_so():
    locked = bytearray(GOOD["a.docx"])
    locked[locked.rindex(b"PK\x01\x02") + 8] |= 1
    assert "password" in str(check("a.docx", bytes(locked)).answer.reason)


def test_the_limit_is_the_one_that_was_given():
    assert "larger than 1 MB" in str(check("a.pdf", PDF + b" " * 2 * MEGABYTE, limit=MEGABYTE).answer.reason)
    assert MAX_UNPACKED > MEGABYTE


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\jan\\Notitie één.docx", "Notitie één.docx"),
        ("ver\u202efdp.exe", "verfdp.exe"),
        ("a\0b\r\nc\u200b.pdf", "ab c.pdf"),
        ('x"; filename="y.pdf', "x- filename=-y.pdf"),
        ("   .htaccess", "htaccess"),
        ("...", "file"),
        ("", "file"),
        ("CON.txt", "_CON.txt"),
        ("verslag.pdf ", "verslag.pdf"),
        ("cafe\u0301.pdf", "café.pdf"),
        ("📎 bijlage.pdf", "📎 bijlage.pdf"),
        ("x" * 300 + ".docx", "x" * 115 + ".docx"),
        ("x." + "y" * 300, ("x." + "y" * 300)[:120]),
    ],
)
def test_a_name_becomes_safe_and_keeps_its_extension(name, safe):
    assert safe_name(name) == safe


@given(st.text(max_size=400))
def test_any_name_becomes_one_that_can_be_kept(name):
    safe = safe_name(name)
    assert 0 < len(safe) <= MAX_NAME_CHARS
    assert not set(safe) & set("/\\\0\n\"'<>")
    assert not any(unicodedata.category(sign) in ("Cc", "Cf", "Cs") for sign in safe)
    assert not safe.startswith((".", "-"))
    assert safe_name(safe) == safe


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(sorted(GOOD)), st.integers(0, 2**32), st.integers(0, 6))
def test_any_bytes_get_an_answer(name, seed, changes):
    chance = random.Random(seed)
    content = bytearray(GOOD[name])
    for _ in range(changes):
        content[chance.randrange(len(content))] = chance.randrange(256)
    checked = check(name, bytes(content[: chance.randrange(1, len(content) + 1)]) if chance.random() < 0.3 else content)
    assert bool(checked) or str(checked.answer.reason)
