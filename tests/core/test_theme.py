"""One colour re-brands every page, and stays readable."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vliegwiel.core.theme import DEFAULT_COLOUR, READABLE, NotAColour, contrast, shades, stylesheet

STEPS = [50, 100, 200, 300, 400, 500, 600, 700]
colours = st.integers(0, 0xFFFFFF).map("#{:06x}".format)


def test_contrast_is_that_of_wcag():
    assert contrast("#000", "#fff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)
    assert contrast("#fff", "#767676") == contrast("#767676", "#fff")


def test_a_readable_colour_is_kept_as_it_is():
    palette = shades("#0E6068")
    assert palette.shades[500] == "#0e6068"
    assert not palette.darkened


def test_a_colour_too_light_to_read_is_darkened_and_says_so():
    palette = shades("#ffdd00")
    assert palette.darkened
    assert contrast(palette.shades[500], "#fff") >= READABLE


@given(colours)
def test_every_colour_gives_eight_shades_from_light_to_dark_that_can_be_read(colour):
    made = shades(colour).shades
    assert list(made) == STEPS
    on_white = [contrast(made[step], "#fff") for step in STEPS]
    assert on_white == sorted(on_white)
    assert min(on_white[4:]) >= READABLE  # text and buttons
    assert contrast(made[600], made[200]) >= READABLE  # words on a tint
    assert contrast(made[700], made[300]) >= READABLE


@pytest.mark.parametrize("text", ["", "blue", "#12", "#12345g", "red;}body{display:none", "#0e6068\x00", "#٠٠٠"])
def test_what_is_not_a_colour_is_refused(text):
    with pytest.raises(NotAColour):
        shades(text)


def test_the_stylesheet_holds_nothing_but_the_shades():
    css = stylesheet(shades("#0e6068").shades)
    assert re.fullmatch(r"\.voorbeeld-theme\{(--voorbeeld-kleuren-violet-\d+:#[0-9a-f]{6};){8}\}\n", css)


def test_the_stylesheet_refuses_shades_that_are_no_colours():
    with pytest.raises(NotAColour):
        stylesheet({500: "red}*{display:none"})


def test_the_shipped_style_has_the_shades_of_the_default_colour():
    source = (Path(__file__).parents[2] / "frontend" / "css" / "theme.css").read_text()
    shipped = dict(re.findall(r"violet-(\d+): (#[0-9a-f]{6});", source))
    assert {int(step): colour for step, colour in shipped.items()} == shades(DEFAULT_COLOUR).shades
