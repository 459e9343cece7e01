"""The playing field of a pilot, and one conversation for many pilots."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.people import make_account, open_space, write_down
from tests.journeys.test_pilots import programme_of

PARTIES = [
    ("Wethouder", "Bestuur"),
    ("Gemeentesecretaris", "Bestuur"),
    ("Ondernemingsraad van de stad", "Bestuur"),
    ("Schrijvers", "Organisatie"),
    ("Juristen van de stad", "Organisatie"),
    ("Teamleider balie", "Organisatie"),
    ("Vrijwilligers", "Organisatie"),
    ("Leverancier van het postsysteem", "Informatie"),
    ("Functionaris gegevens", "Informatie"),
]
MINISTRY = "Sociale Zaken en Werkgelegenheid"


def reports(lead, pilot: str, programme: str) -> None:
    lead.go(pilot)
    lead.follow("Check-ins")
    lead.follow("Rapporteer aan een programma")
    lead.choose(programme)
    lead.press("Bekijk wie er dan meelezen")
    lead.press("Ja, rapporteer aan dit programma")
    lead.sees("lezen vanaf nu mee")


def adds(lead, name: str, level: str) -> None:
    """One line; when the name may mean several organisations, the first that is offered is the one."""
    lead.type("Welke partij?", name)
    lead.main.get_by_label("Niveau", exact=True).first.select_option(level)
    lead.press("Voeg toe")
    if lead.main.get_by_text("Wie bedoel je?").count():
        lead.press("Zet deze partij erbij")
    lead.sees("staat in het speelveld")


def needs_ministry(lead, pilot: str, wanted: str, day: str) -> None:
    lead.go(pilot)
    lead.follow("Speelveld")
    adds(lead, MINISTRY, "Bestuur")
    lead.follow(re.compile(MINISTRY))
    lead.follow("Wijzig", exact=True)
    lead.type("Waarvoor nodig?", wanted)
    lead.type("Voor wanneer?", day)
    lead.press("Bewaar")
    lead.sees(wanted)


@pytest.mark.mission(29)
def test_ten_parties_are_placed_and_one_conversation_serves_three_pilots(arrive):
    # given a programme, and three pilots of one lead that only their team sees, which report to it
    manager = make_account(arrive(), "vng.nl", given_name="Pieter", family_name="Berg")
    programme = programme_of(manager)
    lead = make_account(arrive(), "zwolle.nl", given_name="Iris", family_name="Wit")
    space = open_space(lead, "Proeftuin")
    titles = ["Brieven die je begrijpt", "Balie zonder wachtrij", "Lakken zonder handwerk"]
    pilots = [write_down(lead, title, kind="Pilot", space=space, ring="Team") for title in titles]
    for pilot in pilots:
        reports(lead, pilot, programme)
    # when the lead places ten parties around the first
    for pilot, wanted, day in zip(
        pilots, ["Uitleg over de wet", "Cijfers", "Een handreiking"], ["2027-02-01", "2027-03-01", "2027-01-15"],
        strict=True,
    ):  # fmt: skip
        needs_ministry(lead, pilot, wanted, day)
    lead.go(pilots[0])
    lead.follow("Speelveld")
    for name, level in PARTIES:
        adds(lead, name, level)
    # then the quadrant shows them, and a party moves by keyboard
    lead.follow("Kwadrant")
    expect(lead.page.locator("[data-mark]")).to_have_count(10)
    mark = lead.page.locator("[data-mark]", has_text=re.compile("^1$"))
    party = mark.get_attribute("aria-label").split(". ")[1].split(":")[0]
    mark.focus()
    for key in ("ArrowUp", "ArrowUp", "ArrowLeft", "Enter"):
        lead.page.keyboard.press(key)
    lead.sees(f"{party}: invloed 5, steun 2.")
    # and by dragging it
    mark = lead.page.locator("[data-mark]").nth(4)
    box = mark.locator("circle").bounding_box()
    lead.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    lead.page.mouse.down()
    lead.page.mouse.move(box["x"] + 260, box["y"] - 10, steps=8)
    lead.page.mouse.up()
    lead.sees(re.compile(r"steun [45]\."))
    # and in the lanes it changes level, by keyboard and by dragging
    lead.follow("Banen")
    card = lead.page.locator("[data-lane=governance] [data-party] a").first
    party = card.inner_text()
    card.focus()
    for key in ("ArrowRight", "ArrowRight", "Enter"):
        lead.page.keyboard.press(key)
    lead.sees(f"{party}: Informatie.")
    card = lead.page.locator("[data-lane=information] [data-party]", has_text=party)
    card.drag_to(lead.page.locator("[data-lane=organisation]"), target_position={"x": 40, "y": 60})
    lead.sees(f"{party}: Organisatie.")
    # and the programme manager reads over all pilots who needs the ministry
    manager.go("/")
    manager.page.locator("header [data-menu] summary").click()
    manager.page.locator("header").get_by_role("link", name="Partijen over alle pilots").click()
    manager.sees("3 pilots")
    manager.follow(MINISTRY)
    for words in (*titles, "Uitleg over de wet", "Cijfers", "Een handreiking"):
        manager.sees(words)
    # and prepares one conversation for two of them, and prints it
    manager.follow("Bereid één gesprek voor")
    manager.main.get_by_label(re.compile("^Balie zonder wachtrij")).uncheck()
    manager.type("Wanneer?", "2027-01-10")
    manager.type("Wie gaat erheen?", "Pieter en Iris")
    manager.press("Bereid dit gesprek voor")
    manager.sees("Wat we meenemen, voor 2 pilots")
    manager.sees("Een handreiking")
    manager.sees_not("Cijfers")
    manager.page.emulate_media(media="print")
    expect(manager.main.get_by_role("link", name="Vertel wat ervan kwam")).to_be_hidden()
    assert len(manager.page.pdf()) > 5_000
    manager.page.emulate_media(media="screen")
    talk = manager.page.url
    # and afterwards what came of it
    manager.follow("Vertel wat ervan kwam")
    group = manager.main.get_by_role("group", name=titles[0])
    group.get_by_label("Wat kwam ervan?").select_option("Ze doen het")
    group.get_by_label("In woorden").fill("De brief van de minister komt in maart.")
    manager.press("Bewaar")
    manager.sees("Ze doen het")
    # then the lead reads it at the party of that pilot
    lead.go(pilots[0])
    lead.follow("Speelveld")
    lead.follow(re.compile(MINISTRY))
    lead.sees("De brief van de minister komt in maart.")
    lead.sees("Afgesproken")
    # and a colleague outside the team sees nothing of it
    colleague = make_account(arrive(width=320), "zwolle.nl", given_name="Cas", family_name="Jansen")
    for address in (talk, f"{pilots[0]}speelveld/", lead.page.url):
        assert colleague.gets(address) == 404
    colleague.go("/speelveld/")
    colleague.sees_not(MINISTRY)
