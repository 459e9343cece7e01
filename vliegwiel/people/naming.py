"""Which organisation does a plain name mean? Names as people and registers write them, matched to records.

Never a guess: a name that fits no record, or more than one, finds nothing. What is certain is written down in
``data/organisation_aliases.csv`` with its reason. Suggestions are for people to choose from, never applied.
"""

import csv
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from vliegwiel.core.folding import clean, fold
from vliegwiel.people.registers import DATA, OrganisationRecord, regions

LONGEST_NAME = 300  # characters; nothing longer is the name of an organisation

_TAIL = re.compile(r"^(?P<name>.*\S)\s*\((?P<tail>[^()]*)\)\s*$")
_NOT_A_WORD = re.compile(r"[\W_]+")
_YEAR_AT_END = re.compile(r" (?:19|20)\d\d$")

# A word in front of a name says which kinds can be meant.
_KINDS_OF_PREFIX = {
    "gemeente ": ("municipality",),
    "provincie ": ("province",),
    "ministerie van ": ("ministry",),
    "ministerie voor ": ("ministry",),
    "ministerie ": ("ministry",),
    "waterschap ": ("water_board",),
    "hoogheemraadschap van ": ("water_board",),
    "hoogheemraadschap ": ("water_board",),
    "wetterskip ": ("water_board",),
    "openbaar lichaam ": ("caribbean",),
    "gemeenschappelijke regeling bedrijfsvoeringsorganisatie ": ("joint_body",),
    "gemeenschappelijke regeling ": ("joint_body",),
    "bestuur van de gemeente ": ("municipality",),
    "stichting ": ("independent_body", "joint_body", "agency", "other"),
}
_LEGAL_FORM_AT_END = re.compile(r" (?:n v|nv|b v|bv)$")


@dataclass(frozen=True, slots=True)
class Found:
    """The one organisation this name means; ``how`` is 'alias', 'name' or 'abbreviation'."""

    record: OrganisationRecord
    how: str


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """Several organisations can be meant: somebody has to say which."""

    candidates: tuple[OrganisationRecord, ...]


@dataclass(frozen=True, slots=True)
class Unknown:
    """No organisation has this name."""


def key(name: str) -> str:
    """The name for comparing: folded, '&' as 'en', without apostrophes and punctuation."""
    plain = fold(name[:LONGEST_NAME]).replace("&", " en ").replace("'", "")
    return _NOT_A_WORD.sub(" ", plain).strip()


class Directory:
    """Organisations by name. Build it once (about 20 ms for all of them) and keep it: it does not change.

    ``records`` are :class:`OrganisationRecord` or anything with the same fields. Aliases of the shipped file whose
    target is not among the records are left out.
    """

    def __init__(self, records: Iterable[OrganisationRecord]):
        self._records = {record.code: record for record in records}
        self._provinces = {
            region.code: {
                key(region.name),
                key(region.abbreviation),
                *_short_province(region.abbreviation),
            }
            for region in regions()
        }
        self._ministries = {
            record.name: set(map(key, record.abbreviations))
            for record in self._records.values()
            if record.kind == "ministry"
        }
        self._names: dict[str, set[str]] = defaultdict(set)
        self._within: dict[tuple[str, str], set[str]] = defaultdict(set)
        self._abbreviations: dict[str, set[str]] = defaultdict(set)
        for record in self._records.values():
            self._add(record)
        self._aliases = {
            key(row["alias"]): row["target"] for row in shipped_aliases() if row["target"] in self._records
        }
        self._trigrams: dict[str, frozenset[str]] = {}  # made when the first suggestion is asked for

    def find(self, name: str) -> Found | Ambiguous | Unknown:
        """What this name means. Anything may be given: empty, too long or odd names are Unknown."""
        wanted = clean(name) if name and len(name) <= LONGEST_NAME else ""
        wanted_key = key(wanted)
        if not wanted_key:
            return Unknown()
        if wanted_key in self._aliases:
            return Found(self._records[self._aliases[wanted_key]], "alias")
        for how, codes in (
            ("name", self._by_name(wanted_key)),
            ("abbreviation", self._abbreviations.get(wanted_key)),
        ):
            if codes:
                return self._answer(codes, how)
        tail = _TAIL.match(wanted)
        return self._with_tail(tail["name"], tail["tail"]) if tail else Unknown()

    def suggestions(self, name: str, n: int = 3) -> list[OrganisationRecord]:
        """At most ``n`` organisations whose names look like this one, best first. For a person to choose from."""
        if not self._trigrams:
            self._trigrams = {code: _trigrams(key(record.official_name)) for code, record in self._records.items()}
        wanted = _trigrams(key(name or ""))
        scored = sorted(
            ((len(wanted & grams) / len(wanted | grams), code) for code, grams in self._trigrams.items()),
            key=lambda pair: (-pair[0], pair[1]),
        )
        return [self._records[code] for score, code in scored[:n] if score >= 0.25]

    def _add(self, record: OrganisationRecord) -> None:
        names = {record.name, record.official_name, *record.aliases}
        if record.kind == "municipality":  # Bergen (L) is one of those that "Bergen" can mean
            names |= {tail["name"] for tail in map(_TAIL.match, names) if tail}
        keys = {key(name) for name in names}
        short = {key(abbreviation) for abbreviation in record.abbreviations}
        cores = {_core(name_key) for name_key in keys}
        if record.kind == "joint_body":  # "Omgevingsdienst IJmond" for the arrangement of that name
            keys |= cores
        for name_key in keys | {f"{one} {two}" for a in short for n in keys for one, two in ((a, n), (n, a))}:
            self._names[name_key].add(record.code)
        for abbreviation in short:
            self._abbreviations[abbreviation].add(record.code)
        for name_key in cores | short:
            self._within[record.kind, name_key].add(record.code)

    def _by_name(self, wanted: str) -> set[str]:
        if wanted in self._names:
            return self._names[wanted]
        for prefix, kinds in _KINDS_OF_PREFIX.items():
            if wanted.startswith(prefix):
                return {code for kind in kinds for code in self._within.get((kind, _core(wanted)), ())}
        return self._names.get(_LEGAL_FORM_AT_END.sub("", wanted), set())

    def _with_tail(self, name: str, tail: str) -> Found | Ambiguous | Unknown:
        """A name with something in brackets: (RDI), (L), (OCW). The brackets must agree with the record."""
        found = self.find(name)
        if isinstance(found, Found):
            return found if self._agrees(found.record, key(tail)) else Unknown()
        if isinstance(found, Ambiguous):
            fitting = {record.code for record in found.candidates if self._agrees(record, key(tail))}
            return self._answer(fitting, "name") if fitting else found
        return found

    def _agrees(self, record: OrganisationRecord, tail: str) -> bool:
        if record.kind == "municipality":
            return tail in self._provinces.get(record.province_code, ()) or tail == "gemeente"
        short = {key(abbreviation) for abbreviation in record.abbreviations}
        return tail in short | self._ministries.get(record.ministry, set()) | set(map(key, record.aliases))

    def _answer(self, codes: Iterable[str], how: str) -> Found | Ambiguous:
        records = sorted(
            (self._records[code] for code in codes),
            key=lambda record: (record.sort_name, record.code),
        )
        return Found(records[0], how) if len(records) == 1 else Ambiguous(tuple(records))


def shipped_aliases() -> list[dict[str, str]]:
    """The rows of the alias file: ``alias``, ``target`` (a code) and ``why``."""
    with (DATA / "organisation_aliases.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _core(name_key: str) -> str:
    for prefix in _KINDS_OF_PREFIX:
        if name_key.startswith(prefix):
            name_key = name_key.removeprefix(prefix)
            break
    return _YEAR_AT_END.sub("", _LEGAL_FORM_AT_END.sub("", name_key))


def _short_province(abbreviation: str) -> set[str]:
    return {
        "LI": {"l", "lb", "lim"},
        "GE": {"gld", "gl"},
        "OV": {"o"},
        "NB": {"n b", "br"},
        "NH": {"n h"},
        "ZH": {"z h"},
        "UT": {"u", "utr"},
        "ZE": {"z", "zld"},
    }.get(abbreviation, set())


def _trigrams(name_key: str) -> frozenset[str]:
    padded = f"  {name_key} "
    return frozenset(padded[start : start + 3] for start in range(len(padded) - 2))
