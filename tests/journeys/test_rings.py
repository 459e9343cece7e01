"""Who can see what: inside first, and open to others by a deliberate act."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.people import fill_in_question, make_account, open_space, write_down


@pytest.mark.mission(6)
def test_something_of_the_team_is_opened_to_the_network_on_purpose(arrive):
    # given a lead with a space of their own, who keeps an idea for the team
    lead = make_account(arrive(), "zwolle.nl", given_name="Lotte", family_name="Prins")
    space = open_space(lead, "Proeflokaal")
    idea = write_down(lead, "Tegenspraak die niemand pijn doet", space=space, ring="Team")
    # then a colleague and a stranger find nothing at that address, as if it does not exist
    colleague = make_account(arrive(), "tilburg.nl")
    stranger = arrive()
    assert colleague.gets(idea) == 404
    assert stranger.gets(idea) == 404
    # when the lead opens it
    lead.go(idea)
    lead.page.get_by_role("link", name="wie dit kan zien").click()
    lead.choose(re.compile("^Netwerk"))
    lead.press("wie dit kan zien", exact=False)
    # then the page first says in words who will be able to read it
    lead.sees_title("Meer mensen dit laten lezen?")
    lead.sees("Iedereen met een bevestigd account van een overheid of partner kan dit lezen.")
    assert colleague.gets(idea) == 404
    lead.press("Ja, zet het open")
    lead.sees("Opengezet.")
    # and now the colleague reads it, and the stranger still does not
    assert colleague.gets(idea) == 200
    colleague.sees_title("Tegenspraak die niemand pijn doet")
    assert stranger.gets(idea) == 404


@pytest.mark.mission(27)
def test_before_you_save_you_read_who_will_see_it(arrive):
    # given someone who hesitates to write something down
    lead = make_account(arrive(), "zwolle.nl")
    space = open_space(lead, "Veilige plek")
    lead.go("/initiatieven/nieuw/")
    lead.sees("niemand leest het voordat je het plaatst")
    fill_in_question(lead, "Durven we het te zeggen", "Wat doen we met slecht nieuws?", "Ons team.")
    lead.press("Bewaar en ga verder")
    lead.press("Bewaar en ga verder")
    # then beside every choice stands in words who will be able to read it, before anything is placed
    lead.sees("Alleen de mensen in het team en de trekkers van de ruimte kunnen dit lezen.")
    lead.sees("Iedereen kan dit lezen, ook zonder account.")
    spaces = lead.main.get_by_label("In welke ruimte?")
    spaces.select_option(spaces.locator("option", has_text=space).get_attribute("value"))
    lead.choose("Team")
    lead.press("Plaats het")
    # and the same sentence stays beside it
    expect(lead.page.locator("aside")).to_contain_text("Alleen de mensen in het team")
    # what others do with it is kept with name and reason
    lead.follow("Voortgang")
    lead.follow("Naar een andere fase")
    lead.main.get_by_label("Naar welke fase?").select_option(label="Verkenning")
    lead.type("Waarom?", "We hebben het met elkaar besproken.")
    lead.press("Verplaats")
    lead.follow("Voortgang")
    lead.sees("Vraag → Verkenning")
    lead.sees(lead.name)


@pytest.mark.mission(26)
def test_a_lesson_for_the_team_stays_with_the_team(arrive):
    # given something that failed, in the open
    lead = make_account(arrive(), "zwolle.nl")
    failed = write_down(lead, "Balie op de markt", "Komen mensen als wij naar hen toe komen?")
    # when its maker stops it and keeps the lesson for the team
    lead.follow("Voortgang")
    lead.follow("Dit initiatief afsluiten")
    lead.choose("Gestopt, met lessen")
    lead.type("Waarom?", "Er kwam bijna niemand.")
    lead.type(
        "Wat zou je vertellen aan iemand die hier morgen mee begint?", "Wij hebben nooit gevraagd of ze dit wilden."
    )
    lead.choose("Alleen het team en de trekkers van de ruimte")
    lead.press("Sluit het initiatief af")
    lead.follow("Voortgang")
    lead.sees("Wij hebben nooit gevraagd of ze dit wilden.")
    # then another reads that it stopped and why, and not the lesson
    colleague = make_account(arrive(), "zwolle.nl")
    for reader in (colleague, arrive()):
        reader.go(failed)
        reader.follow("Voortgang")
        reader.sees("Er kwam bijna niemand.")
        reader.sees_not("Wij hebben nooit gevraagd")
