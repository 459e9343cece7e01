"""Hostile files: whatever the bytes are, reading ends in rows or in a sentence, in bounded time and memory."""

import io
import tempfile
import zipfile
from functools import cache
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vliegwiel.transfer import archives, xlsx_reading
from vliegwiel.transfer.reading import open_rows
from vliegwiel.transfer.sheets import Unreadable

pytestmark = pytest.mark.filterwarnings("ignore::UserWarning:openpyxl")

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def outcome(content, name="file.xlsx"):
    """The rows, or the sentence; any other exception fails the test."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "upload")
        path.write_bytes(content)
        try:
            return [row.values for row in open_rows(path, name).rows()]
        except Unreadable as unreadable:
            return str(unreadable.sentence) or pytest.fail("an empty sentence")


@cache
def plain_workbook():
    book = openpyxl.Workbook()
    book.active.append(["titel", "tekst"])
    book.active.append(["een", "twee"])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


@cache
def workbook_with_shared_texts():
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream)
    book.add_worksheet().write_column(0, 0, ["titel", "een"])
    book.close()
    return stream.getvalue()


def workbook_with(parts, *, of=plain_workbook):
    """A real workbook in which some parts are replaced or added (None takes one away)."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(of())) as source, zipfile.ZipFile(stream, "w", 8) as target:
        for name in source.namelist():
            if name not in parts:
                target.writestr(name, source.read(name))
        for name, content in parts.items():
            if content is not None:
                target.writestr(name, content)
    return stream.getvalue()


def sheet_xml(rows, head=""):
    return f'{head}<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'


def sheet_with(rows, head=""):
    return workbook_with({"xl/worksheets/sheet1.xml": sheet_xml(rows, head)})


def cell(text, where=""):
    reference = f' r="{where}"' if where else ""
    return f'<c{reference} t="inlineStr"><is><t>{text}</t></is></c>'


HEADER_AND_ROW = f'<row r="1">{cell("a", "A1")}</row><row r="2">{cell("b", "A2")}</row>'
LAUGHS = '<!DOCTYPE l [<!ENTITY a "ha">' + "".join(
    f'<!ENTITY {chr(98 + n)} "{("&" + chr(97 + n) + ";") * 10}">' for n in range(9)
)


def test_a_zip_bomb_is_not_unpacked():
    assert "too large to read safely" in outcome(sheet_with(" " * 50_000_000))
    assert "too large to read safely" in outcome(workbook_with({f"xl/junk{n}.xml": "" for n in range(3000)}))


def test_shared_texts_that_would_fill_the_memory_are_refused(monkeypatch):
    monkeypatch.setattr(archives, "MAX_UNPACKED_IN_MEMORY", 1_000_000)
    texts = "".join(f"<si><t>{number}</t></si>" for number in range(80_000))
    assert "too large to read safely" in outcome(workbook_with({"xl/sharedStrings.xml": texts}))


def test_billion_laughs_in_any_part_of_a_workbook_stay_one():
    head = LAUGHS + "]>"
    assert "damaged" in outcome(sheet_with(f'<row r="1">{cell("&j;", "A1")}</row>', head))
    shared = f'{head}<sst xmlns="{MAIN}"><si><t>&j;</t></si></sst>'
    assert "damaged" in outcome(workbook_with({"xl/sharedStrings.xml": shared}, of=workbook_with_shared_texts))
    outcome(workbook_with({"xl/styles.xml": head + "<x>&j;</x>"}))
    assert isinstance(outcome(workbook_with({"xl/workbook.xml": head + "<x>&j;</x>"})), str)


def test_an_external_entity_is_not_fetched():
    head = '<!DOCTYPE l [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
    assert "damaged" in outcome(sheet_with(f'<row r="1">{cell("&x;", "A1")}</row>', head))


def test_a_million_columns_get_a_sentence():
    cells = "".join(f"<c><v>{number * 7919 % 1_000_003}</v></c>" for number in range(1_000_000))
    assert "more than 200 columns" in outcome(sheet_with(f"<row>{cells}</row>"))
    many = "".join(cell(number) for number in range(300))
    assert "more than 200 columns" in outcome(sheet_with(f"<row>{cell('a')}</row><row>{many}</row>"))


def test_a_cell_at_the_far_end_of_every_row_is_not_walked_to(monkeypatch):
    monkeypatch.setattr(xlsx_reading, "MAX_WALKED", 100_000)
    far = "".join(f'<row r="{n}">{cell("x", f"A{n}")}<c r="XFD{n}" s="0"/></row>' for n in range(1, 50))
    assert "too large: it has more than" in outcome(sheet_with(far))


def test_a_row_number_beyond_the_end_does_not_count_on_for_ever():
    rows = HEADER_AND_ROW + f'<row r="999999999999">{cell("x")}</row>'
    assert "too large" in outcome(sheet_with(rows))


def test_a_wrong_statement_of_size_does_not_cut_cells():
    xml = sheet_xml(f'<row r="1">{cell("a")}{cell("b")}</row><row r="2">{cell("1")}{cell("2")}</row>')
    xml = xml.replace("<sheetData>", '<dimension ref="A1"/><sheetData>')
    assert outcome(workbook_with({"xl/worksheets/sheet1.xml": xml})) == [{"a": "1", "b": "2"}]


def test_cells_with_impossible_numbers_dates_and_references_get_a_sentence_or_text():
    for content in (
        "<c><v>1e999</v></c>",
        "<c><v>nan</v></c>",
        "<c><v>" + "9" * 10_000 + "</v></c>",
        "<c t='s'><v>999999</v></c>",
        "<c t='b'><v>x</v></c>",
        "<c t='d'><v>gisteren</v></c>",
        "<c r='ZZZZ1'><v>1</v></c>",
        "<c s='99999'><v>1</v></c>",
        "<c t='zz'><v>1</v></c>",
    ):
        assert outcome(sheet_with(f"<row>{cell('a')}</row><row>{content}</row>"))


def test_a_formula_counts_for_its_saved_result_only():
    rows = f"<row>{cell('a')}</row><row><c t='str'><f>HYPERLINK(\"http://x\")</f><v>klik</v></c></row>"
    assert outcome(sheet_with(rows)) == [{"a": "klik"}]


@pytest.mark.parametrize("missing", ["xl/worksheets/sheet1.xml", "xl/styles.xml", "[Content_Types].xml", "_rels/.rels"])
def test_a_workbook_with_a_part_missing_never_breaks_the_page(missing):
    outcome(workbook_with({missing: None}))


def test_a_truncated_or_protected_workbook_is_called_so():
    whole = plain_workbook()
    assert "damaged or incomplete" in outcome(whole[: len(whole) // 2])
    assert "damaged or incomplete" in outcome(whole[:-30])
    locked = bytearray(whole)
    at = locked.rindex(b"PK\x01\x02")
    locked[at + 8] |= 1
    assert "password" in outcome(bytes(locked))


@pytest.mark.parametrize(
    ("start", "sentence"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old Excel"),
        (b"%PDF-1.7\n", "PDF"),
        (b"\x89PNG\r\n", "image"),
        (b"\x1f\x8b\x08", "gzip"),
        (b"<html><table><tr><td>a</td></tr></table>", "web page"),
        (b'<?xml version="1.0"?><rows/>', "web page or XML"),
    ],
)
def test_another_kind_of_file_is_named_whatever_its_extension(start, sentence):
    assert sentence in outcome(start + b"\n" * 100)


@pytest.mark.parametrize(
    ("part", "sentence"),
    [
        ("content.xml", "OpenDocument"),
        ("word/document.xml", "Word"),
        ("xl/workbook.bin", "xlsb"),
        ("foto.jpg", "packed"),
    ],
)
def test_another_kind_of_zip_is_named_too(part, sentence):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr(part, "x")
    assert sentence in outcome(stream.getvalue())


NO_HEALTH = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))


@NO_HEALTH
@given(st.binary(max_size=2000), st.sampled_from(["a.csv", "a.json", "a.xlsx", ""]))
def test_any_bytes_end_in_rows_or_a_sentence(content, name):
    outcome(content, name)


@NO_HEALTH
@given(st.text(alphabet="\";,|\t\n\r'\0=aé\u200b{}[]:1e-.", max_size=300))
def test_any_text_ends_in_rows_or_a_sentence(text):
    outcome(text.encode(), "a.csv")
    outcome(("[" + text).encode(), "a.json")
    outcome(('[{"a":' + text).encode("utf-16"), "a.json")


@NO_HEALTH
@given(st.data())
def test_a_workbook_with_bytes_changed_ends_in_rows_or_a_sentence(data):
    content = bytearray(plain_workbook())
    for _ in range(data.draw(st.integers(1, 5))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    outcome(bytes(content))


@NO_HEALTH
@given(st.data())
def test_a_sheet_with_xml_changed_ends_in_rows_or_a_sentence(data):
    xml = list(sheet_xml(HEADER_AND_ROW + "<row><c t='str'><f>1</f><v>2</v></c><c><v>3</v></c></row>"))
    for _ in range(data.draw(st.integers(1, 4))):
        xml[data.draw(st.integers(0, len(xml) - 1))] = data.draw(st.sampled_from('<>/"rstvAZ019-é\0 '))
    outcome(workbook_with({"xl/worksheets/sheet1.xml": "".join(xml)}))
