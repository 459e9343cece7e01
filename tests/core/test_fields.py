"""What people type, made fit to keep."""

import pytest
from django import forms

from vliegwiel.core.differences import differences
from vliegwiel.core.fields import OneOf, PlainLine, PlainText, RowChoice, WebAddress, plain_line, plain_text


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("een\x00 twee\x07", "een twee"),
        ("a\u200bb\ufeffc\u00ad", "abc"),
        ("\u202egevaarlijk\u202c", "gevaarlijk"),
        ("e\u0301\u0301"[:2], "é"),
        ("regel\r\nregel\rregel", "regel\nregel\nregel"),
        ("👩‍👩‍👧 🇳🇱 ❤️", "👩‍👩‍👧 🇳🇱 ❤️"),
        ("مرحبا שלום", "مرحبا שלום"),
        ("a\u200db", "ab"),
        ("half \ud800 teken", "half  teken"),
        ("  ruim  ", "ruim"),
        ("<b>vet</b>", "<b>vet</b>"),
    ],
)
def test_text_keeps_what_can_be_read_and_loses_the_rest(typed, kept):
    assert plain_text(typed) == kept


def test_a_line_is_one_line():
    assert plain_line("  twee\nregels \t hier ") == "twee regels hier"


class Sample(forms.Form):
    line = PlainLine(max_length=5)
    text = PlainText(max_length=10, required=False)
    url = WebAddress(required=False)
    one = OneOf(choices=[("a", "A")], required=False)


def test_too_long_is_said_with_both_figures():
    form = Sample({"line": "x" * 7})
    assert "7" in form.errors["line"][0]
    assert "5" in form.errors["line"][0]


def test_only_invisible_is_empty():
    assert "line" in Sample({"line": "\u200b\x00 "}).errors


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "ftp://x.nl/", "http://", "\x00", "geen adres", "data:text/html,x"]
)
def test_only_web_addresses_pass(url):
    form = Sample({"line": "x", "url": url})
    assert form.is_valid() == (url == "\x00")


def test_https_is_assumed():
    form = Sample({"line": "x", "url": "example.nl/a"})
    assert form.is_valid()
    assert form.cleaned_data["url"] == "https://example.nl/a"


def test_a_word_outside_the_list_is_not_repeated():
    assert "hacker" not in str(Sample({"line": "x", "one": "hacker"}).errors.get_json_data())


def test_a_row_is_chosen_by_its_word_and_nothing_else():
    class Row:
        code = "abc"

    field = RowChoice(rows=[Row()], required=False)
    assert field.clean("abc").code == "abc"
    assert field.clean("") is None
    with pytest.raises(forms.ValidationError):
        field.clean("\x00")


def test_differences_read_back_as_both_texts():
    pieces = differences("Hoe schrijven we beter?", "Hoe schrijven wij korter en beter?")
    assert "".join(piece.text for piece in pieces if piece.kind != "added") == "Hoe schrijven we beter?"
    assert "".join(piece.text for piece in pieces if piece.kind != "removed") == "Hoe schrijven wij korter en beter?"


def test_very_long_texts_are_shown_whole():
    assert [piece.kind for piece in differences("a " * 4000, "b " * 4000)] == ["removed", "added"]
