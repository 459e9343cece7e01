"""Texts from elsewhere made fit to keep: no invisible signs, no HTML leftovers, tidy lines.

The result is plain text: templates escape it, nothing here makes HTML safe to show as HTML.
"""

from __future__ import annotations

import html
import re
import unicodedata
from dataclasses import dataclass

import nh3

MAX_TEXT_CHARS = 20_000
MAX_LINE_CHARS = 300
ELLIPSIS = "…"
ROUNDS = 4
"""Text that went through several systems is escaped more than once (&amp;lt;p&amp;gt;)."""

_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")
_TAGS = (
    "a|abbr|address|article|aside|audio|b|base|big|blockquote|body|br|button|canvas|caption|center|cite|code|col|colgroup"
    "|dd|del|details|dfn|div|dl|dt|em|embed|fieldset|figcaption|figure|font|footer|form|frame|frameset|h[1-6]|head|header"
    "|hr|html|i|iframe|img|input|ins|kbd|label|legend|li|link|main|map|mark|math|meta|nav|noscript|object|ol|optgroup"
    "|option|p|param|picture|pre|q|s|samp|script|section|select|small|source|span|strike|strong|style|sub|summary|sup|svg"
    "|table|tbody|td|template|textarea|tfoot|th|thead|title|tr|tt|u|ul|var|video|wbr|[a-z]{1,3}:[a-z]+"
)
_REAL_TAG = rf"/?(?:{_TAGS})(?:\s[^<>]*)?/?>|!--|!doctype"
_ANY_TAG = re.compile(rf"<(?:{_REAL_TAG})", re.IGNORECASE)
_NOT_A_TAG = re.compile(rf"<(?!{_REAL_TAG})", re.IGNORECASE)
_NEW_LINE = re.compile(r"<br\b[^<>]*>|</(?:tr|dt|dd|li|ul|ol)\s*>|<hr\b[^<>]*>", re.IGNORECASE)
_NEW_PARAGRAPH = re.compile(r"</?(?:p|div|h[1-6]|table|blockquote|section|article|pre)(?:\s[^<>]*)?>", re.IGNORECASE)
_LIST_ITEM = re.compile(r"\s*<li(?:\s[^<>]*)?>\s*", re.IGNORECASE)
_CELL_END = re.compile(r"</t[dh]\s*>", re.IGNORECASE)

_WINDOWS_LETTERS = {code: bytes([code]).decode("cp1252", "ignore") for code in range(0x80, 0xA0)}
_ONE_SIGN = {0x2010: "-", 0x2011: "-", 0xF0B7: "•", 0xF0A7: "•", 0x0B: "\n", 0x0C: "\n", 0x2028: "\n", 0x2029: "\n\n"}
_LINE_ENDS = re.compile(r"\r\n?")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff\ufff9-\ufffc\ufffe\uffff]")
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff"
    "\U000e0000-\U000e007f]"
)
_DAMAGED_ADDRESS = {"\u00b6graaf=": "&paragraaf=", "\u00a7ion=": "&section=", "\u00a9right=": "&copyright="}
"""What a careless unescaping makes of addresses on wetten.overheid.nl: `&para` became a sign. Seen in the register."""
_JOINER = re.compile("[\u200c\u200d]+")
_SPACES = re.compile(r"[^\S\n]+")
_MANY_LINES = re.compile(r"\n{3,}")
_JOINED_SCRIPTS = ("ARABIC", "SYRIAC", "DEVANAGARI", "BENGALI", "TAMIL", "TELUGU", "KANNADA", "MALAYALAM", "SINHALA")


@dataclass(frozen=True)
class Cleaned:
    """A clean text, and what was taken out of it: some of invisible, control, html, cut."""

    text: str
    removed: frozenset[str] = frozenset()

    @property
    def is_cut(self) -> bool:
        """The text was longer than it may be and lost its end."""
        return "cut" in self.removed


def clean_text(value: str, *, limit: int = MAX_TEXT_CHARS) -> Cleaned:
    """Text of several lines, at most `limit` characters. Emoji and letters of every script stay."""
    removed: set[str] = set()
    text = value
    for _ in range(ROUNDS):
        before = text
        text = _without_html(_without_invisible(text, removed), removed)
        if text == before:
            break
    text = _with_whole_addresses(unicodedata.normalize("NFC", _tidy(text)))
    if len(text) > limit:
        text = _cut(text, limit)
        removed.add("cut")
    return Cleaned(text, frozenset(removed))


def clean_line(value: str, *, limit: int = MAX_LINE_CHARS) -> Cleaned:
    """Text of one line, at most `limit` characters: a title, a name, a code."""
    cleaned = clean_text(value, limit=max(len(value), 1))
    line = " ".join(cleaned.text.split())
    removed = cleaned.removed - {"cut"}
    if len(line) > limit:
        return Cleaned(_cut(line, limit), removed | {"cut"})
    return Cleaned(line, removed)


def _without_invisible(text: str, removed: set[str]) -> str:
    text = _LINE_ENDS.sub("\n", text)
    if not text.isascii():
        text = text.translate(_WINDOWS_LETTERS)
        visible = _JOINER.sub(_joiner_if_needed, _INVISIBLE.sub("", text))
        if visible != text:
            removed.add("invisible")
        text = visible
    text = text.translate(_ONE_SIGN)
    printable = _CONTROL.sub("", text)
    if printable != text:
        removed.add("control")
    return printable


def _without_html(text: str, removed: set[str]) -> str:
    """Entities decoded once and tags taken out. A loose < or & stays what it is."""
    if "<" not in text and "&" not in text:
        return text
    plain = _ENTITY.sub(lambda found: html.unescape(found[0]), text)
    if _ANY_TAG.search(plain):
        plain = _without_tags(plain)
    if plain != text:
        removed.add("html")
    return plain


def _with_whole_addresses(text: str) -> str:
    for damaged, whole in _DAMAGED_ADDRESS.items():
        text = text.replace(damaged, whole)
    return text


def _without_tags(text: str) -> str:
    text = _NEW_LINE.sub("\n", text)
    text = _LIST_ITEM.sub("\n- ", text)
    text = _CELL_END.sub(" ", _NEW_PARAGRAPH.sub("\n\n", text))
    text = _NOT_A_TAG.sub("&lt;", text.replace("&", "&amp;"))
    return html.unescape(nh3.clean(text, tags=set()))


def _joiner_if_needed(found: re.Match[str]) -> str:
    """A joiner belongs inside an emoji (👩‍💻) and in scripts that join letters; elsewhere it is a leftover."""
    text, start, end = found.string, found.start(), found.end()
    if start and end < len(text) and _joins(text[start - 1]) and _joins(text[end]):
        return found[0][0]
    return ""


def _joins(letter: str) -> bool:
    if letter > "\u2190" and unicodedata.category(letter) in ("So", "Sk", "Mn"):
        return True
    return unicodedata.name(letter, "").startswith(_JOINED_SCRIPTS)


def _tidy(text: str) -> str:
    text = _SPACES.sub(" ", text)
    lines = (line.strip() for line in text.split("\n"))
    return _MANY_LINES.sub("\n\n", "\n".join(lines)).strip()


def _cut(text: str, limit: int) -> str:
    """At most `limit` characters, cut between words where a word ends nearby, with an ellipsis."""
    short = text[: max(limit - 1, 0)]
    word_end = max(short.rfind(" "), short.rfind("\n"))
    if word_end > limit * 0.8:
        short = short[:word_end]
    elif limit < len(text):
        while short and (unicodedata.combining(text[len(short)]) or text[len(short)] in "\u200d\ufe0f"):
            short = short[:-1]
    return (short.rstrip() + ELLIPSIS)[:limit]
