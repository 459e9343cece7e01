"""Text made comparable: invisible characters out, case and accents folded."""

import re
import unicodedata

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\x00-\x08\x0e-\x1f\x7f]")
_DASHES_AND_QUOTES = str.maketrans(
    dict.fromkeys("\u2010\u2011\u2012\u2013\u2014", "-") | dict.fromkeys("\u2018\u2019\u201a`", "'")
)
_LETTERS_WITHOUT_ACCENT = str.maketrans({"ø": "o", "đ": "d", "ł": "l", "æ": "ae", "œ": "oe"})


def clean(text: str) -> str:
    """The same text without zero-width and control characters, with single spaces, and composed (NFC)."""
    return " ".join(unicodedata.normalize("NFC", _INVISIBLE.sub("", text)).split())


def fold(text: str) -> str:
    """The text for comparing and sorting: clean, lower case, no accents, plain dashes and quotes."""
    plain = unicodedata.normalize("NFKD", clean(text).translate(_DASHES_AND_QUOTES).casefold())
    return "".join(sign for sign in plain if not unicodedata.combining(sign)).translate(_LETTERS_WITHOUT_ACCENT)
