"""Plain text as people type it, shown as paragraphs."""

from __future__ import annotations

import re

from markupsafe import Markup, escape

_ADDRESS = re.compile(r"https?://[^\s<>\"']{3,400}")


def paragraphs(text: str) -> Markup:
    """Escaped text with a `<p>` per paragraph, line breaks kept, and web addresses as links."""
    blocks = [block for block in re.split(r"\n\s*\n", text.strip()) if block.strip()]
    return Markup("\n").join(Markup('<p class="nl-paragraph">{}</p>').format(_lines(block)) for block in blocks)


def _lines(block: str) -> Markup:
    return Markup("<br>\n").join(_linked(line) for line in block.strip().split("\n"))


def _linked(line: str) -> Markup:
    parts: list[Markup] = []
    end = 0
    for found in _ADDRESS.finditer(line):
        address = found.group().rstrip(".,;:!?)")
        parts.append(escape(line[end : found.start()]))
        parts.append(Markup('<a class="nl-link" rel="nofollow ugc" href="{0}">{0}</a>').format(address))
        end = found.start() + len(address)
    parts.append(escape(line[end:]))
    return Markup("").join(parts)
