"""Plain text of strangers on a page: paragraphs and links, never anything else."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vliegwiel.core.paragraphs import paragraphs

TAG = re.compile(r"<[^>]*>")
OURS = re.compile(
    r'<p class="nl-paragraph">|</p>|<br>|</a>|<a class="nl-link" rel="nofollow ugc" href="https?://[^"<>\s]+">'
)


def test_paragraphs_and_lines_stay():
    assert paragraphs("een\ntwee\n\n\ndrie") == (
        '<p class="nl-paragraph">een<br>\ntwee</p>\n<p class="nl-paragraph">drie</p>'
    )


@pytest.mark.parametrize("text", ["", "   ", "\n\n \n"])
def test_nothing_makes_no_paragraph(text):
    assert paragraphs(text) == ""


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        '"><b>x',
        "&lt;script&gt;",
        "https://a.example/<script>alert(1)</script>",
        'https://a.example/"onmouseover="alert(1)',
        "https://a.example/'><script>alert(1)</script>",
        "javascript:alert(1)",
        "https://javascript:alert(1)//",
        "{{ 7 * 7 }}{% raw %}",
        "http://a.example/&quot;onclick=x",
    ],
)
def test_nothing_that_is_typed_becomes_page(hostile):
    shown = paragraphs(hostile)
    assert all(OURS.fullmatch(tag) for tag in TAG.findall(shown)), shown
    assert "<script" not in shown
    assert 'href="javascript' not in shown


@given(st.text(alphabet=st.sampled_from(list("<>\"'&/:.aht ps\n\\=%{}#")) | st.characters(codec="utf-8"), max_size=200))
def test_whatever_is_typed_only_our_own_tags_come_out(text):
    shown = paragraphs(text + " https://a.example/" + text)
    assert all(OURS.fullmatch(tag) for tag in TAG.findall(shown)), shown


@pytest.mark.parametrize(
    ("typed", "address", "after"),
    [
        ("Zie https://a.example/b.", "https://a.example/b", "."),
        ("(http://a.example/x)", "http://a.example/x", ")"),
        ("https://a.example/?a=1&b=2", "https://a.example/?a=1&amp;b=2", ""),
        ("https://a.example/é, ja", "https://a.example/é", ", ja"),
        ("https://a.example/lang?!?!", "https://a.example/lang", "?!?!"),
    ],
)
def test_a_web_address_is_a_link_and_the_sign_after_it_is_not(typed, address, after):
    link = f'<a class="nl-link" rel="nofollow ugc" href="{address}">{address}</a>'
    assert f"{link}{after}</p>" in paragraphs(typed)


@pytest.mark.parametrize("typed", ["ftp://a.example/x", "www.a.example", "https://", "http://a", "mailto:a@b.example"])
def test_what_is_no_web_address_stays_text(typed):
    assert "<a" not in paragraphs(typed)


def test_two_addresses_on_a_line_are_two_links():
    shown = paragraphs("https://a.example/ en https://b.example/")
    assert shown.count("<a ") == 2
    assert "</a> en <a" in shown


def test_other_alphabets_and_emoji_stay_as_they_are():
    for text in ("🙂👩‍👩‍👧", "שלום עולם", "日本語", "naïef", "a" * 100_000):
        assert text in paragraphs(text)
