"""The public organisations and regions of the Netherlands, as the registers in ``data/`` state them.

No database here: these records are what an installation starts with and what names of organisations are matched to
(see :mod:`vliegwiel.people.naming`). Where the files come from, and what was left out, is in ``data/SOURCES.md``.
"""

import csv
import re
from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path

from vliegwiel.core.folding import clean, fold

DATA = Path(__file__).parent / "data"

KIND_OF_REGISTER_TYPE = {
    "ministerie": "ministry",
    "provincie": "province",
    "waterschap": "water_board",
    "zbo": "independent_body",
    "agentschap": "agency",
    "inspectie": "inspectorate",
    "adviescollege": "advisory",
    "rechterlijke-instantie": "court",
    "gemeenschappelijke-regeling": "joint_body",
    "caribisch-openbaar-lichaam": "caribbean",
    "hoge-college": "other",
    "politie": "other",
}
# The register lists these among the zbo's; they speak for provinces, water boards and municipalities.
UMBRELLAS = {
    "Interprovinciaal Overleg",
    "Unie van Waterschappen",
    "Vereniging Directeuren Publieksdiensten",
    "Vereniging van Nederlandse Gemeenten",
}
LONGEST_WEBSITE = 250  # characters; the register has two search results of 400 as the website of a body

# Lines of the register that are a whole class of organisations, or a department of one.
NAMES_OF_CLASSES = {
    "brandweer",
    "doorstroompunt-regio's",
    "ggd'en",
    "omgevingsdiensten",
    "veiligheidsregio's",
}
DEPARTMENTS_OF_STATISTICS = {  # of the Centraal Bureau voor de Statistiek; one of them is abbreviated SER
    "bedrijfsvoering en strategie",
    "cbs communicatie en nieuws",
    "dataservices, research en innovatie",
    "economie, bedrijven en nationale rekeningen",
    "it en cio",
    "sociaal-economische en ruimtelijke statistieken",
}

# Known changes of the municipal division: code -> (first day it no longer exists, successor).
MUNICIPAL_CHANGES = {"GM1696": (date(2027, 1, 1), "GM0402")}  # Wijdemeren is added to Hilversum

_ARRANGEMENT = re.compile(
    r"^(?:de )?(?:modulaire )?gemeenschappelijke? regeling (?:voor de )?(?:bedrijfsvoeringsorganisatie )?|^gr ",
    re.IGNORECASE,
)
_YEAR_AT_END = re.compile(r"[\s-]*\b(?:19|20)\d\d(?:-20\d\d)?$")
_WATER_BOARD = re.compile(r"^(?:hoogheemraadschap|waterschap|wetterskip)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class OrganisationRecord:
    """One public organisation.

    ``code`` identifies it: the CBS code (GM0344, PV26), else the TOOI number in capitals (MNRE1034, ZB000117, SO0754),
    else ROO and its number, else ``EX-`` and a name (at most 12 signs). ``name`` is short ("Utrecht"), not unique;
    ``official_name`` is unambiguous ("Gemeente Utrecht"). ``aliases`` are other names, ``abbreviations`` short ones.
    ``valid_until`` is the first day on which the organisation no longer exists; ``successor_code`` takes its place.
    Empty text means: the register does not say. ``oin`` is text, because leading zeros count.
    """

    kind: str
    code: str
    name: str
    official_name: str
    sort_name: str
    tooi_uri: str = ""
    oin: str = ""
    roo_id: str = ""
    website: str = ""
    province_code: str = ""
    ministry: str = ""
    population: int | None = None
    abbreviations: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    valid_from: date | None = None
    valid_until: date | None = None
    successor_code: str = ""


@dataclass(frozen=True, slots=True)
class RegionRecord:
    """A province as a region: its municipalities by CBS code, and how many people live there."""

    code: str
    name: str
    sort_name: str
    abbreviation: str
    population: int
    member_codes: tuple[str, ...]


def sort_name(name: str) -> str:
    """What a list is sorted by: folded, and without a leading 's- or 't, so 's-Hertogenbosch stands under H.

    De, Den and Het stay: people look for De Bilt and Den Haag under the D.
    """
    return re.sub(r"^['’`](?:s-|s |t )\s*", "", fold(name))


def organisations() -> list[OrganisationRecord]:
    """All organisations, each once: municipalities, then the other bodies in the order of the register."""
    return list(_organisations())


def regions() -> list[RegionRecord]:
    """The twelve provinces as regions, sorted by name."""
    return list(_regions())


@cache
def _regions() -> tuple[RegionRecord, ...]:
    members = defaultdict(list)
    for row in _rows("municipalities.csv"):
        members[row["province_code"]].append(row["code"])
    found = [
        RegionRecord(
            row["code"],
            row["name"],
            sort_name(row["name"]),
            row["abbr"],
            int(row["population"]),
            tuple(members[row["code"]]),
        )
        for row in _rows("provinces.csv")
    ]
    return tuple(sorted(found, key=lambda region: region.sort_name))


@cache
def _organisations() -> tuple[OrganisationRecord, ...]:
    bodies = [row for row in _rows("public_bodies.csv") if _is_organisation(row)]
    joint = [_body(row) for row in bodies if row["type"] == "gemeenschappelijke-regeling"]
    others = [_body(row) for row in bodies if row["type"] != "gemeenschappelijke-regeling"]
    municipalities = [_municipality(row) for row in _rows("municipalities.csv")]
    beside = [_beside_the_registers(row) for row in _rows("organisations_beside_registers.csv")]
    return (*municipalities, *others, *_joined(joint), *beside)


def _rows(file_name: str) -> list[dict[str, str]]:
    with (DATA / file_name).open(encoding="utf-8", newline="") as file:
        return [{column: clean(value or "") for column, value in row.items()} for row in csv.DictReader(file)]


def _is_organisation(row: dict[str, str]) -> bool:
    name = row["name"].casefold()
    return not (
        row["type"] == "gemeente"  # these come from municipalities.csv, which knows more
        or row["subtype"] == "Cluster van zbo's"
        or name in NAMES_OF_CLASSES
        or name in DEPARTMENTS_OF_STATISTICS
    )


def _municipality(row: dict[str, str]) -> OrganisationRecord:
    name = row["official_name"].removeprefix("Gemeente ")
    valid_until, successor = MUNICIPAL_CHANGES.get(row["code"], (None, ""))
    return OrganisationRecord(
        kind="municipality",
        code=row["code"],
        name=name,
        official_name=row["official_name"],
        sort_name=sort_name(name),
        tooi_uri=row["tooi_uri"],
        oin=row["oin"],
        roo_id=row["roo_id"],
        website=_website(row["website"]),
        province_code=row["province_code"],
        population=int(row["population"]),
        aliases=tuple(dict.fromkeys(other for other in (row["name"], row["common_name"]) if other != name)),
        valid_until=valid_until,
        successor_code=successor,
    )


def _body(row: dict[str, str]) -> OrganisationRecord:
    kind = "umbrella" if row["name"] in UMBRELLAS else KIND_OF_REGISTER_TYPE[row["type"]]
    code = row["tooi_uri"].rsplit("/", 1)[-1].upper() or f"ROO{row['roo_id']}"
    name = row["name"].removeprefix("Provincie ") if kind == "province" else row["name"]
    return OrganisationRecord(
        kind=kind,
        code=code,
        name=name,
        official_name=_official_name(kind, name),
        sort_name=sort_name(name),
        tooi_uri=row["tooi_uri"],
        oin=row["oin"],
        roo_id=row["roo_id"],
        website=_website(row["website"]),
        province_code=code if kind == "province" else "",
        ministry=row["ministry"],
        population=_population_of_province(code) if kind == "province" else None,
        abbreviations=(row["abbr"],) if row["abbr"] and row["abbr"] != name else (),
    )


def _website(address: str) -> str:
    if not address or len(address) > LONGEST_WEBSITE:
        return ""
    return address if address.startswith(("http://", "https://")) else f"https://{address}"


def _official_name(kind: str, name: str) -> str:
    if kind == "ministry":
        return f"Ministerie van {name}"
    if kind == "province":
        return f"Provincie {name}"
    if kind == "water_board" and not _WATER_BOARD.match(name):
        return f"Waterschap {name}"
    if kind == "caribbean" and not name.startswith("Openbaar"):
        return f"Openbaar Lichaam {name}"
    return name


def _population_of_province(code: str) -> int | None:
    return next((region.population for region in _regions() if region.code == code), None)


def _joined(joint: list[OrganisationRecord]) -> list[OrganisationRecord]:
    """The register has the body and the arrangement it rests on as two lines; people mean the body.

    Joined only when exactly one line of a name is not an arrangement; the other names become aliases.
    """
    groups = defaultdict(list)
    for record in joint:
        core = _YEAR_AT_END.sub("", _ARRANGEMENT.sub("", record.name))
        groups[re.sub(r"[\W_]+", " ", fold(core)).strip()].append(record)
    found = []
    for group in groups.values():
        bodies = [record for record in group if record.tooi_uri] or [
            record for record in group if not _ARRANGEMENT.match(record.name)
        ]
        if len(bodies) != 1:
            found.extend(group)
            continue
        others = [record for record in group if record is not bodies[0]]
        names = (record.name for record in others if record.name != bodies[0].name)
        short = dict.fromkeys(abbreviation for record in group for abbreviation in record.abbreviations)
        found.append(
            replace(
                bodies[0],
                aliases=tuple(dict.fromkeys(names)),
                abbreviations=tuple(short),
            )
        )
    return found


def _beside_the_registers(row: dict[str, str]) -> OrganisationRecord:
    return OrganisationRecord(
        kind=row["kind"],
        code=row["code"],
        name=row["name"],
        official_name=_official_name(row["kind"], row["name"]),
        sort_name=sort_name(row["name"]),
        tooi_uri=row["tooi_uri"],
        oin=row["oin"],
        roo_id=row["roo_id"],
        website=_website(row["website"]),
        ministry=row["ministry"],
        abbreviations=tuple(filter(None, row["abbreviations"].split("|"))),
        valid_from=date.fromisoformat(row["valid_from"]) if row["valid_from"] else None,
        valid_until=date.fromisoformat(row["valid_until"]) if row["valid_until"] else None,
        successor_code=row["successor_code"],
    )
