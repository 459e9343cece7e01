"""People talk about an initiative, and about what is not right in a conversation someone decides with a reason."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.people import make_account, open_space, write_down


@pytest.mark.mission(22)
def test_two_people_talk_about_an_initiative_and_a_third_sees_nothing(arrive):
    # given an initiative of the network, by someone who leads its space; and someone of another municipality
    lead = make_account(arrive(), "zwolle.nl", given_name="Roosmarijn", family_name="Zonneveld")
    space = open_space(lead, "Proeftuin")
    initiative = write_down(lead, "Een brief die je aan je buurman kunt laten zien", space=space)
    other = make_account(arrive(width=320, javascript=False), "tilburg.nl", given_name="Tijn", family_name="Achterberg")
    supplier = make_account(arrive(), given_name="Sven", family_name="Buiten")
    # when the lead says something, and takes the other from the list under the box with the keyboard
    lead.follow("Reacties")
    lead.sees("Hier heeft nog niemand iets gezegd.")
    box = lead.field("Wat wil je zeggen?")
    box.press_sequentially("Wij zoeken meelezers. @tijn")
    expect(lead.main.get_by_role("button", name="Tijn Achterberg")).to_be_visible()
    box.press("ArrowDown")
    lead.page.keyboard.press("Enter")
    expect(box).to_have_value("Wij zoeken meelezers. @Tijn Achterberg ")
    expect(box).to_be_focused()
    box.press_sequentially("doe je mee?")
    lead.press("Plaats deze reactie")
    lead.sees("Je reactie is geplaatst.")
    lead.sees("@Tijn Achterberg doe je mee?")
    # then the other reads it, without script on a phone, finds it helpful and replies
    other.go(initiative)
    other.follow("Reacties")
    other.sees("Roosmarijn Zonneveld")
    other.press(re.compile("^Nuttig"), exact=False)
    expect(other.main.get_by_role("button", name=re.compile("^Nuttig"))).to_have_attribute("aria-pressed", "true")
    other.follow(re.compile("^Reageer"))
    other.sees("Wij zoeken meelezers.")
    other.type("Wat wil je zeggen?", "Graag, @Roosmarijn. Dinsdag kan ik.")
    other.press("Plaats dit antwoord")
    # who is meant by half a name is asked first
    other.sees_title("Wie bedoel je?")
    other.choose(re.compile("^Roosmarijn Zonneveld"))
    other.press("Ga verder")
    other.sees("Graag, @Roosmarijn Zonneveld. Dinsdag kan ik.")
    # and who may not see the initiative sees nothing of it
    assert supplier.gets(initiative) == 404
    assert supplier.gets(f"{initiative}reacties/") == 404
    lead.page.reload()
    lead.sees("Dinsdag kan ik.")
    lead.sees("1 persoon vindt dit nuttig")


@pytest.mark.mission(22)
def test_a_reported_comment_is_hidden_with_a_reason_and_comes_back_after_an_appeal(arrive, arrive_as):
    # given a comment under an initiative, in a space that someone leads
    lead = make_account(arrive(), "zwolle.nl", given_name="Roosmarijn", family_name="Zonneveld")
    space = open_space(lead, "Proeftuin")
    initiative = write_down(lead, "Bezwaar maken zonder formulier", space=space)
    talk = f"{initiative}reacties/"
    maker = make_account(arrive(), "tilburg.nl", given_name="Tijn", family_name="Achterberg")
    maker.go(talk)
    maker.type("Wat wil je zeggen?", "Dit werkt nooit, dat weet iedereen bij jullie.")
    maker.press("Plaats deze reactie")
    maker.sees("Je reactie is geplaatst.")
    # when someone reports it
    reader = make_account(arrive(), "tilburg.nl", given_name="Saar", family_name="Lezer")
    reader.go(talk)
    reader.follow(re.compile("^Meld"))
    reader.press("Verstuur deze melding")
    reader.sees("Er klopt nog één ding niet")
    reader.type("Wat klopt er niet aan?", "Dit is onaardig voor het team.")
    reader.press("Verstuur deze melding")
    reader.sees("Iemand kijkt ernaar")
    # then the lead of the space finds it and hides it with a reason
    lead.go("/")
    lead.page.locator("header [data-menu] summary").click()
    lead.page.locator("header").get_by_role("link", name="Meldingen over reacties").click()
    lead.sees("Dit is onaardig voor het team.")
    lead.follow("Verberg de reactie")
    lead.type("Waarom verberg je de reactie?", "Dit gaat over mensen en niet over het plan.")
    lead.press("Verberg de reactie")
    lead.sees("De reactie is verborgen.")
    reader.go(talk)
    reader.sees("Verborgen, omdat: Dit gaat over mensen en niet over het plan.")
    reader.sees_not("Dit werkt nooit")
    # the maker still reads it, and appeals once
    maker.go(talk)
    maker.main.get_by_text("Jouw tekst; anderen zien die niet").click()
    maker.sees("Dit werkt nooit")
    maker.follow(re.compile("^Maak bezwaar"))
    maker.type("Waarom mag het toch gelezen worden?", "Het gaat over de wet, niet over mensen.")
    maker.press("Verstuur dit bezwaar")
    maker.sees("Je bezwaar wacht op een besluit.")
    # who hid it does not decide; another moderator does
    lead.go("/reacties/meldingen/")
    lead.sees("Iemand anders besluit over het bezwaar.")
    operator = arrive_as("operator")
    operator.go("/reacties/meldingen/")
    operator.main.locator("article", has_text="Bezwaar maken zonder formulier").get_by_role(
        "link", name="Besluit over het bezwaar"
    ).first.click()
    operator.sees("Het gaat over de wet, niet over mensen.")
    operator.choose("Weer te lezen")
    operator.type("Wat leest de maker daarover?", "Je hebt gelijk.")
    operator.press("Besluit dit")
    operator.sees("Besloten.")
    reader.go(talk)
    reader.sees("Dit werkt nooit, dat weet iedereen bij jullie.")
    # and the maker takes it back after all
    maker.go(talk)
    maker.follow(re.compile("^Intrekken"))
    maker.press("Trek de reactie in")
    maker.sees("Hier heeft nog niemand iets gezegd.")
