"""Mail about questions and coffee, through a real mail server: once, in the reader's language, as they want to be reached."""

import re
from datetime import date, datetime

import pytest
from django.utils import timezone

from tests.people.test_mail import postbox  # noqa: F401
from vliegwiel.exchange import coffee_tasks, helping_tasks
from vliegwiel.exchange.actions import asking, coffee
from vliegwiel.exchange.models import CoffeePair, CoffeeSeat
from vliegwiel.initiatives.models import Theme
from vliegwiel.people import actions as people

MAY = date(2027, 5, 1)


@pytest.fixture
def asked(world):
    """The outsider asked the lead."""
    chosen = [(world.person("lead"), {"words": ["pilots"]})]
    question = asking.ask(
        None, by=world.person("outsider"), title="Wie weet <b>iets</b> van lakken?", text="Regel een.\n\nRegel twee.",
        people=chosen,
    )  # fmt: skip
    return question.asked.get()


def subject(letter):
    """As people read it: a long one with an ı in it is folded on its way."""
    return letter["Subject"].strip()


def bodies(letter):
    return [letter.get_body((kind,)).get_content() for kind in ("plain", "html")]


def test_a_question_is_mailed_once_with_the_reason_and_without_addresses(postbox, world, asked):  # noqa: F811
    helping_tasks.mail_question(asked.pk)
    helping_tasks.mail_question(asked.pk)
    (letter,) = postbox.letters
    assert letter["To"] == "lead@voorbeeld.example"
    assert subject(letter) == "Noor Yılmaz vraagt je: Wie weet <b>iets</b> van lakken?"
    assert letter["Auto-Submitted"] == "auto-generated"
    for body in bodies(letter):
        assert f"/vragen/{asked.question.code}/" in body
        assert "pilots" in body
        assert "outsider@" not in body
    assert "&lt;b&gt;iets" in bodies(letter)[1]


def test_in_the_language_of_who_reads_it(postbox, world, asked):  # noqa: F811
    people.choose_language(world.person("lead"), by=world.person("lead"), language="en")
    helping_tasks.mail_question(asked.pk)
    (letter,) = postbox.letters
    assert subject(letter).startswith("Noor Yılmaz asks you:")
    assert "Why you:" in bodies(letter)[0]


@pytest.mark.parametrize("change", ["here", "closed", "answered", "gone"])
def test_no_mail_when_it_is_not_wanted_or_needed_any_more(postbox, world, asked, change):  # noqa: F811
    lead = world.person("lead")
    if change == "here":
        people.update_profile(lead, by=lead, contact_way="here")
    elif change == "closed":
        asking.thank(asked.question, by=world.person("outsider"))
    elif change == "answered":
        asking.answer(asked, by=lead, text="Ja.")
    else:
        lead.is_active = False
        lead.save()
    helping_tasks.mail_question(asked.pk)
    assert postbox.letters == []


def test_a_mail_server_that_is_away_is_tried_again(postbox, world, asked):  # noqa: F811
    postbox.refuse = True
    with pytest.raises(OSError, match="Come back later"):
        helping_tasks.mail_question(asked.pk)
    postbox.refuse = False
    helping_tasks.mail_question(asked.pk)
    assert len(postbox.letters) == 1


@pytest.mark.parametrize(
    ("deed", "words"),
    [("answer", "heeft je vraag beantwoord"), ("not_me", "weet niets van deze vraag"), ("decline", "kan je nu niet")],
)
def test_the_asker_hears_once_what_someone_did(postbox, world, asked, deed, words):  # noqa: F811
    more = {"text": "Het geheime antwoord"} if deed == "answer" else {}
    getattr(asking, deed)(asked, by=world.person("lead"), **more)
    helping_tasks.mail_answer(asked.pk)
    helping_tasks.mail_answer(asked.pk)
    (letter,) = postbox.letters
    assert letter["To"] == "outsider@voorbeeld.example"
    for body in bodies(letter):
        assert words in body
        assert "geheime" not in body


def test_work_for_rows_that_are_gone_is_no_error(db):
    helping_tasks.mail_question(0)
    helping_tasks.mail_answer(0)
    coffee_tasks.mail_coffee(0)
    helping_tasks.gather(0)


@pytest.fixture
def pair(world):
    for name in ("community", "outsider"):
        person = world.person(name)
        coffee.join(person, by=person, themes=Theme.objects.filter(name_nl="Werk"))
    return lambda: coffee_tasks.hold_round(MAY, timezone.make_aware(datetime(2027, 5, 1, 9)))


def test_both_get_an_introduction_of_the_other(postbox, world, pair):  # noqa: F811
    pair()
    for seat in CoffeeSeat.objects.all():
        coffee_tasks.mail_coffee(seat.pk)
        coffee_tasks.mail_coffee(seat.pk)
    letters = {letter["To"]: letter for letter in postbox.letters}
    assert len(postbox.letters) == 2
    to_noor = bodies(letters["outsider@voorbeeld.example"])[0]
    for words in ("Sanne Bakker", "Communitymanager innovatie", "Werk", "community@voorbeeld.example"):
        assert words in to_noor
    assert f"/koffie/{CoffeePair.objects.get().code}/" in to_noor
    assert "outsider@voorbeeld.example" in bodies(letters["community@voorbeeld.example"])[0]


def test_who_wants_to_be_asked_first_is_named_without_an_address(postbox, world, pair):  # noqa: F811
    outsider = world.person("outsider")
    people.update_profile(outsider, by=outsider, ask_first=True)
    pair()
    coffee_tasks.mail_coffee(CoffeeSeat.objects.get(person=world.people["community"]).pk)
    (letter,) = postbox.letters
    for body in bodies(letter):
        assert "outsider@" not in body
        assert re.search("Noor wil eerst gevraagd worden", body)
