"""The sentences of the readers in the language of who reads them: the one place where they are translated."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext

from .sheets import Sentence, Unreadable
from .targets import BY_KEY

Note = list[Any]
"""A sentence as it is kept: [message id, {parameter: text}]."""
WORDS_OF_TARGETS = {target.label for target in BY_KEY.values()}


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
    return gettext(msgid) % {key: _translated(value) for key, value in params.items()} if params else gettext(msgid)


def _translated(value: object) -> object:
    """A parameter may name a field; a field has a name in every language."""
    if value in BY_KEY:
        return target_label(str(value))
    return gettext(str(value)) if value in WORDS_OF_TARGETS else value
