"""A part that fits another programme is found on the day that programme is written down, and not later by accident."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.people import Visitor, fill_in_question, make_account, write_down

PART = "Anonimiseren van brieven aan inwoners"
NEED = "Hoe halen we namen en adressen uit brieven van inwoners, zodat we ze kunnen laten lezen door een taalmodel?"


@pytest.mark.mission(2)
def test_a_part_that_fits_is_found_on_the_day_the_need_is_written_down(arrive):
    # given someone at one municipality who has made something and offers it
    maker = make_account(arrive(), "zwolle.nl")
    origin = write_down(maker, "Brieven sneller sorteren", "Hoe sorteren we de post zonder dat iemand alles leest?")
    maker.go(origin + "bouwstenen/erbij/")
    maker.type("Naam", PART)
    maker.main.get_by_label("Soort").select_option(label="Software")
    maker.type(
        "Wat het is en doet",
        "Haalt namen, adressen en andere gegevens van inwoners uit brieven, voordat een taalmodel ze leest.",
    )
    maker.press("Bied deze bouwsteen aan")
    maker.eventually("/zoeken/?q=anonimiseren+brieven&in=bouwstenen", PART)
    # when someone at another municipality writes down a question of their own
    other = make_account(arrive(), "tilburg.nl")
    other.go("/initiatieven/nieuw/")
    fill_in_question(other, "Brieven laten samenvatten", NEED, "Medewerkers die elke dag honderd brieven lezen.")
    # then the part stands beside it before it is even placed, with the reason
    expect(other.page.locator("#lijkt-op")).to_contain_text(PART)
    expect(other.page.locator("#lijkt-op")).to_contain_text(re.compile("brieven|inwoners|namen", re.IGNORECASE))
    place(other)
    second = other.page.url
    # and on the page that came of it, where one press says that it will be looked at
    panel = other.page.locator("aside")
    expect(panel).to_contain_text("Kan hier hergebruikt worden")
    expect(panel.get_by_role("link", name=PART, exact=True)).to_be_visible()
    panel.get_by_role("button", name="Bekijk hergebruik").first.click()
    # then both pages say so
    expect(other.page).to_have_url(second + "bouwstenen/")
    other.sees("Wat het zelf hergebruikt")
    other.sees(PART)
    maker.go(origin + "bouwstenen/")
    maker.sees("Hergebruikt door 1 initiatief")
    maker.sees("Brieven laten samenvatten")


def test_what_does_not_fit_is_not_suggested_again_without_script_too(arrive):
    # given two initiatives that look alike, and a browser without script
    maker = make_account(arrive(), "zwolle.nl")
    question = "Hoe vinden we lege bankjes in het park voor mensen die slecht lopen?"
    write_down(maker, "Bankjes in het park vinden", question)
    maker.eventually("/zoeken/?q=bankjes+park", "Bankjes in het park vinden")
    other = make_account(arrive(javascript=False), "tilburg.nl")
    write_down(other, "Een bankje vinden in het park", question)
    own = other.page.url
    other.page.locator("aside").get_by_role("link", name="Waar lijkt dit op?").click()
    other.sees("Bankjes in het park vinden")
    # when the team says that it does not fit, and why
    other.follow(re.compile(r"Past niet\s*:\s*Bankjes"))
    other.choose("Het is veel groter of kleiner")
    other.press("Stel het niet meer voor")
    other.sees("Je ziet het niet meer bij dit initiatief")
    # then it is gone there, and the team can take that back
    other.go(own)
    other.page.locator("aside").get_by_role("link", name="Waar lijkt dit op?").click()
    other.sees("Je team zei: past niet")
    expect(other.main.get_by_role("link", name=re.compile(r"Past niet\s*:\s*Bankjes"))).to_have_count(0)
    other.press("Stel het weer voor")
    expect(other.main.get_by_role("link", name=re.compile(r"Past niet\s*:\s*Bankjes"))).to_have_count(1)


def place(visitor: Visitor) -> None:
    """From the first step to the page of the initiative."""
    visitor.press("Bewaar en ga verder")
    visitor.press("Bewaar en ga verder")
    visitor.press("Plaats het")
    expect(visitor.page.locator("h1")).to_have_text("Brieven laten samenvatten")


def test_the_search_box_suggests_with_the_keyboard_and_remembers_in_this_browser_only(arrive):
    # given someone without an account, and something to find
    maker = make_account(arrive(), "zwolle.nl")
    write_down(maker, "Straatlantaarns dimmen bij volle maan")
    visitor = arrive()
    visitor.eventually("/zoeken/?q=straatlantaarns", "Straatlantaarns dimmen bij volle maan")
    # when they type the beginning of a word
    box = visitor.page.locator("#zoek-woorden")
    box.fill("")
    box.press_sequentially("straatla")
    option = visitor.page.get_by_role("option", name=re.compile("Straatlantaarns"))
    expect(option).to_be_visible()
    expect(box).to_have_attribute("aria-expanded", "true")
    # then arrow down and Enter lead to it; Escape only closes the list
    box.press("Escape")
    expect(option).to_be_hidden()
    box.press("ArrowDown")
    expect(option).to_be_visible()
    box.press("ArrowDown")
    expect(box).to_have_attribute("aria-activedescendant", re.compile("aanvullingen"))
    box.press("Enter")
    visitor.sees_title("Straatlantaarns dimmen bij volle maan")
    # and what was searched for stands on the search page, until it is erased
    visitor.go("/zoeken/")
    expect(visitor.main.get_by_role("link", name="straatlantaarns", exact=True)).to_be_visible()
    visitor.press("Wis deze lijst")
    expect(visitor.page.locator("[data-recent-list]")).to_be_hidden()
    # and nobody else has seen it: what someone signed in searched for is gone with their sign-out
    maker.go("/zoeken/?q=straatlantaarns")
    maker.go("/zoeken/")
    expect(maker.main.get_by_role("link", name="straatlantaarns", exact=True)).to_be_visible()
    maker.page.locator("header [data-menu] summary").click()
    maker.page.get_by_role("button", name="Log uit").click()
    maker.go("/zoeken/")
    expect(maker.page.locator("[data-recent-list]")).to_be_hidden()
