"""Cleaning: leftovers go, what people wrote stays."""

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vliegwiel.transfer.cleaning import clean_line, clean_text
from vliegwiel.transfer.dates import NotADate, read_date

REGISTER = Path("vliegwiel/transfer/data/algoritmeregister-2026-08.json")
FAMILY = "👩‍👩‍👧‍👦"
HEBREW = "שלום"
PERSIAN = "می‌خواهم"


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("gebruikt.\u200b De", "gebruikt. De"),
        ("\ufeffsoft\u00adhyphen", "softhyphen"),
        ("\u202eomgekeerd\u2066x\u2069", "omgekeerdx"),
        ("a\0b\x07c\x1bd", "abcd"),
        ("cafe\u0301", "café"),
        ("niet\u00a0breken\u2009dun", "niet breken dun"),
        ("WOZ\u2011heffing", "WOZ-heffing"),
        ("een\r\ntwee\rdrie\u2028vier", "een\ntwee\ndrie\nvier"),
        ("a\n\n\n\n\nb  \n c", "a\n\nb\nc"),
        ("<p>Een</p><p>Twee</p>", "Een\n\nTwee"),
        ("Een<br>Twee<BR/>Drie", "Een\nTwee\nDrie"),
        ("Kies:<ul><li>een</li><li>twee</li></ul>", "Kies:\n- een\n- twee"),
        ("<b>vet</b> en <a href='https://x.nl'>link</a>", "vet en link"),
        ("R&amp;D &eacute;&nbsp;&#8217;t", "R&D é ’t"),
        ("&amp;lt;p&amp;gt;dubbel&amp;amp;zo&amp;lt;/p&amp;gt;", "dubbel&zo"),
        ("voor<script>alert(1)</script>na<style>p{}</style>", "voorna"),
        ("<o:p>uit Word</o:p>", "uit Word"),
        ("<!-- weg -->blijft", "blijft"),
        ("als a < b en c > d, x<y, <18 jaar & ouder", "als a < b en c > d, x<y, <18 jaar & ouder"),
        ("<naam> & AT&T; https://x.nl/?a=1&copy=2", "<naam> & AT&T; https://x.nl/?a=1&copy=2"),
        ("<b>als a < b</b>", "als a < b"),
        ("\x93citaat\x94 \x85", "“citaat” …"),
        (f"{FAMILY} {HEBREW} {PERSIAN} ❤️", f"{FAMILY} {HEBREW} {PERSIAN} ❤️"),
        ("wo\u200dord", "woord"),
        ("verborgen\U000e0041\U000e0042", "verborgen"),
        ("\ud800half", "half"),
        ("<scr\u200bipt>x</script>y", "y"),
        ("&#0;&#x200b;x", "\ufffdx"),
        ("afdeling=2¶graaf=2 en § 3 ¶", "afdeling=2&paragraaf=2 en § 3 ¶"),
        ("", ""),
    ],
)
def test_leftovers_go_and_words_stay(raw, clean):
    assert clean_text(raw).text == clean


def test_it_is_told_what_was_taken_out():
    assert clean_text("gewoon").removed == frozenset()
    assert clean_text("<p>a\u200b\x00</p>").removed == {"html", "invisible", "control"}


def test_a_long_text_is_cut_at_a_word_and_says_so():
    cleaned = clean_text("woord " * 100, limit=50)
    assert cleaned.is_cut
    assert cleaned.text == "woord " * 7 + "woord…"
    assert clean_text("x" * 50, limit=50).text == "x" * 50
    assert len(clean_text("x" * 5_000_000).text) == 20_000


def test_a_line_stays_one_line():
    assert clean_line("een\n<br>twee\t drie").text == "een twee drie"
    assert clean_line("x" * 400).is_cut


def test_cleaning_the_register_only_takes_invisible_signs_and_odd_hyphens():
    entries = json.loads(REGISTER.read_text())["algoritmes"]
    changed = [
        (value, clean_text(value)) for entry in entries for value in entry.values() if clean_text(value).text != value
    ]
    assert changed
    for value, cleaned in changed:
        assert cleaned.removed <= {"invisible"}
        assert cleaned.text.split() == (
            value.replace("\u200b", "").replace("\u2011", "-").replace("¶graaf", "&paragraaf").split()
        )


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet=st.one_of(st.sampled_from("<>/&;pbr#x\u200b\u200d\0\n é👩"), st.characters()), max_size=200))
def test_any_text_comes_out_storable_and_clean(text):
    cleaned = clean_text(text, limit=100)
    assert len(cleaned.text) <= 100
    assert not set(cleaned.text) & {"\0", "\u200b", "\u202e", "\r", "\x1b", "\x85"}
    cleaned.text.encode()
    assert "\n" not in clean_line(text).text


@pytest.mark.parametrize(
    "text",
    [
        "2026-08-05", "2026-08-05T06:20:11Z", "2026-08-05 06:20", "20260805", "2026/8/5", "5-8-2026", "05/08/2026",
        "5.8.26", "5 augustus 2026", "woensdag 5 aug. 2026", "5-aug-2026", "5e augustus 2026", "August 5, 2026",
        " 5 \u200baugustus 2026 ", "5-8-2026 14:30",
    ],
)  # fmt: skip
def test_a_day_is_read_in_every_usual_notation(text):
    assert read_date(text) == date(2026, 8, 5)


@pytest.mark.parametrize("text", ["2026-08", "augustus 2026", "aug 2026"])
def test_a_month_is_its_first_day(text):
    assert read_date(text) == date(2026, 8, 1)


@pytest.mark.parametrize("text", ["", "2026", "31-2-2026", "13/25/2026", "gisteren", "1-1-0001", "45123", "x" * 10_000])
def test_what_is_no_date_gets_a_sentence(text):
    with pytest.raises(NotADate) as caught:
        read_date(text)
    assert "is not a date" in str(caught.value.sentence)
    assert len(str(caught.value)) < 150
