"""Finding each other: fellow municipalities, a short job, and two people who meet."""

import re

import pytest

from tests.journeys.people import Visitor, make_account, write_down

QUESTION = "Hoe helpen we mensen die hun huur niet meer kunnen betalen, voordat de deurwaarder komt?"


@pytest.mark.mission(15)
def test_a_pilot_looks_for_three_municipalities_and_the_fourth_hears_that_it_is_full(arrive):
    # given a municipality that did something like it before, and two others with a wish
    tilburg = make_account(arrive(), "tilburg.nl", given_name="Tara", family_name="Til")
    write_down(tilburg, "Huurschuld vroeg op het spoor", QUESTION, kind="Pilot")
    others = [
        make_account(arrive(), domain, given_name=name, family_name="Vos")
        for domain, name in (("hilversum.nl", "Hilde"), ("utrecht.nl", "Ute"), ("delft.nl", "Bram"))
    ]
    # when a lead submits a pilot and looks for three municipalities to do it with
    lead = make_account(arrive(), "zwolle.nl", given_name="Zoë", family_name="Zwart")
    pilot = write_down(lead, "Vroeg erbij met huurschuld", QUESTION, kind="Pilot")
    lead.follow("Gezocht", exact=True)
    lead.follow("Zeg wat je zoekt")
    lead.main.get_by_label("Wat zoek je?").select_option(label="Medeorganisaties")
    lead.type("In één regel", "Drie gemeenten die vroeg bij huurschuld willen zijn")
    lead.type("Hoeveel?", "3")
    lead.press("Plaats dit")
    need = lead.page.url
    # then the page says who would probably join, and why, without being asked again
    lead.sees("Wie waarschijnlijk graag meedoet", within=55.0)
    lead.sees("Tilburg")
    lead.sees("Doet mee aan iets dat erop lijkt: Huurschuld vroeg op het spoor")
    # when one is invited with a click, and two others ask
    lead.press("Nodig uit")
    lead.sees("is uitgenodigd")
    tilburg.go(need)
    tilburg.follow("Bekijk de uitnodiging en geef antwoord")
    tilburg.press("Ja, wij doen mee")
    for one in others:
        ask_to_join(one, need)
    for _one in others[:2]:
        answer_first(lead)
    # then all places are taken, and the one who comes last hears it
    lead.go(need)
    lead.sees("Alle plekken zijn bezet")
    lead.sees("3 van 3 plekken bezet")
    others[2].go(need)
    others[2].sees("Alle plekken zijn bezet")
    answer_first(lead)
    lead.sees("Alle plekken zijn intussen bezet")
    lead.type("Wat wil je zeggen?", "We zijn al met drie. De volgende keer graag!")
    lead.press("Nee, vriendelijk bedankt")
    assert "We zijn al met drie" in body_of(others[2], "Een antwoord op je vraag")
    # and the municipalities stand on the pilot
    lead.go(pilot)
    for name in ("Tilburg", "Hilversum"):
        assert name in lead.page.locator("aside").inner_text()


@pytest.mark.mission(3)
def test_two_people_find_each_other_both_get_mail_and_tell_what_came_of_it(arrive):
    # given someone who can give something, and a team that looks for just that
    giver = make_account(arrive(), "utrecht.nl", given_name="Gijs", family_name="Gever")
    place(giver, "/aanbod/nieuw/", "Wat kun je bieden?", "Ervaring met gebarentaal aan de balie", "Gijs Gever")
    seeker = make_account(arrive(), "delft.nl", given_name="Sterre", family_name="Zoeker")
    write_down(seeker, "De balie voor dove inwoners", "Hoe helpen we dove inwoners aan de balie met gebarentaal?")
    place(
        seeker, "/gezocht/nieuw/", "Wat zoek je?", "Iemand met ervaring met gebarentaal", "De balie voor dove inwoners"
    )
    need = seeker.page.url
    # when the suggestion stands there with its reason, and the team says yes
    seeker.eventually(need, "Ervaring met gebarentaal aan de balie")
    seeker.sees("Biedt wat je zoekt")
    seeker.sees(re.compile("Noemen allebei: .*gebarentaal"))
    seeker.press("Neem contact op")
    seeker.sees("Gedaan.")
    # then both have a mail with the name and address of the other
    assert giver.email in body_of(seeker, "Maak kennis met Gijs Gever")
    assert seeker.email in body_of(giver, "Maak kennis met Sterre Zoeker")
    # and later each of them tells what came of it
    giver.go("/verbindingen/")
    giver.follow("Sterre Zoeker")
    giver.follow("Vertel wat ervan kwam")
    giver.choose("Het heeft iets opgeleverd")
    giver.type("Vertel meer", "Een tolk op dinsdag, en twee collega's die het zelf leren.")
    giver.press("Vertel dit")
    seeker.go("/verbindingen/")
    seeker.follow("Gijs Gever")
    seeker.sees("Een tolk op dinsdag")


@pytest.mark.mission(24)
def test_a_short_job_is_taken_in_one_click_and_the_next_one_sees_that_it_is_gone(arrive):
    # given a team with a job of two hours, that two others look at
    owner = make_account(arrive(), "zwolle.nl", given_name="Olaf", family_name="Oost")
    write_down(owner, "Folder over de bijzondere bijstand", "Begrijpen mensen onze folder?")
    owner.go("/gezocht/nieuw/")
    owner.main.get_by_label("Voor wie?").select_option(label="Folder over de bijzondere bijstand")
    owner.main.get_by_label("Wat zoek je?").select_option(label="Een klus")
    owner.type("In één regel", "Eén folder kritisch lezen")
    owner.type("Hoeveel?", "1")
    owner.press("Plaats dit")
    owner.sees("Zeg hoeveel uur de klus kost.")
    owner.type("Uren werk", "2")
    owner.main.get_by_label(re.compile("^Tot en met welke dag")).fill("2099-12-31")
    owner.press("Plaats dit")
    job = owner.page.url
    quick = make_account(arrive(), "utrecht.nl", given_name="Vlug", family_name="Vink")
    slow = make_account(arrive(width=320), "delft.nl", given_name="Sam", family_name="Slak")
    for one in (quick, slow):
        one.go(job)
        one.sees("2 uur")
    # when the one takes it, and the other presses a moment later
    quick.press("Ik pak deze klus op")
    quick.sees("De klus is van jou")
    slow.press("Ik pak deze klus op")
    # then the job is of one of them, the other reads why, and owner and taker have a mail
    slow.sees("Alle plekken zijn bezet")
    assert quick.email in body_of(owner, "Maak kennis met Vlug Vink")
    assert owner.email in body_of(quick, "Maak kennis met Olaf Oost")


def place(visitor: Visitor, address: str, question: str, title: str, carrier: str) -> None:
    visitor.go(address)
    visitor.main.get_by_label("Voor wie?").select_option(label=carrier)
    visitor.main.get_by_label(question).select_option(label="Expertise")
    visitor.type("In één regel", title)
    visitor.press("Plaats dit")
    visitor.sees_title(title)


def ask_to_join(visitor: Visitor, need: str) -> None:
    visitor.go(need)
    visitor.follow("Vraag of je mee mag doen")
    visitor.type("Je bericht", "Wij herkennen dit.")
    visitor.press("Verstuur dit")
    visitor.sees("Je vraag is verstuurd")


def answer_first(lead: Visitor) -> None:
    """Say yes to what waits longest."""
    lead.go("/verbindingen/")
    lead.follow("Antwoord", exact=True)
    lead.press("Ja, welkom")


def body_of(visitor: Visitor, about: str) -> str:
    """The plain text of the latest mail; the same words are in its HTML."""
    mail = visitor.town.mailbox.latest_to(visitor.email, about)
    assert mail.get_body(("html",)) is not None
    return mail.get_body(("plain",)).get_content()
