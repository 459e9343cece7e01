"""The files hold what the page shows: the same rows, for the same eyes, safe for a spreadsheet."""

import csv
import io

import pytest
from openpyxl import load_workbook

from tests.cast import VIEWERS
from vliegwiel.initiatives.models import Initiative
from vliegwiel.overview import exporting


def lines(response):
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text), delimiter=";"))


@pytest.mark.parametrize("who", VIEWERS)
def test_everyone_gets_exactly_what_they_may_see(world, overview, who):
    seen = Initiative.objects.visible_to(world.person(who)).standing()
    assert {line["Code"] for line in lines(overview("uitvoer.csv", who))} == set(seen.values_list("code", flat=True))


def test_the_filters_and_the_order_of_the_page_hold(world, overview, more):
    more(3)
    titles = [line["Titel"] for line in lines(overview("uitvoer.csv?soort=voorziening&sorteer=titel"))]
    assert titles == ["Proefstuk 0", "Proefstuk 1", "Proefstuk 2"]


def test_the_place_in_the_list_does_not_matter(world, overview, more):
    more(3)
    assert len(lines(overview("uitvoer.csv?na=1.aaaaaaaa"))) == 5


def test_a_line_says_what_a_reader_needs(world, overview):
    line = next(one for one in lines(overview("uitvoer.csv")) if one["Titel"].startswith("Brieven"))
    assert line["Soort"] == "Pilot"
    assert line["Fase"] == "Loopt"
    assert "Zwolle" in line["Organisaties"]
    assert line["Link"].startswith(f"http://testserver/initiatieven/{line['Code']}/")
    assert line["Vraag"].startswith("Hoe schrijven we brieven")


def test_many_rows_come_in_parts_of_constant_size(world, overview, more, monkeypatch, django_assert_num_queries):
    monkeypatch.setattr(exporting, "CHUNK", 10)
    more(35)
    found = lines(overview("uitvoer.csv"))
    assert len(found) == len({line["Code"] for line in found}) == 37


def test_formulas_are_made_harmless(world, overview, more):
    more(1, title='=HYPERLINK("http://x") {}', summary="@SUM(1)")
    line = next(one for one in lines(overview("uitvoer.csv")) if "HYPERLINK" in one["Titel"])
    assert line["Titel"].startswith("'=")
    assert line["Samenvatting"].startswith("'@")


def test_the_workbook_holds_the_same(world, overview, more):
    more(2, title="=1+1 {}")
    response = overview("uitvoer.xlsx")
    sheet = load_workbook(io.BytesIO(b"".join(response.streaming_content))).active
    rows = list(sheet.iter_rows(values_only=True))
    assert len(rows) == 5
    assert rows[0][:3] == ("Code", "Titel", "Soort")
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
    assert "attachment" in response["Content-Disposition"]


def test_a_workbook_that_cannot_hold_it_says_so(world, overview, monkeypatch):
    from vliegwiel.core import writing

    monkeypatch.setattr(writing, "MAX_SHEET_ROWS", 2)
    response = overview("uitvoer.xlsx")
    assert response.status_code == 400
    assert "CSV" in response.content.decode()


def test_the_heads_are_in_the_language_of_the_reader(world, client):
    client.cookies["taal"] = "en"
    text = b"".join(client.get("/initiatieven/uitvoer.csv").streaming_content).decode("utf-8-sig")
    assert text.startswith('"Code";"Title";"Kind"')
    assert '"Pilot";"Running"' in text
