"""The registers that come with the project: everyone once, with the facts an organisation needs."""

from collections import Counter
from datetime import date

import pytest

from vliegwiel.core.folding import clean
from vliegwiel.people.registers import organisations, regions, sort_name

BY_CODE = {record.code: record for record in organisations()}


def test_every_organisation_stands_there_once():
    records = organisations()
    assert len(records) == len(BY_CODE)
    tooi = Counter(record.tooi_uri for record in records if record.tooi_uri)
    assert max(tooi.values()) == 1


def test_the_kinds_have_the_known_numbers():
    counted = Counter(record.kind for record in organisations() if record.valid_until is None)
    assert counted["municipality"] == 341  # 342 less Wijdemeren, of which the end is known
    assert (counted["province"], counted["water_board"], counted["ministry"]) == (12, 21, 12)
    assert counted["caribbean"] == 3


def test_the_twelve_provinces_hold_all_municipalities():
    members = [code for region in regions() for code in region.member_codes]
    assert len(regions()) == 12
    assert sorted(members) == sorted(record.code for record in organisations() if record.kind == "municipality")
    assert {region.code for region in regions()} <= BY_CODE.keys()


def test_wijdemeren_is_added_to_hilversum_in_2027():
    assert BY_CODE["GM1696"].valid_until == date(2027, 1, 1)
    assert BY_CODE[BY_CODE["GM1696"].successor_code].name == "Hilversum"


def test_an_ended_ministry_has_a_successor():
    ended = BY_CODE["MNRE1162"]
    assert ended.official_name == "Ministerie van Asiel en Migratie"
    assert ended.valid_until == date(2026, 2, 23)
    assert BY_CODE[ended.successor_code].name == "Justitie en Veiligheid"


def test_every_successor_exists():
    assert {record.successor_code for record in organisations() if record.successor_code} <= BY_CODE.keys()


def test_official_names_tell_a_municipality_from_a_province():
    assert BY_CODE["GM0344"].name == BY_CODE["PV26"].name == "Utrecht"
    assert BY_CODE["GM0344"].official_name == "Gemeente Utrecht"
    assert BY_CODE["PV26"].official_name == "Provincie Utrecht"


@pytest.mark.parametrize(
    ("name", "under"),
    [
        ("'s-Hertogenbosch", "hertogenbosch"),
        ("’s-Gravenhage", "gravenhage"),
        ("De Bilt", "de bilt"),
        ("Súdwest-Fryslân", "sudwest-fryslan"),
        ("IJsselstein", "ijsselstein"),
    ],
)
def test_a_list_is_sorted_as_people_look(name, under):
    assert sort_name(name) == under


def test_no_name_holds_invisible_characters():
    for record in organisations():
        for text in (record.name, record.official_name, *record.aliases, *record.abbreviations):
            assert text == clean(text) != ""


def test_an_arrangement_is_an_alias_of_the_body_that_rests_on_it():
    body = BY_CODE["SO0756"]
    assert body.name == "BEL Combinatie"
    assert body.aliases == ("Gemeenschappelijke regeling BEL Combinatie",)


def test_classes_and_departments_are_no_organisations():
    names = {record.name for record in organisations()}
    assert names.isdisjoint({"Veiligheidsregio's", "GGD'en", "IT en CIO", "Gerechtsdeurwaarders"})


def test_websites_can_be_followed():
    assert all(record.website.startswith(("https://", "http://")) for record in organisations() if record.website)
