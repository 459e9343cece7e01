"""A pilot is carried together: what a team runs into reaches someone who acts, and the team sees it."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.people import link_in_mail, make_account, never_quiet, new_mail, open_space, write_down


def programme_of(manager) -> str:
    """The manager opens a space and makes it a programme; returns its name."""
    space = open_space(manager, "Programma Dienstverlening")
    manager.follow("Programma: laat initiatieven aan deze ruimte rapporteren")
    manager.type("Binnen hoeveel werkdagen geef je antwoord?", "3")
    manager.press("Maak van deze ruimte een programma")
    manager.sees("Bewaard.")
    return space


@pytest.mark.mission(28)
def test_a_bottleneck_reaches_the_programme_and_the_answer_reaches_the_team(arrive):
    # given a programme, and a pilot that only its team can see
    manager = make_account(arrive(), "vng.nl", given_name="Pieter", family_name="Berg")
    programme = programme_of(manager)
    lead = make_account(arrive(width=390), "zwolle.nl", given_name="Iris", family_name="Wit")
    space = open_space(lead, "Proeftuin")
    pilot = write_down(lead, "Brieven die je begrijpt", kind="Pilot", space=space, ring="Team")
    assert manager.gets(pilot) == 404
    # when its lead lets the programme read along, after reading who that is
    lead.follow("Check-ins")
    lead.follow("Rapporteer aan een programma")
    lead.choose(programme)
    lead.press("Bekijk wie er dan meelezen")
    lead.sees("Pieter Berg")
    assert manager.gets(pilot) == 404
    lead.press("Ja, rapporteer aan dit programma")
    lead.sees("lezen vanaf nu mee")
    # and fills in a check-in with a result, a question and a bottleneck
    lead.follow("Vul een check-in in", exact=True)
    lead.type("Welk resultaat is er?", "De eerste brief is getest met twaalf inwoners.")
    lead.type("Welke vraag heb je?", "Wie kent een jurist die meeleest?")
    lead.press("Nog een vraag")
    expect(lead.field("Welk resultaat is er?")).to_have_value("De eerste brief is getest met twaalf inwoners.")
    lead.type("Waar knelt het?", "De leverancier past de sjablonen pas in maart aan.")
    lead.press("Verstuur deze check-in")
    lead.sees("Je check-in is verstuurd.")
    lead.sees("De eerste brief is getest met twaalf inwoners.")
    # then the programme manager finds it on the desk, and asks back
    manager.go("/")
    manager.page.locator("header [data-menu] summary").click()
    manager.page.locator("header").get_by_role("link", name="Programmatafel").click()
    manager.sees_title("Programmatafel")
    manager.sees("Wie kent een jurist die meeleest?")
    manager.follow("De leverancier past de sjablonen pas in maart aan.")
    manager.press("Pak op")
    manager.follow("Vraag terug")
    manager.type("Wat wil je weten van het team?", "Wie hebben jullie daar gesproken?")
    manager.press("Vraag het team")
    manager.sees("Wacht op het team")
    # and the lead sees that, and replies
    lead.go(pilot)
    lead.follow("Check-ins")
    lead.sees("Wacht op het team")
    lead.follow(re.compile("^Wat ermee gebeurt.*De leverancier"))
    lead.sees("Wie hebben jullie daar gesproken?")
    lead.follow("Reageer")
    lead.type("Je reactie", "Met de accountmanager.")
    lead.press("Verstuur deze reactie")
    # and the answer reaches the team
    manager.page.reload()
    manager.sees("Met de accountmanager.")
    manager.follow("Beantwoord")
    manager.type("Je antwoord", "De directeur belt morgen met de leverancier.")
    manager.press("Verstuur dit antwoord")
    lead.page.reload()
    lead.sees("De directeur belt morgen met de leverancier.")
    lead.sees("Klaar")
    # what is done no longer waits on the desk
    manager.go("/programmatafel/")
    manager.sees_not("De leverancier past de sjablonen")
    manager.sees("Wie kent een jurist die meeleest?")


@pytest.mark.mission(30)
def test_an_ambassador_is_asked_and_finds_in_a_minute_where_it_must_take_root(arrive):
    # given a pilot without an ambassador
    lead = make_account(arrive(), "zwolle.nl", given_name="Iris", family_name="Wit")
    pilot = write_down(lead, "Schuldhulp zonder wachten", kind="Pilot")
    lead.follow("Team", exact=True)
    lead.sees("Ambassadeur")
    # when the lead invites one by mail, with what is asked and how much time it takes
    ambassador = arrive(width=320)
    ambassador.email = new_mail("tilburg.nl")
    lead.follow(re.compile("^Nodig iemand uit per mail"))
    lead.type("Mailadres", ambassador.email)
    expect(lead.field("Wat vraag je, en hoeveel tijd kost het?")).to_have_value(re.compile("een uur per maand"))
    lead.press("Verstuur de uitnodiging")
    lead.sees("De uitnodiging is onderweg.")
    invitation = link_in_mail(ambassador, "ambassadeur")
    make_account(ambassador, "tilburg.nl", given_name="Noor", family_name="Vos")
    ambassador.go(invitation)
    ambassador.sees("een uur per maand")
    ambassador.press("Neem de uitnodiging aan")
    # then a page of one minute says what an ambassador can do, and where it must take root
    ambassador.follow("Team", exact=True)
    ambassador.follow("In één minuut")
    ambassador.sees("Vertel deze week één bestuurder of directeur wat deze pilot oplevert.")
    ambassador.follow(re.compile("^Schrijf op hoe dat staat"))
    ambassador.choose("Afgesproken")
    ambassador.type("Hoe weten we dat?", "De wethouder zei het in de raad van 3 november.")
    ambassador.press("Bewaar dit")
    # and everyone who reads the initiative sees the three levels
    visitor = arrive()
    visitor.go(pilot)
    visitor.follow("Verankering")
    for words in ("Bestuur", "Organisatie", "Informatie", "Afgesproken", "De wethouder zei het in de raad"):
        visitor.sees(words)


@pytest.mark.mission(28)
def test_the_answer_comes_by_mail_stands_in_my_work_and_mail_stops_with_one_click(arrive):
    # given a programme, and a pilot that reports to it with a bottleneck
    manager = make_account(arrive(), "vng.nl", given_name="Pieter", family_name="Berg")
    programme = programme_of(manager)
    lead = make_account(arrive(), "zwolle.nl", given_name="Iris", family_name="Wit")
    for one in (manager, lead):
        never_quiet(one)
    write_down(lead, "Balie zonder wachtrij", kind="Pilot")
    lead.follow("Check-ins")
    lead.follow("Rapporteer aan een programma")
    lead.choose(programme)
    lead.press("Bekijk wie er dan meelezen")
    lead.press("Ja, rapporteer aan dit programma")
    lead.follow("Vul een check-in in", exact=True)
    lead.type("Waar knelt het?", "De poort laat de gegevens niet door.")
    lead.press("Verstuur deze check-in")
    # then the manager finds it first in their own work, and asks back
    manager.eventually("/mijn-werk/", "De poort laat de gegevens niet door.")
    expect(manager.main.locator(".work-item").first).to_contain_text("De poort laat de gegevens niet door.")
    manager.follow("De poort laat de gegevens niet door.")
    manager.follow("Vraag terug")
    manager.type("Wat wil je weten van het team?", "Welke poort?")
    manager.press("Vraag het team")
    # the lead gets a mail at once, which leads to it; my work says whose turn it is
    lead.go(link_in_mail(lead, "vraagt je iets"))
    lead.sees("Welke poort?")
    lead.go("/")
    lead.page.locator("header").get_by_role("link", name="Mijn werk").click()
    lead.sees("Beantwoord wat is teruggevraagd")
    lead.follow("De poort laat de gegevens niet door.")
    lead.follow("Reageer")
    lead.type("Je reactie", "De noordelijke.")
    lead.press("Verstuur deze reactie")
    manager.go(link_in_mail(manager, "reageerde"))
    manager.follow("Beantwoord")
    manager.type("Je antwoord", "Die gaat maandag open.")
    manager.press("Verstuur dit antwoord")
    # the answer comes by mail too; the lead no longer has to do anything
    lead.go(link_in_mail(lead, "beantwoordde"))
    lead.sees("Die gaat maandag open.")
    lead.go("/mijn-werk/")
    lead.sees_not("De poort laat de gegevens niet door.")
    lead.go("/meldingen/")
    lead.sees("Pieter Berg beantwoordde een vraag of knelpunt")
    # and stops this mail from the mail itself, without being signed in
    letter = lead.town.mailbox.latest_to(lead.email, "beantwoordde")
    stop = letter["List-Unsubscribe"].strip().strip("<>")
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    visitor = arrive()
    visitor.go(stop)
    visitor.sees_title("Deze mail niet meer?")
    answer = visitor.page.request.post(stop, form={"List-Unsubscribe": "One-Click"})
    assert answer.status == 200
    lead.go("/meldingen/voorkeuren/")
    expect(lead.main.get_by_label("Er is antwoord op wat jij vroeg")).to_have_value("never")
