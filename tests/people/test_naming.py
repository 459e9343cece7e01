"""Plain names of organisations: found when certain, asked when not, never guessed."""

import json
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vliegwiel.people.naming import Ambiguous, Directory, Found, Unknown, key, shipped_aliases
from vliegwiel.people.registers import organisations

REGISTER = Path(__file__).parents[2] / "vliegwiel/transfer/data/algoritmeregister-2026-08.json"
DIRECTORY = Directory(organisations())


def code_of(name: str) -> str | None:
    found = DIRECTORY.find(name)
    return found.record.code if isinstance(found, Found) else None


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Gemeente Bergen (L)", "GM0893"),
        ("Bergen (L.)", "GM0893"),
        ("Bergen (NH.)", "GM0373"),
        ("Gemeente Bergen (NH)", "GM0373"),
        ("Bergen (Noord-Holland)", "GM0373"),
        ("Gemeente Den Haag", "GM0518"),
        ("'s-Gravenhage", "GM0518"),
        ("’S-GRAVENHAGE", "GM0518"),
        ("Gemeente Den Bosch", "GM0796"),
        ("gemeente sudwest fryslan", "GM1900"),
        ("Gemeente\u200b Noardeast Fryslân", "GM1970"),
        ("Gemeente Utrecht", "GM0344"),
        ("Provincie Utrecht", "PV26"),
        ("Provincie Friesland", "PV21"),
        ("Hengelo (O)", "GM0164"),
        ("Rijksinspectie Digitale Infrastructuur (RDI)", "OORG10219"),
        ("Inspectie van het Onderwijs (OCW)", "OORG12355"),
        ("CIZ Centrum Indicatiestelling Zorg", "ZB000207"),
        ("Uitvoeringsinstituut Werknemersverzekeringen", "ZB000117"),
        ("UWV", "ZB000117"),
        ("uwv", "ZB000117"),
        ("Asiel en Migratie", "MNRE1162"),
        ("Ministerie van BZK", "MNRE1034"),
        ("Stichting Skal Biocontrole", "ZB000126"),
        ("Hoogheemraadschap van Delfland", "WS0372"),
        ("Waterschap Limburg", "WS0665"),
        ("Gemeenschappelijke regeling BEL Combinatie", "SO0756"),
        ("Kadaster", "ZB000195"),
    ],
)
def test_a_name_with_one_meaning_finds_its_organisation(name, code):
    assert code_of(name) == code


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("Gemeente Bergen", {"GM0893", "GM0373"}),
        ("Bergen", {"GM0893", "GM0373"}),
        ("Utrecht", {"GM0344", "PV26"}),
        ("Groningen", {"GM0014", "PV20"}),
    ],
)
def test_a_name_with_more_meanings_finds_them_all_and_chooses_none(name, codes):
    found = DIRECTORY.find(name)
    assert isinstance(found, Ambiguous)
    assert {record.code for record in found.candidates} == codes


@pytest.mark.parametrize(
    "name",
    [
        "",
        " ",
        "\x00",
        "()",
        "(L)",
        "Gemeente",
        "Gemeente ",
        "Liander N.V.",
        "Gemeente Hengelo (Gld)",  # the other Hengelo, which is no municipality
        "Gemeente Drenthe",
        "Provincie Amersfoort",
        "Utrechtt",
        "x" * 1_000_000,
        "(" * 1000,
    ],
)
def test_what_is_not_certain_stays_unknown(name):
    assert isinstance(DIRECTORY.find(name), Unknown)


def test_suggestions_are_names_that_look_alike():
    assert DIRECTORY.suggestions("Gemeente Amersfort")[0].name == "Amersfoort"
    assert len(DIRECTORY.suggestions("Gemeente", n=3)) <= 3
    assert DIRECTORY.suggestions("qqqqqq") == []


def test_every_alias_leads_to_an_organisation_and_says_why():
    rows = shipped_aliases()
    codes = {record.code for record in organisations()}
    assert [row["alias"] for row in rows if row["target"] not in codes or not row["why"]] == []
    assert max(Counter(key(row["alias"]) for row in rows).values()) == 1


def test_every_organisation_is_found_by_its_official_name_or_shares_it():
    lost = []
    for record in organisations():
        found = DIRECTORY.find(record.official_name)
        candidates = [found.record] if isinstance(found, Found) else list(getattr(found, "candidates", ()))
        if record not in candidates:
            lost.append(record.official_name)
    assert lost == ["Gemeenschappelijke regeling Regionale ICT-dienst Utrecht"]  # an alias says it is RID


def test_all_but_one_name_of_the_algorithm_register_are_found():
    rows = Counter(row["organisatie"] for row in json.loads(REGISTER.read_text(encoding="utf-8"))["algoritmes"])
    assert (len(rows), rows.total()) == (336, 1530)
    assert [name for name in rows if not isinstance(DIRECTORY.find(name), Found)] == ["Liander N.V."]


def test_an_alias_whose_organisation_is_absent_is_left_out():
    few = Directory(record for record in organisations() if record.kind == "municipality")
    assert isinstance(few.find("Kadaster"), Unknown)


@given(st.text(max_size=400))
def test_any_text_is_answered(text):
    assert isinstance(DIRECTORY.find(text), Found | Ambiguous | Unknown)
    assert len(DIRECTORY.suggestions(text)) <= 3
