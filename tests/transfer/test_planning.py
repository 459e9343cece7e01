import pytest

from vliegwiel.transfer import mapping as columns
from vliegwiel.transfer.directory import Organisations
from vliegwiel.transfer.naming import source_of
from vliegwiel.transfer.planning import PLACES, Planner
from vliegwiel.transfer.sheets import Row, Sheet
from vliegwiel.transfer.statuses import Standing

NAMES = ["Nummer", "Titel", "Organisatie", "Organisatiecode", "Status", "Soort", "Regio", "Thema's", "Link", "Contact"]


def plan(place, *rows: dict, numbers=None):
    """The rows as planned for an import of these columns."""
    full = [Row(number, {name: row.get(name, "") for name in NAMES})
            for number, row in zip(numbers or range(2, 2 + len(rows)), rows, strict=True)]  # fmt: skip
    sheet = Sheet("csv", NAMES, lambda: iter(full))
    planner = Planner(columns.guess(NAMES), space=place.space, source="lijst")
    return [row for batch in planner.batches(sheet) for row in batch]


def said(row) -> str:
    return " ".join(str(note) for note in row.notes)


def test_every_standing_has_a_place_on_a_shipped_track(place):
    assert set(PLACES) == set(Standing)
    planner = Planner(columns.guess(NAMES), space=place.space, source="lijst")
    assert {(track, stage) for track, stage, _end in PLACES.values()} <= set(planner._stages)


def test_rows_have_a_number_of_their_own_even_when_the_reader_repeats(place):
    rows = plan(place, {"Titel": "a"}, {"Titel": "b"}, {"Titel": "c"}, numbers=[4, 4, 5])
    assert [row.number for row in rows] == [4, 5, 6]


def test_a_row_without_an_id_is_known_by_its_title_and_organisation(place):
    one, same, other = plan(place, {"Titel": "Een"}, {"Titel": "EEN"}, {"Titel": "Een", "Organisatie": "Zwolle"})
    assert one.external_id == same.external_id != other.external_id
    assert "twice" in said(same)


@pytest.mark.parametrize(
    ("word", "track", "stage", "end"),
    [
        ("in_gebruik", "scale-up", "in-service", ""),
        ("ontwikkeling", "pilot", "forming", ""),
        ("buiten_gebruik", "scale-up", "in-service", "completed"),
        ("", "challenge", "question", ""),
        ("wie weet", "challenge", "question", ""),
    ],
)
def test_a_status_becomes_a_stage(place, word, track, stage, end):
    (row,) = plan(place, {"Titel": "Een", "Status": word})
    assert (row.incoming.stage.track.slug, row.incoming.stage.slug, row.incoming.end) == (track, stage, end)
    assert ("not known" in said(row)) == (word == "wie weet")


def test_kind_follows_the_word_and_otherwise_the_status(place):
    kinds = [row.incoming.kind for row in plan(
        place, {"Titel": "a", "Soort": "Werkwijze"}, {"Titel": "b", "Soort": "service"},
        {"Titel": "c", "Status": "pilot"}, {"Titel": "d", "Soort": "iets", "Status": "in gebruik"},
    )]  # fmt: skip
    assert kinds == ["method", "service", "pilot", "service"]


def test_codes_find_organisations_too(place):
    rows = plan(place, {"Titel": "a", "Organisatiecode": "gm0893"}, {"Titel": "b", "Organisatiecode": "GM9999"},
                {"Titel": "c", "Organisatie": "Zwolle", "Organisatiecode": "GM0893"})  # fmt: skip
    assert [getattr(row.incoming.organisation, "official_code", None) for row in rows] == ["GM0893", None, "GM0893"]
    assert rows[1].incoming.organisation_name == "GM9999"


def test_suggestions_are_never_applied(place):
    here = Organisations()
    assert here.find("Gemeente Zwole") is None
    assert "Zwolle" in [one.name for one in here.suggestions("Gemeente Zwole")]


def test_themes_regions_and_links_that_are_not_known_are_left_out_and_said(place):
    (row,) = plan(place, {"Titel": "a", "Thema's": "Verkeer; Ruimtevaart", "Regio": "Narnia", "Link": "ftp://x/y"})
    assert [theme.name_nl for theme in row.incoming.themes] == ["Verkeer"]
    assert (row.incoming.region, row.incoming.url) == (None, "")
    for word in ("Ruimtevaart", "Narnia", "ftp://"):
        assert word in said(row)
    (row,) = plan(place, {"Titel": "a", "Regio": "Overijssel", "Link": "www.voorbeeld.example/a"})
    assert (row.incoming.region.name, row.incoming.url) == ("Overijssel", "https://www.voorbeeld.example/a")


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("algoritmeregister-2026-08.json", "algoritmeregister"),
        ("Lijst (2).csv", "lijst"),
        ("pilots_20260801.xlsx", "pilots"),
        ("2026-08-01.csv", "2026-08-01"),
        ("C:\\map\\Onze lijst.csv", "onze-lijst"),
        ("....csv", "bestand"),
        ("x" * 300 + ".csv", "x" * 60),
    ],
)
def test_the_source_is_named_after_the_file(name, source):
    assert source_of(name) == source
