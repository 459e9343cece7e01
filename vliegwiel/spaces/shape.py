"""What a space may look like: the checks that hold for page, import and command alike."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils.translation import gettext as _

from vliegwiel.core.answers import Mistake
from vliegwiel.core.folding import clean

from .journey import RENAMEABLE, Joining, Module, Ring
from .models import Space

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

LONGEST_WORD = 30
"""Characters of an own word; it must fit on a button."""
_PLAIN_WORD = re.compile(r"[^\W\d_]+(?:[ '’-][^\W\d_]+)*")
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


def checked_name(name: str) -> str:
    name = clean(name)
    if not name:
        raise Mistake(name=_("Give the space a name."))
    return _short_enough("name", name)


def checked_purpose(purpose: str) -> str:
    """Plain text; invisible characters out, paragraphs kept."""
    return _short_enough("purpose", "\n".join(map(clean, purpose.splitlines())).strip())


def _short_enough(field: str, text: str) -> str:
    column = Space._meta.get_field(field)
    assert isinstance(column, models.CharField | models.TextField)
    limit = column.max_length
    assert limit is not None
    if len(text) > limit:
        raise Mistake(
            **{
                field: _("This is %(length)s characters; at most %(limit)s fit.")
                % {"length": len(text), "limit": limit}
            }
        )
    return text


def checked_ring(ring: str) -> str:
    if ring not in Ring.values:
        raise Mistake(ring=_("Choose who can see this."))
    return ring


def checked_joining(joining: str) -> str:
    if joining not in Joining.values:
        raise Mistake(joining=_("Choose how people become a member."))
    return joining


def checked_modules(modules: Collection[str]) -> list[str]:
    """In the order of the house, each once."""
    if set(modules) - set(Module.values):
        raise Mistake(modules=_("Choose only from this list."))
    return [module for module in Module.values if module in modules]


def checked_colour(colour: str) -> str:
    """Lower case #rrggbb, or empty for the colour of the installation."""
    if colour and not _COLOUR.fullmatch(colour):
        raise Mistake(colour=_("Write a colour as # and six characters, such as #154273."))
    return colour.lower()


def checked_words(words: Mapping[str, str]) -> dict[str, str]:
    """Both the one and the many, or neither; short and plain, because they stand in sentences and on buttons."""
    found = {key: clean(str(words.get(key) or "")) for key in RENAMEABLE}
    if set(words) - set(RENAMEABLE):
        raise Mistake(words=_("Choose only from this list."))
    for key, word in found.items():
        if word and not (len(word) <= LONGEST_WORD and _PLAIN_WORD.fullmatch(word)):
            raise Mistake(**{key: _("Use one or two short words of letters only, such as “pilot”.")})
    missing = [key for key, word in found.items() if not word]
    if missing and len(missing) < len(RENAMEABLE):
        raise Mistake(**{missing[0]: _("Fill in both words: for one and for more than one.")})
    return {} if missing else found


CHECKS: dict[str, Callable[[Any], Any]] = {
    "name": checked_name,
    "purpose": checked_purpose,
    "ring": checked_ring,
    "joining": checked_joining,
    "modules": checked_modules,
    "words": checked_words,
    "colour": checked_colour,
}


def checked(**values: Any) -> dict[str, Any]:
    """These values as they are kept. Raises one Mistake with a sentence for each that cannot be."""
    found: dict[str, Any] = {}
    sentences: dict[str, str | StrPromise] = {}
    for field, value in values.items():
        try:
            found[field] = CHECKS[field](value)
        except Mistake as mistake:
            sentences |= mistake.sentences
    if sentences:
        raise Mistake(**sentences)
    return found
