"""Sentences made far from any page: a message id with its parameters, translated where they are shown; and safe texts.

Nothing here needs Django.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

_NOT_STORABLE = re.compile("[\x00\ud800-\udfff]")


def N_(msgid: str) -> str:
    """Mark a sentence for translation without translating it."""
    return msgid


@dataclass(frozen=True)
class Sentence:
    """A message id with parameters (`%(line)s`). `str()` gives English; a page translates `msgid`, fills `params`."""

    msgid: str
    params: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))

    def __str__(self) -> str:
        return self.msgid % self.params if self.params else self.msgid


def storable(text: str) -> str:
    """The text without NUL and half surrogates, which neither the database nor a page can hold."""
    return _NOT_STORABLE.sub("", text) if _NOT_STORABLE.search(text) else text
