"""Following, the overview of the day by mail, and one's own dates in a calendar program."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from tests.journeys.people import link_in_mail, make_account, never_quiet, write_down

HERE = ZoneInfo("Europe/Amsterdam")


def tomorrow_morning() -> datetime:
    return datetime.combine(datetime.now(HERE).date() + timedelta(days=1), time(8, 5), HERE)


def test_someone_follows_an_initiative_gets_an_overview_and_renews_the_address_of_a_calendar(arrive, town):
    # given an initiative, and someone of another organisation who follows it with the button
    lead = make_account(arrive(), "zwolle.nl", given_name="Iris", family_name="Wit")
    address = write_down(lead, "Post zonder omwegen", kind="Pilot")
    reader = make_account(arrive(width=390), "tilburg.nl", given_name="Noor", family_name="Vos")
    never_quiet(reader)
    reader.main.get_by_label("Wat je volgt").select_option("daily")
    reader.press("Bewaar")
    reader.go(address)
    reader.press("Volgen")
    reader.sees("Je volgt dit.")
    reader.go("/volgen/")
    reader.sees("Post zonder omwegen")
    # when there is news of it
    lead.go(address)
    lead.follow("Voortgang")
    lead.follow("Vertel het nieuws")
    lead.type("Titel", "De eerste brief is weg")
    lead.type("Tekst", "Zonder omwegen.")
    lead.press("Plaats dit nieuws")
    # then it stands under news, and goes along in the overview of the day
    reader.eventually("/meldingen/", "Iris Wit plaatste nieuws van “Post zonder omwegen”.")
    reader.sees("omdat je dit volgt")
    town.queue("notifications.digest", timestamp=int(tomorrow_morning().timestamp()))
    letter = town.mailbox.latest_to(reader.email, "voor jou")
    text = letter.get_body(("plain",)).get_content()
    assert "Iris Wit plaatste nieuws van “Post zonder omwegen”." in text
    assert "omdat je dit volgt" in text
    reader.go(link_in_mail(reader, "voor jou"))
    reader.sees_title("Post zonder omwegen")
    # the calendar: an address that is shown once; renewed, the old one is gone
    lead.go("/mijn-werk/")
    lead.follow("Zet mijn data in mijn agenda")
    lead.press("Maak een adres")
    first = lead.main.locator("code").inner_text()
    visitor = arrive()
    assert "BEGIN:VCALENDAR" in visitor.page.request.get(first).text()
    lead.press("Vernieuw het adres")
    second = lead.main.locator("code").inner_text()
    assert visitor.page.request.get(first).status == 404
    assert visitor.page.request.get(second).status == 200
