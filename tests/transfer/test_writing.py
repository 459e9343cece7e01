"""Writing: harmless in a spreadsheet program, and the same again when it is read back."""

import zipfile
from datetime import date

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vliegwiel.core import writing
from vliegwiel.core.formulas import neutral, original
from vliegwiel.core.writing import Unwritable, csv_lines, write_csv, write_xlsx
from vliegwiel.transfer.reading import open_rows

HOSTILE = [
    "=1+1", "+31 6 12345678", "-5", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1+1", "＋1", " =1",
    "\u00a0=cmd|'/c calc'!A1",
    "'=1", "''=1", "'gewoon'", "a;b", 'zegt "ja"', "een\ntwee", "1,5", "007", "https://x.nl", "{=1}", "[x]", "sep=;",
    "👩‍💻 שלום é", "_x0041_", "<b>&amp;",
]  # fmt: skip
WRITERS = pytest.mark.parametrize("write", [write_csv, write_xlsx])


def read_back(path):
    sheet = open_rows(path)
    return sheet.columns, [list(row.values.values()) for row in sheet.rows()]


@WRITERS
def test_what_is_written_is_read_back(tmp_path, write):
    rows = [[text, f"x{number}", ""] for number, text in enumerate(HOSTILE)]
    assert write(tmp_path / "out", ["=titel", "b", "leeg"], rows) == len(rows)
    columns, found = read_back(tmp_path / "out")
    assert columns == ["=titel", "b", "leeg"]
    expected = [[cell.replace("\r", "\n") for cell in row] for row in rows] if write is write_xlsx else rows
    assert found == expected


def test_no_cell_starts_like_a_formula(tmp_path):
    signs = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋")
    write_xlsx(tmp_path / "out.xlsx", ["=a"], [[text] for text in HOSTILE])
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx").active
    assert all(cell.data_type == "s" for row in sheet for cell in row)
    assert not any(cell.value.strip(" \u00a0").startswith(signs) for row in sheet for cell in row)
    for line in csv_lines(["=a"], [[text] for text in HOSTILE]):
        assert not line.decode().lstrip("\ufeff").removeprefix('"').lstrip(" \u00a0").startswith(signs)
    with zipfile.ZipFile(tmp_path / "out.xlsx") as archive:
        assert not any(
            b"<f>" in archive.read(name) or b"<hyperlink" in archive.read(name) for name in archive.namelist()
        )


def test_csv_opens_in_dutch_excel():
    first, second = csv_lines(["naam", "datum"], [["é", date(2026, 8, 8)]])
    assert first == '\ufeff"naam";"datum"\r\n'.encode()
    assert second == '"é";"2026-08-08"\r\n'.encode()


def test_rows_are_taken_one_by_one(tmp_path):
    taken = []
    rows = (taken.append(number) or [str(number)] for number in range(1000))
    lines = csv_lines(["a"], rows)
    next(lines), next(lines)
    assert taken == [0]


def test_a_text_too_long_for_a_cell_is_cut_visibly_and_csv_keeps_it(tmp_path):
    long = "👩" * 40_000
    write_xlsx(tmp_path / "x", ["a"], [[long]])
    assert read_back(tmp_path / "x")[1][0][0].endswith("👩…")
    write_csv(tmp_path / "c", ["a"], [[long]])
    assert read_back(tmp_path / "c")[1] == [[long]]


def test_more_rows_than_a_sheet_holds_are_refused_with_a_way_out(tmp_path, monkeypatch):
    monkeypatch.setattr(writing, "MAX_SHEET_ROWS", 3)
    with pytest.raises(Unwritable, match="Choose CSV"):
        write_xlsx(tmp_path / "x", ["a"], [["1"]] * 3)


def test_a_sheet_takes_any_name(tmp_path):
    for name in ("[a]:*?/\\", "'", "", "x" * 50, "a\0b", "History"):
        write_xlsx(tmp_path / "x", ["a"], [["1"]], name=name)


@given(st.text())
def test_making_harmless_can_always_be_undone(text):
    assert original(neutral(text)) == text
    assert not neutral(text).startswith(("=", "+", "-", "@", "\t", "\r"))


CELLS = st.text(
    st.one_of(st.sampled_from("'=+-@;,|\t\n\" _x\u200b"), st.characters(exclude_categories=("Cc", "Cs", "Cn"))),
    max_size=40,
)


@WRITERS
@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(rows=st.lists(st.lists(CELLS, min_size=3, max_size=3), min_size=1, max_size=5))
def test_any_texts_survive_the_round(tmp_path, write, rows):
    rows = [row for row in rows if any(cell.strip() for cell in row)] or [["x", "", ""]]
    write(tmp_path / "out", ["a", "b", "c"], rows)
    assert read_back(tmp_path / "out")[1] == rows
