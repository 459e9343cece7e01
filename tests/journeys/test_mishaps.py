"""What goes wrong in a working day, and costs nobody their text."""

import re

from playwright.sync_api import expect

from tests.journeys.people import (
    OWN_PASSWORD,
    confirm_by_mail,
    fill_in_sign_up,
    link_in_mail,
    make_account,
    new_mail,
    open_space,
    sign_in_with,
    write_down,
)


def test_two_people_who_edit_at_once_both_keep_their_text(arrive):
    # given two people on one team, with the same form open
    first = make_account(arrive(), "zwolle.nl", given_name="Anna", family_name="Kramer")
    page = write_down(first, "Samen schrijven")
    second = make_account(arrive(), "zwolle.nl", given_name="Bram", family_name="Visser")
    first.go(page + "team/")
    first.follow("Vraag iemand voor het team")
    first.type("Naam of mailadres", second.email)
    first.press("Zoek")
    first.choose(re.compile("Bram"))
    first.main.get_by_label("In welke rol?").select_option(label="Teamlid")
    first.press("Geef deze rol")
    first.sees("De rol is gegeven.")
    for one in (first, second):
        one.go(page + "bewerken/")
    # when both save
    first.type("Wat is het doel?", "Het doel van Anna.")
    first.press("Bewaar")
    first.sees("Bewaard.")
    second.type("Wat is het doel?", "Het doel van Bram.")
    second.press("Bewaar")
    # then the second sees both, and nothing is saved until a choice was made
    second.sees("Iemand anders bewaarde een wijziging terwijl jij schreef")
    second.sees("Het doel van Anna.")
    expect(second.field("Wat is het doel?")).to_have_value("Het doel van Bram.")
    first.go(page)
    first.sees("Het doel van Anna.")
    # and when they save again, with both in it, both versions are in the history
    second.type("Wat is het doel?", "Het doel van Anna en Bram.")
    second.press("Bewaar")
    second.sees("Het doel van Anna en Bram.")
    second.follow("Geschiedenis")
    second.sees("Anna Kramer")
    second.sees("Bram Visser")


def test_a_session_that_ends_while_you_write_costs_no_text(arrive):
    # given a visitor who is writing, and whose text is saved as they type
    visitor = arrive()
    visitor.go("/initiatieven/nieuw/")
    visitor.type("Wat is de vraag?", "Blijft dit staan als mijn sessie verloopt?")
    expect(visitor.page.locator("[data-autosave-state]")).to_have_text("Bewaard")
    visitor.type("Geef het een korte titel", "Een lange middag schrijven")
    # when the session ends before they press the button
    visitor.page.context.clear_cookies()
    visitor.press("Bewaar en ga verder")
    # then a sentence says what to do
    visitor.sees("Dit formulier stond te lang open")
    # and going back gives everything that was typed, also the last words
    visitor.page.go_back()
    expect(visitor.main.get_by_label("Wat is de vraag?")).to_have_value("Blijft dit staan als mijn sessie verloopt?")
    expect(visitor.main.get_by_label("Geef het een korte titel")).to_have_value("Een lange middag schrijven")
    # also in another browser, at the address that was kept
    other = arrive()
    other.go(visitor.page.url)
    expect(other.main.get_by_label("Wat is de vraag?")).to_have_value("Blijft dit staan als mijn sessie verloopt?")


def test_a_forgotten_password_is_replaced_by_way_of_the_mail(arrive):
    # given someone with an account who forgot the password
    person = make_account(arrive())
    forgetful = arrive()
    forgetful.email = person.email
    forgetful.go("/account/inloggen/")
    forgetful.follow("Wachtwoord vergeten?")
    forgetful.main.get_by_label("E-mail").fill(person.email)
    forgetful.main.locator("form button[type=submit]").click()
    forgetful.sees("mail")
    # when they follow the link in the mail and choose a new one
    forgetful.go(link_in_mail(forgetful, "wachtwoord"))
    for field in forgetful.main.locator("input[type=password]").all():
        field.fill("een nieuwe lange zin 34")
    forgetful.main.locator("form button[type=submit]").click()
    forgetful.sees("Je nieuwe wachtwoord is bewaard")
    # then the new one works, and the old one no longer does
    sign_in_with(arrive(), person.email, "een nieuwe lange zin 34")
    visitor = arrive()
    visitor.go("/account/inloggen/")
    visitor.main.get_by_label("E-mail").fill(person.email)
    visitor.main.get_by_label("Wachtwoord").fill(OWN_PASSWORD)
    visitor.main.locator("form button[type=submit]").click()
    expect(visitor.main.locator("[data-focus]")).to_be_visible()


def test_someone_without_an_account_joins_a_space_by_an_invitation_in_the_mail(arrive):
    # given a closed space, and someone who has never been here
    lead = make_account(arrive(), "zwolle.nl")
    space = open_space(lead, "Besloten kring", ring="Team")
    lead.go("/ruimtes/")
    lead.follow(space)
    address = lead.page.url
    guest = arrive()
    guest.email = new_mail("tilburg.nl")
    assert guest.gets(address) == 404
    # when the lead invites them
    lead.page.get_by_role("link", name="Mensen uitnodigen").first.click()
    lead.type("E-mailadres", guest.email)
    lead.press("Verstuur de uitnodiging")
    lead.sees(f"De uitnodiging aan {guest.email} is verstuurd.")
    # then the mail brings them by way of an account into the space
    guest.go(link_in_mail(guest, "nodig"))
    guest.sees(space)
    guest.follow("Maak een account")
    fill_in_sign_up(guest, guest.email)
    guest.press("Maak een account")
    guest.sees_title("Kijk in je mail")
    confirm_by_mail(guest)
    guest.press("Neem de uitnodiging aan")
    guest.sees_title(space)
    guest.sees("Je bent lid van deze ruimte.")
