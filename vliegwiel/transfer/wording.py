"""The sentences of the readers in the language of who reads them: the one place where they are translated."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext

from .sheets import Sentence, Unreadable
from .targets import BY_KEY

Note = list[Any]
"""A sentence as it is kept: [message id, {parameter: text}]."""
NAMES_A_FIELD = {"field", "target"}
"""Parameters that name a field; all others are words of the file, and stay as they are."""


def said(sentence: Sentence) -> str:
    """The sentence as people read it."""
    return _say(sentence.msgid, sentence.params)


def said_note(note: Note) -> str:
    """The same for a sentence that was kept with a row."""
    return _say(note[0], note[1])


def said_problem(problem: Unreadable) -> str:
    """What is wrong with the file, and what to do about it."""
    return " ".join(said(part) for part in (problem.sentence, problem.hint) if part.msgid)


def as_notes(sentences: Iterable[Sentence]) -> list[Note]:
    """Sentences as they are kept with a row."""
    return [[one.msgid, {key: str(value) for key, value in one.params.items()}] for one in sentences]


def target_label(key: str) -> str:
    """What a column can fill, in words."""
    return gettext(BY_KEY[key].label)


def _say(msgid: str, params: Mapping[str, object]) -> str:
    if not msgid:
        return ""
    words = {key: _named(value) if key in NAMES_A_FIELD else value for key, value in params.items()}
    return gettext(msgid) % words if params else gettext(msgid)


def _named(value: object) -> object:
    """The name of a field in the current language, given its key or its English name."""
    return target_label(str(value)) if value in BY_KEY else gettext(str(value))
