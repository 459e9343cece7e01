"""People in a text: `@Name` as it is typed and read, `@code` as it is kept."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from markupsafe import Markup

from vliegwiel.activity.audience import close_tokens
from vliegwiel.core.codes import ALPHABET
from vliegwiel.core.paragraphs import paragraphs
from vliegwiel.people.models import Person

from .queries.people import by_codes, called

_AT = re.compile(r"(?<![^\s(\[\"'“‘>])@(?=\w)")
"""Not in the middle of a mail address or a link."""
_WORD = re.compile(r"[^\W_](?:[\w'’.-]*\w)?")
_KEPT = re.compile(rf"(?<![^\s(\[\"'“‘>])@([{ALPHABET}]{{8}})\b")
MOST_WORDS = 6
MOST_LOOKED_AT = 30
"""Signs @ in one text that are looked at; more is no conversation."""


@dataclass(frozen=True)
class Choice:
    """An @ of which it is not certain who is meant."""

    number: int
    typed: str
    people: list[Person]


@dataclass
class Reading:
    """What a text says about people."""

    text: str = ""
    """With `@code` for everyone in `people`."""
    people: list[Person] = field(default_factory=list)
    choices: list[Choice] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    """Names as typed of people who do not read along."""


def read(
    text: str,
    *,
    audience: list[str],
    writer: Person | None,
    chosen: Iterable[str] = (),
    answers: Mapping[int, str] | None = None,
) -> Reading:
    """Find who is meant. `chosen`: codes taken from a list; `answers`: per number of an @ a code, or nobody.

    Three statements per name at most.
    """
    known = by_codes([*chosen, *(answers or {}).values(), *_KEPT.findall(text)], audience=audience, writer=writer)
    found, end = Reading(), 0
    for number, at in enumerate(_AT.finditer(text)):
        start = at.start()
        if start < end or number >= MOST_LOOKED_AT:
            continue
        rest = text[at.end() : at.end() + 300]
        person, length = _certain(rest, known, (answers or {}).get(number))
        if person is None and number not in (answers or {}):
            person, length = _looked_up(rest, number, found, audience, writer)
        if person is not None:
            found.text += f"{text[end:start]}@{person.code}"
            end = at.end() + length
            if person not in found.people:
                found.people.append(person)
    found.text += text[end:]
    return found


def _certain(rest: str, known: list[Person], answer: str | None) -> tuple[Person | None, int]:
    """Someone who was chosen, or whose code stands there; and how much of the text that is."""
    for person in known:
        if rest.startswith(person.code) and not rest[len(person.code) :][:1].isalnum():
            return person, len(person.code)
    for person in known:
        if _stands_there(person.name, rest):
            return person, len(person.name)
    for person in known:
        if answer == person.code:
            word = _WORD.match(rest)
            return person, word.end() if word else 0
    return None, 0


def _looked_up(
    rest: str, number: int, found: Reading, audience: list[str], writer: Person | None
) -> tuple[Person | None, int]:
    words = _words(rest)
    if not words:
        return None, 0
    people, is_elsewhere = called(words, audience=audience, writer=writer)
    whole = [one for one in people if _stands_there(one.name, rest)]
    if len(whole) == 1:
        return whole[0], len(whole[0].name)
    if people:
        found.choices.append(Choice(number, f"@{words[0]}", whole or people))
    elif is_elsewhere:
        found.refused.append(f"@{words[0]}")
    return None, 0


def _words(rest: str) -> list[str]:
    """The words after an @, as far as they can be one name."""
    words: list[str] = []
    at = 0
    while len(words) < MOST_WORDS and (word := _WORD.match(rest, at)):
        words.append(word.group())
        at = word.end()
        if rest[at : at + 1] != " ":
            break
        at += 1
    return words


def _stands_there(name: str, rest: str) -> bool:
    return rest[: len(name)].casefold() == name.casefold() and not rest[len(name) :][:1].isalnum()


def as_page(text: str, people: Mapping[str, tuple[str, str]]) -> Markup:
    """As paragraphs, with a name (and a link where there is an address) for each known code."""

    def named(found: re.Match[str]) -> str:
        if found.group(1) not in people:
            return found.group()
        name, address = people[found.group(1)]
        if not address:
            return str(Markup("<strong>@{}</strong>").format(name))
        return str(Markup('<a class="vw-link" href="{}">@{}</a>').format(address, name))

    return Markup(_KEPT.sub(named, str(paragraphs(text))))  # noqa: S704  # escaped by paragraphs; names are escaped here


def as_text(text: str, people: Mapping[str, tuple[str, str]]) -> str:
    """As plain text with names."""
    return _KEPT.sub(lambda found: f"@{people.get(found.group(1), (found.group(1),))[0]}", text)


def name_of(person: Person | None, tokens: set[str]) -> str:
    """The name as who holds these tokens may know it: a supplier on a team knows that team."""
    if person is None or not person.is_active:
        return _("A former member")
    is_close = not tokens.isdisjoint(close_tokens(person.tokens))
    return person.name if is_close or not tokens.isdisjoint(person.audience) else _("Someone")


def shown(person: Person | None, tokens: set[str]) -> tuple[str, str]:
    """Name, and the address of the profile when that can be read."""
    name = name_of(person, tokens)
    is_known = person is not None and person.is_active and not tokens.isdisjoint(person.audience)
    return name, person.get_absolute_url() if is_known and person is not None else ""
