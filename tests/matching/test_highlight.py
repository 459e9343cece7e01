"""Highlights: segments of the original text, never HTML."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vliegwiel.matching.highlight import LONGEST_MARKED, Marker, marked, snippet


def hits(question, text, words=()):
    return [segment.text for segment in marked(text, Marker.of(question, words)) if segment.is_hit]


@pytest.mark.parametrize(
    ("question", "text", "expected"),
    [
        ("innovatie", "Innovaties zijn innovatief", ["Innovaties", "innovatief"]),
        ("cafe", "Het Café is open", ["Café"]),
        ("café", "Het cafe is open", ["cafe"]),
        ("armoede", "Tegen energiearmoede", ["energiearmoede"]),
        ("energiearmoede", "armoede door energie", ["armoede", "energie"]),
        ("parke", "Parkeerplaatsen vrij", ["Parkeerplaatsen"]),
        ("parke ", "Parkeerplaatsen vrij", []),
        ("AI-systeem", "een systeem met AI", ["systeem", "AI"]),
        ("co\u00adcreatie", "samen aan cocreatie", ["cocreatie"]),
        ("de van", "de kat van hier", ["de", "van"]),
        ("", "niets te zien", []),
        ("<b>", "a <b>c</b> d", ["b", "b"]),
    ],
)
def test_words_of_the_question_are_marked(question, text, expected):
    assert hits(question, text) == expected


def test_mended_and_completed_words_are_marked():
    assert hits("energei ", "over energie", {"energie"}) == ["energie"]


def test_markup_in_the_text_stays_text():
    text = "<script>alert('energie')</script>"
    assert "".join(segment.text for segment in marked(text, Marker.of("energie"))) == text


def test_a_snippet_shows_the_stretch_with_the_most_hits():
    text = "energie " + "woord " * 200 + "over energie en energiebesparing bij wijken " + "woord " * 200
    shown = snippet(text, Marker.of("energie"))
    assert [segment.text for segment in shown if segment.is_hit] == ["energie", "energiebesparing"]
    assert shown[0].text == "… "
    assert shown[-1].text == " …"
    assert len("".join(segment.text for segment in shown)) <= 210


def test_a_short_text_is_shown_whole():
    shown = snippet("Kort over energie", Marker.of("energie"))
    assert "".join(segment.text for segment in shown) == "Kort over energie"


def test_a_text_without_hits_shows_its_beginning():
    shown = snippet("begin " + "woord " * 100, Marker.of("zoiets"))
    assert shown[0].text.startswith("begin")


def test_beyond_the_limit_nothing_is_marked_but_all_is_kept():
    text = "x " * LONGEST_MARKED + "energie"
    segments = marked(text, Marker.of("energie"))
    assert "".join(segment.text for segment in segments) == text


@given(st.text(max_size=80), st.text(max_size=400))
def test_the_segments_together_are_the_text(question, text):
    assert "".join(segment.text for segment in marked(text, Marker.of(question))) == text


@given(st.text(max_size=40), st.text(max_size=1500), st.integers(20, 300))
def test_a_snippet_is_a_stretch_of_the_text(question, text, length):
    shown = "".join(segment.text for segment in snippet(text, Marker.of(question), length=length))
    assert shown.removeprefix("… ").removesuffix(" …") in text or shown in text
