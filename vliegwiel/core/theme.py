"""From one main colour to the eight shades that re-brand every page, and the stylesheet that says so.

Contrast is the ratio of WCAG 2.2 (https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio), from 1 to 21. The steps between
shades follow the "voorbeeld" theme of the NL Design System, measured as contrast on white.
"""

from __future__ import annotations

import re
from colorsys import hls_to_rgb, rgb_to_hls
from dataclasses import dataclass

DEFAULT_COLOUR = "#0e6068"  # petrol: calm, our own, 7.3 on white
READABLE = 4.5  # contrast that WCAG asks of text
TINTS = {50: 1.06, 100: 1.14, 200: 1.31, 300: 1.7}  # contrast on white
SOFT = 0.45  # tints keep this part of the saturation, or a dark brand gives neon backgrounds
LIGHTNESSES = 1000  # steps of lightness tried between black and white
DARKEST = 16.0  # shade 700: text on it is white, it is text on every tint
HEX = re.compile(r"#?([0-9a-f]{6}|[0-9a-f]{3})", re.IGNORECASE)

Rgb = tuple[int, int, int]


class NotAColour(ValueError):
    """The text is not a colour such as #0e6068."""


@dataclass(frozen=True)
class Palette:
    """Shades by number, 50 (lightest) to 700 (darkest); 500 is the main colour."""

    shades: dict[int, str]
    darkened: bool  # the colour asked for had too little contrast on white, so 500 is a darker one


def parse(colour: str) -> Rgb:
    """Read #rgb or #rrggbb, with or without the #. Raises NotAColour."""
    match = HEX.fullmatch(colour.strip())
    if not match:
        raise NotAColour(colour)
    digits = match[1] if len(match[1]) == 6 else "".join(digit * 2 for digit in match[1])
    return int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:], 16)


def written(rgb: Rgb) -> str:
    return "#{:02x}{:02x}{:02x}".format(*rgb)


def luminance(rgb: Rgb) -> float:
    """Relative luminance of WCAG: 0 for black, 1 for white."""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (part / 255 for part in rgb)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """The contrast ratio between two colours, 1 to 21, whichever is the lighter."""
    lighter, darker = sorted((luminance(parse(one)), luminance(parse(other))), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def shades(main: str) -> Palette:
    """The palette of one main colour. Raises NotAColour."""
    asked = parse(main)
    base = asked if on_white(asked) >= READABLE else at_contrast(asked, READABLE)
    strength = on_white(base)
    steps = TINTS | {400: max(READABLE, 0.7 * strength), 600: max(strength, min(max(6.2, 1.5 * strength), DARKEST))}
    made = {step: written(at_contrast(base, wanted, vivid=1 if step > 300 else SOFT)) for step, wanted in steps.items()}
    made |= {500: written(base), 700: written(at_contrast(base, max(DARKEST, strength)))}
    return Palette(shades=dict(sorted(made.items())), darkened=base != asked)


def stylesheet(palette: dict[int, str]) -> str:
    """CSS that gives the house these shades; for /thema.css, after the main stylesheet."""
    lines = (f"--voorbeeld-kleuren-violet-{step}:{written(parse(colour))};" for step, colour in sorted(palette.items()))
    return ".voorbeeld-theme{" + "".join(lines) + "}\n"


def on_white(rgb: Rgb) -> float:
    return 1.05 / (luminance(rgb) + 0.05)


def at_contrast(base: Rgb, wanted: float, *, vivid: float = 1) -> Rgb:
    """The same hue at the lightness that has at least this contrast on white, and hardly more.

    vivid: the part of the saturation that is kept, 0 to 1.
    """
    hue, _, saturation = rgb_to_hls(*(part / 255 for part in base))
    saturation *= vivid
    dark, light = 0, LIGHTNESSES  # dark has enough contrast, light has not
    while light - dark > 1:
        middle = (dark + light) // 2
        dark, light = (middle, light) if on_white(at_lightness(hue, middle, saturation)) >= wanted else (dark, middle)
    return at_lightness(hue, dark, saturation)


def at_lightness(hue: float, lightness: int, saturation: float) -> Rgb:
    red, green, blue = (round(part * 255) for part in hls_to_rgb(hue, lightness / LIGHTNESSES, saturation))
    return red, green, blue
