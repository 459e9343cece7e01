"""Where it goes: stages that may be skipped and taken back, checks with users, parts that travel."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.people import Visitor, make_account, open_space, write_down

SEEN_SO_FAR = "Stappen tot nu toe"


@pytest.mark.mission(20)
def test_a_track_is_skipped_taken_back_and_replaced_by_your_own(arrive):
    # given a lead with an idea at the start of its track
    lead = make_account(arrive(), "zwolle.nl")
    space = open_space(lead, "Eigen wegen")
    idea = write_down(lead, "Een route die niet past", space=space)
    # when it skips two stages, and goes back one, each with the reason
    move(lead, idea, "Test", "We hadden het prototype al van een ander.")
    lead.sees("Vraag → Test")
    move(lead, idea, "Prototype", "Het prototype bleek voor iets anders gemaakt.")
    lead.sees("Test → Prototype")
    # and the space makes a track of its own
    lead.go(idea.split("/initiatieven/")[0] + "/ruimtes/")
    lead.follow(space)
    lead.follow("Routes van deze ruimte")
    lead.type("Naam van de route", "Onze weg")
    lead.type("Fase 1", "Bijeenkomen")
    lead.type("Volgende stap in fase 1", "Zet de stoelen in een kring.")
    lead.type("Fase 2", "Doen")
    lead.press("Voeg deze route toe")
    lead.sees("De route staat erbij.")
    move(lead, idea, "Bijeenkomen", "Deze past beter bij hoe wij werken.")
    # then the page follows the new track, and the whole way with its reasons stays
    lead.sees("Route: Onze weg")
    lead.sees("Zet de stoelen in een kring.")
    for reason in ("We hadden het prototype al", "Het prototype bleek voor iets anders", "Deze past beter"):
        lead.sees(reason)


@pytest.mark.mission(25)
@pytest.mark.mission(13)
def test_why_comes_first_and_a_check_with_users_takes_the_warning_away(arrive):
    # given a prototype that nobody has tried yet
    lead = make_account(arrive(), "zwolle.nl")
    prototype = write_down(lead, "Afspraak zonder telefoon", kind="Pilot")
    lead.sees("Nog niet getoetst met gebruikers")
    # when its maker completes the why canvas
    lead.main.get_by_role("link", name="Bewerken").click()
    lead.type("Wat hebben zij nodig?", "Zelf een moment kiezen.")
    lead.type("Wat moet er veranderen?", "Niemand hoeft meer te bellen.")
    lead.type("Wat is er al geprobeerd?", "Een langere telefoondienst hielp niet.")
    lead.press("Bewaar")
    lead.sees("Zelf een moment kiezen.")
    lead.sees("Een langere telefoondienst hielp niet.")
    # and lets people try it, twice: first it was wrong, and after a change it was right
    record_check(lead, prototype, "Mensen zochten de knop bovenaan.", "Aangepast")
    record_check(lead, prototype, "Iedereen vond de knop in één keer.", "Bevestigd")
    # then everyone sees that it was checked, how, with how many and what was learned
    reader = arrive()
    reader.go(prototype)
    reader.sees("Getoetst met gebruikers")
    reader.sees_not("Nog niet getoetst")
    reader.follow("Toetsen")
    reader.sees("Mensen zochten de knop bovenaan.")
    reader.sees("Iedereen vond de knop in één keer.")
    reader.sees(re.compile("5 (personen|mensen)"))


def test_a_part_travels_and_both_pages_show_it(arrive):
    # given a team that made something another need not make again
    maker = make_account(arrive(), "zwolle.nl")
    origin = write_down(maker, "Formulier in gewone taal")
    maker.go(origin + "bouwstenen/")
    maker.follow("Voeg een bouwsteen toe")
    maker.type("Naam", "Vragenlijst van één bladzijde")
    maker.main.get_by_label("Soort").select_option(label="Communicatie")
    maker.type("Wat het is en doet", "Acht vragen in gewone taal, getest met inwoners.")
    maker.type("Licentie", "CC0")
    maker.press("Bied deze bouwsteen aan")
    maker.sees("De bouwsteen staat op de pagina.")
    # when someone of another organisation finds it and says that they use it
    other = make_account(arrive(), "tilburg.nl")
    second = write_down(other, "Aanvraag zonder papier")
    other.go(origin + "bouwstenen/")
    other.follow("Vragenlijst van één bladzijde")
    other.follow("Hergebruik dit")
    other.main.get_by_label("Voor welk initiatief van jou?").select_option(label="Aanvraag zonder papier")
    other.choose("Gebruikt het")
    other.type("Hoe het ging", "Twee vragen weggelaten, de rest past.")
    other.press("Laat weten dat we dit hergebruiken")
    # then the maker sees that it travels, and the other page says where it comes from
    maker.go(origin + "bouwstenen/")
    maker.sees("Hergebruikt door 1 initiatief")
    maker.sees("Aanvraag zonder papier")
    other.go(second + "bouwstenen/")
    other.sees("Wat het zelf hergebruikt")
    other.sees("Vragenlijst van één bladzijde")
    other.sees("Twee vragen weggelaten, de rest past.")


@pytest.mark.mission(5)
def test_a_space_chooses_its_modules_words_and_colour(arrive):
    # given a space that calls its initiatives by another name and uses no map
    lead = make_account(arrive(), "zwolle.nl")
    space = open_space(lead, "Wijkwerkplaats", words=("proef", "proeven"), without=("Kaart",), colour="#1d5f91")
    write_down(lead, "Koffie op de hoek", space=space)
    # then its page has its own word, and no map
    lead.go("/ruimtes/")
    lead.follow(space)
    expect(lead.main.get_by_role("link", name="Op de kaart")).to_have_count(0)
    lead.follow("Proeven")
    # and the overview of the space speaks its language, in its colour
    lead.sees_title(f"Proeven in {space}")
    expect(lead.page.locator("#aantal")).to_have_text("1 proef")
    expect(lead.page.locator("#resultaten").get_by_role("link", name="Kaart", exact=True)).to_have_count(0)
    expect(lead.page.locator("link[href*='thema.css?kleur=1d5f91']")).to_have_count(1)


def move(lead: Visitor, address: str, stage: str, reason: str) -> None:
    lead.go(address + "fase/")
    lead.main.get_by_label("Naar welke fase?").select_option(label=stage)
    lead.type("Waarom?", reason)
    lead.press("Verplaats")
    expect(lead.page).to_have_url(re.compile("voortgang"))
    lead.sees(SEEN_SO_FAR)


def record_check(lead: Visitor, address: str, learned: str, outcome: str) -> None:
    lead.go(address + "toetsen/erbij/")
    lead.main.get_by_label("Hoe", exact=True).select_option(label="Samen een prototype proberen")
    lead.type("Hoeveel mensen", "5")
    lead.type("Wat jullie leerden", learned)
    lead.choose(outcome)
    lead.press("Leg deze toets vast")
    lead.sees("De toets is vastgelegd.")
