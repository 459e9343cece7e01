"""Which column fills what: guessed from the names of columns and from what stands in them, put right by people."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from vliegwiel.core.folding import fold
from vliegwiel.transfer.cleaning import clean_line, clean_text
from vliegwiel.transfer.dates import NotADate, read_date
from vliegwiel.transfer.sheets import N_, Row, Sentence
from vliegwiel.transfer.statuses import stage_of
from vliegwiel.transfer.targets import BY_KEY, TARGETS, Target

SAMPLE_ROWS = 200
ENOUGH = 0.5
"""From this score a guess is made; below it the column is left for a person."""
MOST_BY_VALUES = 0.6
NAME_WEIGHT = 0.9
CONTRADICTED = 0.3
"""When fewer values than this share have the expected shape, the name alone is not believed."""

_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_NO_WORD = re.compile(r"[^a-z0-9]+")
_LIST_SIGNS = re.compile(r"\s*[;|\n]\s*")
_URL = re.compile(r"https?://\S+|www\.\S+", re.IGNORECASE)
_CODE = re.compile(r"(?:GM|PV|WS|MN)\d{2,5}|https://identifier\.overheid\.nl/tooi/id/\S+|0000000\d{13}", re.IGNORECASE)
_IDENTIFIER = re.compile(r"[\w.:/#-]{1,100}")


@dataclass(frozen=True)
class Choice:
    """One column filling one target. `score` runs from 0 to 1; 1 is a person's own choice."""

    column: str
    target: str
    score: float
    reason: Sentence


@dataclass(frozen=True)
class ColumnMapping:
    """The choices, each column and each target at most once, and the columns that fill nothing."""

    choices: tuple[Choice, ...]
    unmapped: tuple[str, ...]

    def column_for(self, target: str) -> str | None:
        """The column that fills this target, if any."""
        return next((choice.column for choice in self.choices if choice.target == target), None)

    def target_of(self, column: str) -> str | None:
        """The target that this column fills, if any."""
        return next((choice.target for choice in self.choices if choice.column == column), None)

    def as_dict(self) -> dict[str, str | None]:
        """Column to target, None for what is left out: to keep with a run, and to give back as `chosen`."""
        mapped: dict[str, str | None] = {choice.column: choice.target for choice in self.choices}
        return mapped | dict.fromkeys(self.unmapped)


@dataclass(frozen=True)
class Mapped:
    """One row after mapping: clean values by target, extras by name without `extra:`, and which were cut short."""

    values: dict[str, str]
    extras: dict[str, str] = field(default_factory=dict)
    cut: tuple[str, ...] = ()


class WrongMapping(ValueError):
    """A person's choice cannot be: an unknown column or target, or a target chosen twice."""

    def __init__(self, sentence: Sentence):
        super().__init__(str(sentence))
        self.sentence = sentence


def guess(
    columns: Sequence[str],
    samples: Iterable[Mapping[str, str]] = (),
    chosen: Mapping[str, str | None] = MappingProxyType({}),
) -> ColumnMapping:
    """The best mapping of these columns, given some rows of values.

    `chosen` is what a person decided: column to target, or to None (or "") to leave the column out. It always wins;
    the rest is guessed around it. Raises WrongMapping.
    """
    _check(columns, chosen)
    rows = list(samples)[:SAMPLE_ROWS]
    choices = [Choice(column, target, 1.0, Sentence(N_("Your choice."))) for column, target in chosen.items() if target]
    used = {choice.target for choice in choices}
    columns_left = [column for column in columns if column not in chosen]
    for choice in _by_score(columns_left, rows):
        if choice.target not in used and choice.column in columns_left:
            choices.append(choice)
            used.add(choice.target)
            columns_left.remove(choice.column)
    places = {column: place for place, column in enumerate(columns)}
    choices.sort(key=lambda choice: places[choice.column])
    mapped = {choice.column for choice in choices}
    return ColumnMapping(tuple(choices), tuple(column for column in columns if column not in mapped))


def apply(mapping: ColumnMapping, row: Row | Mapping[str, str]) -> Mapped:
    """The row's values by target, cleaned and cut to what each target keeps. Dates and statuses stay words here."""
    source = row.values if isinstance(row, Row) else row
    values: dict[str, str] = {}
    extras: dict[str, str] = {}
    cut = []
    for choice in mapping.choices:
        target = BY_KEY[choice.target]
        raw = source.get(choice.column, "")
        cleaned = clean_text(raw, limit=target.limit) if target.is_text else clean_line(raw, limit=target.limit)
        if target.is_extra:
            extras[target.key.removeprefix("extra:")] = cleaned.text
        else:
            values[target.key] = cleaned.text
        if cleaned.is_cut:
            cut.append(target.key)
    return Mapped(values, extras, tuple(cut))


def split_list(value: str) -> list[str]:
    """The parts of a value that is a list: JSON text, or separated by ; | or line ends, else by commas. No doubles."""
    parts: list[str] | None = None
    if value.lstrip().startswith("["):
        try:
            parsed = json.loads(value)
            parts = [str(part) for part in parsed if isinstance(part, str | int | float)]
        except (ValueError, RecursionError):
            parts = None
    if parts is None:
        parts = _LIST_SIGNS.split(value)
        if len(parts) == 1:
            parts = value.split(",")
    return list(dict.fromkeys(part for part in (clean_line(part).text for part in parts) if part))


def _check(columns: Sequence[str], chosen: Mapping[str, str | None]) -> None:
    targets = [target for target in chosen.values() if target]
    for column, target in chosen.items():
        if column not in columns:
            raise WrongMapping(Sentence(N_("The file has no column “%(column)s”."), {"column": column}))
        if target and target not in BY_KEY:
            raise WrongMapping(Sentence(N_("“%(target)s” is not something that can be filled."), {"target": target}))
        if target and targets.count(target) > 1:
            raise WrongMapping(
                Sentence(N_("“%(target)s” is chosen for more than one column."), {"target": BY_KEY[target].label})
            )


def _by_score(columns: Sequence[str], rows: Sequence[Mapping[str, str]]) -> list[Choice]:
    """Every guess worth making, best first; equal ones in the order of columns and targets."""
    choices = []
    for column in columns:
        values = [value for value in (row.get(column, "").strip() for row in rows) if value]
        shares: dict[str, float] = {}
        for target in TARGETS:
            if target.pattern and target.pattern not in shares:
                shares[target.pattern] = _share(target.pattern, values)
            choice = _score(column, target, shares.get(target.pattern), bool(values))
            if choice is not None and choice.score >= ENOUGH:
                choices.append(choice)
    return sorted(choices, key=lambda choice: -choice.score)


def _score(column: str, target: Target, share: float | None, has_values: bool) -> Choice | None:
    by_name, synonym = _name_score(column, target)
    known = share if has_values and share is not None else None
    if known is not None and known < CONTRADICTED:
        return None
    if by_name:
        score = by_name * NAME_WEIGHT + (1 - NAME_WEIGHT) * (known if known is not None else 0.5)
        if known is not None and target.pattern in _TELLING and known > ENOUGH:
            reason = Sentence(N_("The name looks like “%(word)s”, and the values fit."), {"word": synonym})
        else:
            reason = Sentence(N_("The name looks like “%(word)s”."), {"word": synonym})
        return Choice(column, target.key, round(score, 3), reason)
    if known is not None and target.pattern in _TELLING and not target.is_extra:
        return Choice(column, target.key, round(known * MOST_BY_VALUES, 3), Sentence(_TELLING[target.pattern]))
    return None


def _name_score(column: str, target: Target) -> tuple[float, str]:
    """1 to 0.9 for the name itself, 0.55 to 0.75 when a synonym is part of the name; and that synonym."""
    name = words(column)
    last = words(column.rsplit(".", 1)[-1])
    best, word = 0.0, ""
    for place, synonym in enumerate(target.synonyms):
        rank = place / len(target.synonyms) / 10
        if synonym == name or synonym.replace(" ", "") == name.replace(" ", ""):
            score = 1 - rank
        elif synonym == last:
            score = 0.85 - rank
        elif len(synonym) > 2 and f" {synonym} " in f" {name} ":
            score = 0.55 + 0.2 * len(synonym) / len(name) - rank / 10
        else:
            continue
        if score > best:
            best, word = score, synonym
    return best, word


def words(name: str) -> str:
    """A column name as plain words: `RegistratieDatum_van` is `registratie datum van`."""
    return _NO_WORD.sub(" ", fold(_CAMEL.sub(" ", name))).strip()


def _share(pattern: str, values: Sequence[str]) -> float:
    if not values:
        return 0.0
    if pattern == "identifier":
        fitting = sum(bool(_IDENTIFIER.fullmatch(value)) for value in values) / len(values)
        return fitting * len(set(values)) / len(values)
    fits = _FITS[pattern]
    return sum(fits(value) for value in values) / len(values)


def _is_date(value: str) -> bool:
    try:
        read_date(value)
    except NotADate:
        return False
    return True


_FITS: dict[str, Callable[[str], bool]] = {
    "line": lambda value: len(value) <= 300 and not _URL.fullmatch(value),
    "prose": lambda value: not _URL.fullmatch(value) and not _is_date(value),
    "name": lambda value: len(value) <= 200 and not value.isdigit() and not _URL.fullmatch(value),
    "short": lambda value: len(value) <= 100,
    "code": lambda value: bool(_CODE.fullmatch(value) or value.isdigit()),
    "url": lambda value: bool(_URL.fullmatch(value)),
    "date": _is_date,
    "status": lambda value: stage_of(value) is not None or len(value) <= 60,
}

_TELLING = {
    "url": N_("The values are web addresses."),
    "date": N_("The values are dates."),
    "code": N_("The values are codes of organisations."),
}
"""Shapes that say by themselves what a column is."""
