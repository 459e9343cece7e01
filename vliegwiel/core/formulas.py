"""Texts that a spreadsheet would run as a formula, made harmless in a way that can be undone.

A text that starts like a formula gets one apostrophe in front: the sign by which spreadsheet programs themselves say
"this is text". Reading takes one apostrophe away from a text that would be a formula without its apostrophes. A text
that had apostrophes of its own gets one more, so that what is written is what is read back.
Source of the list of signs: OWASP, "CSV Injection".
"""

import re

_FORMULA = re.compile("'*(?:[\t\r\n]|[\\s\u200b\ufeff]*[=+\\-@\uff1d\uff0b\uff0d\uff20\u2212])")


def neutral(text: str) -> str:
    """The text with an apostrophe in front when a spreadsheet could take it for a formula (= + - @ tab, wide = too)."""
    return f"'{text}" if _FORMULA.match(text) else text


def original(text: str) -> str:
    """What `neutral` was given."""
    return text[1:] if text.startswith("'") and _FORMULA.match(text) else text
