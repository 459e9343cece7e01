"""Yes, or no with a sentence: the type that every rule answers with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


@dataclass(frozen=True)
class Answer:
    """The answer of a rule. `bool(answer)` is the decision, `reason` the sentence to show when it is no.

    Python's own `and` and `or` combine answers and keep the reason of the one that decided.
    """

    is_yes: bool
    reason: str | StrPromise = ""

    def __bool__(self) -> bool:
        return self.is_yes


YES = Answer(True)


def no(reason: str | StrPromise) -> Answer:
    """No, because of `reason`: a whole translatable sentence."""
    return Answer(False, reason)


def when(fact: bool, otherwise: str | StrPromise) -> Answer:
    """Yes when the fact holds, otherwise no with that sentence."""
    return YES if fact else no(otherwise)


class Refused(Exception):
    """A rule said no to an action. Carries the answer, so that the page can say why."""

    def __init__(self, answer: Answer):
        super().__init__(str(answer.reason))
        self.answer = answer


class Mistake(Exception):
    """An action cannot be done with this input. `sentences` maps a field name (or "") to what is wrong with it."""

    def __init__(self, **sentences: str | StrPromise):
        super().__init__("; ".join(str(sentence) for sentence in sentences.values()))
        self.sentences = sentences


def require(answer: Answer) -> None:
    """Pass when the answer is yes; raise Refused when it is no."""
    if not answer:
        raise Refused(answer)
