"""See what is going on: import a list, and find back what is in it."""

import csv
import io
import re
from secrets import token_hex

import pytest
from playwright.sync_api import expect

from tests.journeys.people import Visitor, make_account, write_down

CSV = """naam;omschrijving;organisatie;stand
Anonimiseren van besluiten {mark};Software lakt namen in besluiten.;Gemeente Zwolle;In gebruik
Anonimiseren van bijlagen {mark};Namen in bijlagen worden zwart.;Gemeente Tilburg;In ontwikkeling
Drukte in de hal {mark};Voorspelt hoe druk het wordt.;Gemeente Zwolle;Buiten gebruik
"""


@pytest.mark.mission(1)
def test_what_is_imported_is_found_in_the_list_on_the_map_and_by_organisation(arrive, arrive_as):
    mark = token_hex(3)
    # given an operator who brings in a list, and first sees what would happen with every row
    operator = arrive_as("operator")
    operator.go("/uitwisselen/")
    operator.follow("Kies een bestand")
    operator.main.get_by_label("Ruimte", exact=True).select_option(label="Algoritmeregister")
    file = {"name": f"lijst-{mark}.csv", "mimeType": "text/csv", "buffer": CSV.format(mark=mark).encode()}
    operator.main.get_by_label("Bestand").set_input_files(file)
    operator.press("Lees het bestand")
    operator.sees(f"Anonimiseren van besluiten {mark}")
    operator.press("Importeer 3 rijen", exact=False)
    operator.sees_title("Geïmporteerd")
    # when a visitor looks for a word in the overview
    visitor = arrive()
    visitor.eventually(f"/initiatieven/?q=anonimiseren+{mark}", f"besluiten {mark}")
    visitor.go("/initiatieven/")
    words = visitor.page.get_by_label("Woorden")
    words.fill(f"anonimiseren {mark}")
    words.press("Enter")
    # then the list has those two, and no other
    expect(visitor.page.locator("#aantal")).to_contain_text("2 initiatieven")
    visitor.sees(f"Anonimiseren van bijlagen {mark}")
    visitor.sees_not(f"Drukte in de hal {mark}")
    # and the map has them at their municipalities, in the drawing and in the table beside it
    visitor.follow("Kaart")
    expect(visitor.page.locator("svg a[href*=initiatiefnemer]")).to_have_count(2)
    row = visitor.main.get_by_role("row", name=re.compile("Zwolle"))
    expect(row).to_contain_text("1")
    row.get_by_role("link").click()
    expect(visitor.page.locator("#aantal")).to_contain_text("1 initiatief")
    visitor.sees(f"Anonimiseren van besluiten {mark}")
    # the address can be shared: someone else sees the same
    other = arrive()
    other.go(visitor.page.url)
    expect(other.page.locator("#aantal")).to_contain_text("1 initiatief")
    other.sees(f"Anonimiseren van besluiten {mark}")
    # and what is seen can be taken along as a sheet
    with visitor.page.expect_download() as download:
        visitor.follow("Download als CSV")
    text = download.value.path().read_text(encoding="utf-8-sig")
    titles = [row for row in csv.reader(io.StringIO(text), delimiter=";") if f"besluiten {mark}" in ";".join(row)]
    assert len(titles) == 1
    assert mark in text
    assert f"bijlagen {mark}" not in text
    # by organisation: from its own page
    visitor.go("/organisaties/?q=zwolle")
    visitor.follow("Zwolle", exact=True)
    visitor.follow("Initiatieven van deze organisatie")
    visitor.sees(f"Anonimiseren van besluiten {mark}")
    visitor.sees(f"Drukte in de hal {mark}")


def add_organisation(lead: Visitor, initiative: str, name: str) -> None:
    lead.go(f"{initiative}organisaties/erbij/?zoek={name.lower()}")
    lead.choose(re.compile(f"^{name}"))
    lead.press("Voeg deze organisatie toe")
    lead.sees(name)


@pytest.mark.mission(1)
def test_the_web_says_what_ties_two_organisations_and_who_links_them(arrive):
    # given two municipalities that never did anything together, and a third that works with both
    mark = token_hex(3)
    ameland = make_account(arrive(), "ameland.nl", given_name="Aafke", family_name="Duin")
    boat = write_down(ameland, f"De laatste boot halen {mark}")
    add_organisation(ameland, boat, "Vlieland")
    vlieland = make_account(arrive(), "vlieland.nl", given_name="Vera", family_name="Wad")
    beach = write_down(vlieland, f"Een schoon strand {mark}")
    add_organisation(vlieland, beach, "Texel")
    # and something that only a team may see
    write_down(vlieland, f"Nog niet voor anderen {mark}", ring="Team")
    # when a visitor looks at the web, and asks for the way from one to the other
    visitor = arrive()
    visitor.go("/initiatieven/")
    visitor.follow("Web", exact=True)
    for label, name in (("Van", "Ameland"), ("Naar", "Texel")):
        visitor.main.get_by_label(label, exact=True).select_option(label=name)
    visitor.press("Toon de weg")
    # then it is told in words, and drawn
    visitor.sees("Van Ameland naar Texel is 4 stappen")
    steps = visitor.main.locator(".web-answer li")
    expect(steps).to_have_count(4)
    expect(steps.nth(0)).to_contain_text(f"Ameland begon met De laatste boot halen {mark}")
    expect(steps.nth(1)).to_contain_text(f"Vlieland doet mee aan De laatste boot halen {mark}")
    expect(visitor.main.locator("svg .web-way")).to_have_count(1)
    visitor.sees(re.compile(r"Vlieland \(organisatie\) Verbindt 2 groepen"))
    # someone without a mouse goes to a node and opens what is around it
    node = visitor.main.locator("svg a", has_text=re.compile("^Vlieland"))
    node.focus()
    expect(visitor.main.locator("[data-web-now]")).to_contain_text("Vlieland (")
    expect(visitor.main.locator("svg .is-near")).not_to_have_count(0)
    visitor.page.keyboard.press("Enter")
    expect(visitor.page).to_have_url(re.compile("knoop="))
    around = visitor.main.locator(".web-nodes")
    expect(around).to_contain_text(f"Een schoon strand {mark}")
    # and finds nothing there of what only the team may see, which its team does find
    visitor.sees_not(f"Nog niet voor anderen {mark}")
    vlieland.go(visitor.page.url)
    expect(vlieland.main.locator(".web-nodes")).to_contain_text(f"Nog niet voor anderen {mark}")


def test_the_overview_works_without_javascript(arrive):
    # given a browser that runs no scripts
    visitor = arrive(javascript=False)
    visitor.eventually("/zoeken/?q=brieven", "Brieven die je in één keer begrijpt")
    # when someone searches from the front page
    visitor.go("/")
    visitor.page.locator("main").get_by_role("searchbox").fill("brieven")
    visitor.press("Zoek")
    visitor.sees("Brieven die je in één keer begrijpt")
    # and filters in the overview
    visitor.go("/initiatieven/")
    visitor.page.locator("#filters").get_by_label("Pilot").check()
    visitor.press("Toon resultaten")
    expect(visitor.page).to_have_url(re.compile("soort=pilot"))
    visitor.sees("Brieven die je in één keer begrijpt")
    visitor.sees_not("Stukken lakken zonder handwerk")
    # and writes something down
    visitor.go("/initiatieven/nieuw/")
    visitor.type("Wat is de vraag?", "Hoe schrijven we brieven die mensen begrijpen, ook over geld en toeslagen?")
    visitor.type("Voor wie is het?", "Inwoners die een brief krijgen.")
    visitor.type("Geef het een korte titel", "Brieven die mensen in één keer begrijpen")
    visitor.choose("Idee")
    # then what exists already is one press away
    visitor.page.get_by_role("button", name="Bekijk wat er al bestaat").click()
    visitor.sees("Brieven die je in één keer begrijpt")
    visitor.page.go_back()
    expect(visitor.main.get_by_label("Geef het een korte titel")).to_have_value(
        "Brieven die mensen in één keer begrijpen"
    )
    visitor.press("Bewaar en ga verder")
    visitor.sees("Wat levert het op?")
