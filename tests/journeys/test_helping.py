"""People who can help, and coffee: nobody is asked or shown to others against their wish."""

from datetime import UTC, datetime

import pytest

from tests.journeys.people import link_in_mail, make_account

THEME = "Cultuur en recreatie"


def this_month(day: int = 1) -> int:
    """A moment in the first week of next month, as the clock of a job gives it."""
    now = datetime.now(UTC)
    year, month = (now.year + 1, 1) if now.month == 12 else (now.year, now.month + 1)
    return int(datetime(year, month, day, 8, 15, tzinfo=UTC).timestamp())


@pytest.mark.mission(12)
def test_two_who_do_not_know_each_other_drink_coffee(arrive, town):
    # given two people of different organisations who say what they like to talk about
    one = make_account(arrive(), "zwolle.nl", given_name="Mila", family_name="Kuiper")
    other = make_account(arrive(), "tilburg.nl", given_name="Bas", family_name="Aalbers")
    for visitor in (one, other):
        visitor.go("/koffie/")
        visitor.choose(THEME)
        visitor.press("Ja, ik doe mee")
        visitor.sees("Je doet mee. De volgende ronde begint op")
    # when the first week of the month comes
    town.queue("exchange.coffee_round", timestamp=this_month())
    # then each gets a mail about the other, with what they share and how to reach each other
    mail = town.mailbox.latest_to(one.email, "Koffie met Bas Aalbers").get_body(("plain",)).get_content()
    assert THEME in mail
    assert other.email in mail
    one.go(link_in_mail(one, "Koffie met"))
    one.sees_title("Koffie met Bas Aalbers")
    one.sees(THEME)
    # and one tells how it was, which the other reads, and nobody else
    one.choose("We hebben elkaar gesproken")
    one.type("Hoe was het?", "Bas gaat dezelfde vraag eerst aan de bezoekers stellen.")
    one.press("Vertel het")
    one.sees("Dank je voor het vertellen.")
    page = one.page.url
    other.go(link_in_mail(other, "Koffie met"))
    other.sees("Bas gaat dezelfde vraag eerst aan de bezoekers stellen.")
    assert make_account(arrive(), "zwolle.nl").gets(page) == 404
    # when the job runs again, in a later month, they do not meet a second time
    other.go("/koffie/")
    other.press("Sla de volgende ronde over")
    other.press("Stop met koffie")
    other.sees("Je doet niet meer mee.")


@pytest.mark.mission(11)
def test_who_wants_to_be_asked_first_is_not_shown_before_a_yes(arrive, town):
    # given someone with a rare talent who wants to be asked first
    shy = make_account(arrive(), "zwolle.nl", given_name="Tess", family_name="Molenaar")
    shy.go("/account/profiel/")
    shy.type("Talenten", "vlinders tellen")
    shy.choose("Vraag het mij eerst")
    shy.press("Bewaar")
    profile = shy.page.url
    # then nobody sees how to reach her
    asker = make_account(arrive(), "tilburg.nl", given_name="Ravi", family_name="Bos")
    asker.go(profile)
    asker.sees("Deze persoon wil eerst gevraagd worden.")
    asker.sees_not(shy.email)
    # when someone finds her by what she can do, and asks a question to her alone instead of to everyone
    asker.go("/personen/wie-weet/?talent=vlinders+tellen")
    asker.choose("Tess Molenaar")
    asker.press("Schrijf ze je vraag")
    asker.type("Je vraag in één regel", "Hoe tel je vlinders zonder ze te storen?")
    asker.press("Verstuur je vraag")
    asker.sees("Wacht op antwoord")
    asker.sees_not(shy.email)
    question = asker.page.url
    # then she gets one mail with the question, and a page with every way to answer
    mail = town.mailbox.latest_to(shy.email, "Ravi Bos vraagt je").get_body(("plain",)).get_content()
    assert asker.email not in mail
    shy.go(link_in_mail(shy, "vraagt je"))
    shy.sees("Ik kan nu niet helpen")
    shy.sees("Dit is niet voor mij")
    # when she answers and says yes to showing how she is reached
    shy.type("Je antwoord", "Ga om zeven uur, en blijf op het pad.")
    shy.choose("Laat zien hoe ik bereikbaar ben")
    shy.press("Verstuur je antwoord")
    # then the asker hears of it, sees both, thanks and closes
    asker.go(link_in_mail(asker, "Tess Molenaar over je vraag"))
    asker.sees("Ga om zeven uur, en blijf op het pad.")
    asker.sees(shy.email)
    asker.type("Een woord van dank", "Dank je, het werkt.")
    asker.press("Sluit de vraag af")
    asker.sees("Je vraag is afgesloten.")
    # and a colleague of either finds nothing at that address
    assert make_account(arrive(), "zwolle.nl").gets(question) == 404


def test_one_asks_for_no_more_questions_and_gets_none(arrive):
    # given someone who was asked something and wants a break
    busy = make_account(arrive(), "zwolle.nl", given_name="Puck", family_name="Visser")
    busy.go("/account/profiel/")
    busy.type("Talenten", "zeilboten lakken")
    busy.press("Bewaar")
    busy.follow("Bekijk en verbeter waardoor anderen je vinden")
    busy.main.get_by_label("Anderen mogen mij vragen stellen").uncheck()
    busy.press("Bewaar")
    busy.sees("Het geldt vanaf nu.")
    # then others still find her, and cannot choose her
    asker = make_account(arrive(), "tilburg.nl")
    asker.go("/personen/wie-weet/?talent=zeilboten+lakken")
    asker.sees("Puck wil geen vragen krijgen.")
    assert asker.main.get_by_label("Puck Visser").count() == 0
