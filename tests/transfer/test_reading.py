"""Reading: what people really have on their disk is read, and everything else gets a sentence."""

import codecs
import json
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest

from vliegwiel.transfer import csv_reading, sheets
from vliegwiel.transfer.reading import open_rows
from vliegwiel.transfer.sheets import Unreadable

REGISTER = Path("vliegwiel/transfer/data/algoritmeregister-2026-08.json")


def file_with(tmp_path, content, name="file.csv"):
    path = tmp_path / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def rows_of(path, name="", **options):
    return [(row.number, row.values) for row in open_rows(path, name or path.name, **options).rows()]


def complaint(path, name="", **options):
    with pytest.raises(Unreadable) as caught:
        list(open_rows(path, name or path.name, **options).rows())
    assert str(caught.value.sentence)
    assert "%(" not in str(caught.value)
    return str(caught.value.sentence)


def workbook(tmp_path, rows, name="file.xlsx"):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(tmp_path / name)
    return tmp_path / name


def test_the_register_is_read_whole():
    sheet = open_rows(REGISTER, REGISTER.name)
    rows = list(sheet.rows())
    assert sheet.format == "json"
    assert sheet.columns == [
        "doel", "geregistreerd", "id", "impactassessment", "juridische_basis", "organisatie", "status", "title",
        "toegevoegd", "url",
    ]  # fmt: skip
    assert len(rows) == 1530
    assert rows[0].number == 1
    assert rows[0].values["title"] == "Actonomy AI Matching Systeem"
    assert not any(row.problems for row in rows)


def test_a_sheet_can_be_read_twice(tmp_path):
    sheet = open_rows(file_with(tmp_path, "a;b\n1;2\n"))
    assert list(sheet.rows()) == list(sheet.rows())


# CSV


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_the_separator_is_found_whatever_the_texts_hold(tmp_path, separator):
    line = separator.join(['"Een, twee; drie | vier"', "x", "2026-01-01"])
    path = file_with(tmp_path, f"titel{separator}naam{separator}datum\n{line}\n{line}\n")
    assert rows_of(path)[1] == (3, {"titel": "Een, twee; drie | vier", "naam": "x", "datum": "2026-01-01"})


def test_commas_in_every_text_do_not_win_from_the_real_separator(tmp_path):
    path = file_with(tmp_path, "titel;tekst\nA, b, c;d, e, f\nG, h, i;j, k, l\n")
    assert open_rows(path).columns == ["titel", "tekst"]


def test_one_column_is_a_table_too(tmp_path):
    assert rows_of(file_with(tmp_path, "titel\nEen, twee\nDrie\n"))[0] == (2, {"titel": "Een, twee"})


def test_the_line_with_which_excel_names_its_separator_is_passed_over(tmp_path):
    assert rows_of(file_with(tmp_path, "sep=|\na|b\n1|2\n")) == [(3, {"a": "1", "b": "2"})]


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [
        ("utf-8", b""),
        ("utf-8", codecs.BOM_UTF8),
        ("utf-16-le", codecs.BOM_UTF16_LE),
        ("utf-16-be", codecs.BOM_UTF16_BE),
        ("utf-16-le", b""),
        ("cp1252", b""),
    ],
)
@pytest.mark.parametrize("form", ["csv", "json"])
def test_letters_survive_every_usual_encoding(tmp_path, encoding, mark, form):
    text = "naam;plaats\nCafé “’t Hoekje” €;Súdwest\n" if form == "csv" else '[{"naam": "Café “’t Hoekje” €"}]'
    if encoding == "utf-16-be" and form == "json":
        text = text.replace("}]", '}, {"naam": "x"}]')
    path = file_with(tmp_path, mark + text.encode(encoding, "replace"), f"x.{form}")
    assert rows_of(path)[0][1]["naam"] == "Café “’t Hoekje” €"


def test_quotes_line_breaks_and_an_apostrophe_against_formulas(tmp_path):
    path = file_with(tmp_path, 'a;b\r\n"zegt ""ja""\r\nen nee";\'=1+1\r\n')
    assert rows_of(path) == [(2, {"a": 'zegt "ja"\r\nen nee', "b": "=1+1"})]


def test_a_row_that_does_not_fit_has_a_problem_and_the_others_go_on(tmp_path):
    path = file_with(tmp_path, "a;b;c\n1;2;3\n1;2\n1;2;3;4\n1;2;3;\n")
    rows = list(open_rows(path).rows())
    assert [row.number for row in rows if row.problems] == [3, 4]
    assert "2 values where the header has 3" in str(rows[1].problems[0])


def test_blank_lines_are_left_out_but_counted(tmp_path):
    assert [number for number, _ in rows_of(file_with(tmp_path, "\n\na;b\n1;2\n;\n\n3;4\n"))] == [4, 7]


def test_names_of_columns_are_clean_and_different(tmp_path):
    path = file_with(tmp_path, "\ufeffnaam;naam; ;\u200bx \x00\n1;2;3;4\n")
    assert open_rows(path).columns == ["naam", "naam (2)", "[C]", "x"]


def test_nul_and_half_letters_never_come_through(tmp_path):
    assert rows_of(file_with(tmp_path, "a;b\nx\0y;2\n")) == [(2, {"a": "xy", "b": "2"})]
    assert "\ud800" not in rows_of(file_with(tmp_path, '[{"a": "x\\ud800y\\u0000"}]'))[0][1]["a"]


def test_a_value_that_is_too_long_costs_its_row_only(tmp_path):
    path = file_with(tmp_path, f"a;b\n{'x' * (sheets.MAX_FIELD_CHARS + 1)};2\n3;4\n")
    first, second = open_rows(path).rows()
    assert "longer than" in str(first.problems[0])
    assert second.values == {"a": "3", "b": "4"}


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "The file is empty."),
        (b"\n\n ;; \n", "only empty rows"),
        (b"titel;tekst\n", "column names on row 1, but no rows"),
        (b'a;b\n1;2\n3;"4\n5;6\n', "row from line 3 does not end"),
        (b'a;b\n1;2\n"x"y;4\n', "On line 3 text follows a closing quote"),
        ("é;ü\nx;y\n".encode() + b"\xff;ok\n", "Line 3 holds letters that cannot be read"),
        (b"\xff\xfea\x00;\x00b\x00\n\x00\x00\xd8x\x00", "cannot be read"),
        (bytes(range(256)) * 20, "not"),
        (b",".join([b"x"] * 1_000_001) + b"\n1\n", "more than 200 columns"),
        (b"x" * 5_000_000 + b"\ny\n", "does not end"),
        (b"a;b\n" + b'"x\n";' * 1_000_000, "does not end"),
    ],
)
def test_broken_csv_gets_a_sentence_that_says_where(tmp_path, content, sentence):
    assert sentence in complaint(file_with(tmp_path, content))


def test_more_rows_than_allowed_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr("vliegwiel.transfer.tables.MAX_ROWS", 3)
    monkeypatch.setattr(sheets, "MAX_ROWS", 3)
    assert "more than 3 rows" in complaint(file_with(tmp_path, "a;b\n" + "1;2\n" * 4))


def test_a_file_above_the_limit_is_not_even_opened(tmp_path):
    path = tmp_path / "big.csv"
    with path.open("wb") as file:
        file.truncate(sheets.MAX_FILE_BYTES + 1)
    assert "larger than 50 MB" in complaint(path)


def test_the_sniffer_gives_up_on_nothing():
    assert csv_reading._fit("", ";") == (0.0, 0)


# JSON


def as_json(tmp_path, value, name="file.json"):
    return file_with(tmp_path, value if isinstance(value, str | bytes) else json.dumps(value), name)


@pytest.mark.parametrize(
    "value",
    [
        [{"a": 1}],
        {"count": 1, "tags": ["x"], "items": [{"a": 1}]},
        {"data": {"items": [{"a": 1, "deep": [{"no": 1}] * 0}]}, "links": []},
        '\ufeff [{"a": 1}]',
        '{"a": 1}\n',
    ],
)
def test_the_list_with_rows_is_found(tmp_path, value):
    path = as_json(tmp_path, value)
    if value == '{"a": 1}\n':
        assert "no list with rows" in complaint(path)
    else:
        assert rows_of(path)[0][1]["a"] == "1"


def test_an_object_per_line_is_read(tmp_path):
    assert rows_of(as_json(tmp_path, '{"a": 1}\n{"a": 2, "b": 3}\n')) == [
        (1, {"a": "1", "b": ""}),
        (2, {"a": "2", "b": "3"}),
    ]


def test_nested_values_get_dotted_names_or_become_json(tmp_path):
    row = {"a": {"b": {"c": "x"}, "d": True}, "list": ["é", 1.5, {"k": None}], "none": None, "empty": {}, "n": 12.0}
    assert rows_of(as_json(tmp_path, [row]))[0][1] == {
        "a.b.c": "x",
        "a.d": "true",
        "list": '["é", "1.5", {"k": null}]',
        "none": "",
        "empty": "",
        "n": "12",
    }


def test_a_key_that_stands_twice_and_an_item_that_is_no_object_are_problems_of_their_row(tmp_path):
    path = as_json(tmp_path, '[{"a": 1, "a": 2}, 3, {"a": 4}, {"a.b": 1, "a": {"b": 2}}]')
    assert [row.number for row in open_rows(path).rows() if row.problems] == [1, 2, 4]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("[]", "no list with rows"),
        ("{}", "no list with rows"),
        ("[1, 2]", "no list with rows"),
        ('{"a": [{"x": 1}], "b": [{"x": 1}]}', "several lists"),
        ('[{"a": 1}', "damaged or incomplete"),
        ('[{"a": 1}] x', "damaged or incomplete"),
        ('[{"a": NaN}]', "damaged or incomplete"),
        ('[{"a": ' + "9" * 5000 + "}]", "too many digits"),
        ('[{"a": ' + "[" * 100_000, "nested deeper"),
        ("[" * 1_000_000, "nested deeper"),
        ('[{"a":' * 100_000, "nested deeper"),
        ('[{"a": [' + "1," * 20_000 + "1]}]", "more than 10000 values"),
        ("[{" + ",".join(f'"k{n}":1' for n in range(300)) + "}]", "more than 200 columns"),
        ("{" + ",".join(f'"k{n}":[{{"a":1}}]' for n in range(300)) + "}", "several lists"),
        (b'[{"a": "\xc3\xa9\xc3\xa9 \xff"}]', "cannot be read"),
    ],
)
def test_broken_and_hostile_json_gets_a_sentence(tmp_path, content, sentence):
    assert sentence in complaint(as_json(tmp_path, content))


def test_a_number_beyond_every_measure_stays_short_text(tmp_path):
    assert rows_of(as_json(tmp_path, '[{"a": 1e999999999, "b": 1e5, "c": 0.10}]'))[0][1] == {
        "a": "1E+999999999",
        "b": "100000",
        "c": "0.10",
    }


# XLSX


def test_cells_become_the_text_that_people_see(tmp_path):
    row = ["Titel", 12, 12.0, 0.1 + 0.2, date(2026, 8, 8), datetime(2026, 8, 8, 12, 30), True, None, "'-5"]
    path = workbook(tmp_path, [list("abcdefghi"), row])
    assert list(rows_of(path)[0][1].values()) == [
        "Titel", "12", "12", "0.3", "2026-08-08", "2026-08-08 12:30:00", "true", "", "-5",
    ]  # fmt: skip


def test_a_title_above_the_header_and_empty_rows_are_passed_over(tmp_path):
    path = workbook(tmp_path, [["Overzicht 2026"], [], ["naam", "datum"], ["x", "y"], [], ["z"]])
    assert rows_of(path) == [(4, {"naam": "x", "datum": "y"}), (6, {"naam": "z", "datum": ""})]


def test_the_first_visible_sheet_or_the_chosen_one_is_read(tmp_path):
    book = openpyxl.Workbook()
    book.active.title = "Verborgen"
    book.active.sheet_state = "hidden"
    for name in ("Eerste", "Tweede"):
        sheet = book.create_sheet(name)
        sheet.append(["naam"])
        sheet.append([name])
        sheet.merge_cells("A2:B2")
    book.save(tmp_path / "x.xlsx")
    assert open_rows(tmp_path / "x.xlsx").sheets == ("Verborgen", "Eerste", "Tweede")
    assert rows_of(tmp_path / "x.xlsx") == [(2, {"naam": "Eerste"})]
    assert rows_of(tmp_path / "x.xlsx", sheet="Tweede") == [(2, {"naam": "Tweede"})]
    assert "no sheet called “Derde”" in complaint(tmp_path / "x.xlsx", sheet="Derde")


def test_a_formula_without_saved_result_and_an_error_are_problems_of_their_row(tmp_path):
    path = workbook(tmp_path, [["a", "b"], ["x", "=1+1"], ["#REF!", "y"], ["goed", "goed"]])
    problems = [[str(problem) for problem in row.problems] for row in open_rows(path).rows()]
    assert "Cell B2 holds a formula without a result" in problems[0][0]
    assert "Cell A3 holds an error (#REF!)" in problems[1][0]
    assert problems[2] == []


def test_content_decides_and_not_the_name(tmp_path):
    path = workbook(tmp_path, [["a"], ["1"]], "really.csv")
    assert open_rows(path, "really.csv").format == "xlsx"
    assert open_rows(as_json(tmp_path, [{"a": 1}], "x.xlsx"), "x.xlsx").format == "json"
    assert open_rows(file_with(tmp_path, "a;b\n1;2\n", "y.json"), "y.json").format == "csv"
