"""A question to a few people: no more than they want, never by force, and read by nobody else."""

import threading
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from vliegwiel.core.answers import Mistake, Refused
from vliegwiel.exchange.actions import asking, expertise
from vliegwiel.exchange.models import Asked, Question
from vliegwiel.exchange.queries.asking import answers_for
from vliegwiel.people.models import Person

TITLE = "Wie weet hoe je stukken lakt?"


@pytest.fixture
def ask(world):
    """`ask("lead", "manager", by="outsider")`: a question to these people."""

    def make(*names, by="outsider", title=TITLE, text="We doen het nu met de hand.", **more):
        people = [(world.person(name), {"words": ["pilots"]}) for name in names]
        return asking.ask(None, by=world.person(by), title=title, text=text, people=people, **more)

    return make


def sees(world, name, question):
    return Question.objects.visible_to(world.person(name)).filter(pk=question.pk).exists()


@pytest.mark.parametrize(
    ("name", "may"),
    [
        ("lead", True), ("community", True), ("operator", True), ("supplier", False), ("stranger", False),
        ("visitor", False),
    ],
)  # fmt: skip
def test_who_may_ask(world, name, may):
    chosen = [(world.people["manager"], {})]
    if may:
        assert asking.ask(None, by=world.person(name), title=TITLE, text="", people=chosen)
    else:
        with pytest.raises(Refused):
            asking.ask(None, by=world.person(name), title=TITLE, text="", people=chosen)


def test_only_who_asks_and_who_are_asked_read_it(world, ask):
    question = ask("lead", "manager")
    readers = {name for name in ("visitor", *world.people) if sees(world, name, question)}
    assert readers == {"outsider", "lead", "manager"}


def test_each_sees_their_own_answer_and_the_asker_all(world, ask):
    question = ask("lead", "manager")
    for name in ("lead", "manager"):
        asking.answer(question.asked.get(person=world.people[name]), by=world.person(name), text=f"Dit zegt {name}.")
    said = {name: {row.answer for row in answers_for(question, world.person(name))} for name in ("outsider", "lead")}
    assert said == {"outsider": {"Dit zegt lead.", "Dit zegt manager."}, "lead": {"Dit zegt lead."}}


def test_nobody_is_asked_more_often_than_they_want(world, ask):
    for number in range(3):
        ask("lead", title=f"Vraag {number}")
    with pytest.raises(Mistake) as mistake:
        ask("lead", "manager", by="community", title="Nog een")
    assert "Iris de Wit" in str(mistake.value.sentences["people"])
    assert not Asked.objects.filter(person=world.people["manager"]).exists()
    later = timezone.now() + timedelta(days=31)
    assert ask("lead", by="community", title="Nog een", at=later)


def test_someone_can_want_fewer_or_more(world, ask):
    lead = world.person("lead")
    values = {"uses_experience": True, "is_askable": True, "paused_until": None, "availability": ""}
    expertise.change_helping(lead, by=lead, most_asked=1, **values)
    ask("lead")
    with pytest.raises(Mistake):
        ask("lead", title="Tweede")
    expertise.change_helping(lead, by=lead, most_asked=5, **values)
    ask("lead", title="Tweede")


@pytest.mark.django_db(transaction=True)
def test_two_at_once_do_not_pass_the_limit(transactional_db):
    from tests.cast import move_in

    world = move_in()
    lead = world.person("lead")
    expertise.change_helping(
        lead, by=lead, uses_experience=True, is_askable=True, most_asked=1, paused_until=None, availability=""
    )
    together, outcomes = threading.Barrier(4), []

    def press(name):
        try:
            asker = Person.objects.get(pk=world.people[name].pk)
            together.wait(20)
            asking.ask(None, by=asker, title=f"Vraag van {name}", text="", people=[(lead, {})])
            outcomes.append("asked")
        except Mistake:
            outcomes.append("full")
        finally:
            connection.close()

    pressing = [
        threading.Thread(target=press, args=[name]) for name in ("outsider", "manager", "community", "colleague")
    ]
    for one in pressing:
        one.start()
    for one in pressing:
        one.join()
    assert sorted(outcomes) == ["asked", "full", "full", "full"]
    assert Asked.objects.filter(person=lead).count() == 1


@pytest.mark.parametrize("wish", [{"is_askable": False}, {"paused_until": "today"}])
def test_who_does_not_want_questions_gets_none(world, ask, wish):
    lead = world.person("lead")
    values = {"uses_experience": True, "is_askable": True, "most_asked": 3, "paused_until": None, "availability": ""}
    if "paused_until" in wish:
        wish = {"paused_until": timezone.localdate()}
    expertise.change_helping(lead, by=lead, **values | wish)
    with pytest.raises(Mistake):
        ask("lead")


def test_a_form_that_is_sent_twice_asks_once(world, ask):
    assert ask("lead") == ask("lead")
    assert Asked.objects.count() == 1
    assert ask("lead", at=timezone.now() + timedelta(hours=1)) != Question.objects.earliest("pk")


@pytest.mark.parametrize(
    ("field", "more"),
    [
        ("title", {"title": ""}), ("title", {"title": "x" * 201}), ("text", {"text": "x" * 4001}),
        ("text", {"text": "nul\x00"}), ("text", {"text": "x" * 100_000}),
    ],
)  # fmt: skip
def test_a_question_that_cannot_be_kept_is_refused_at_its_field(world, ask, field, more):
    with pytest.raises(Mistake) as mistake:
        ask("lead", **more)
    assert list(mistake.value.sentences) == [field]
    assert not Question.objects.exists()


def test_nobody_everybody_and_oneself_cannot_be_asked(world, ask):
    with pytest.raises(Mistake):
        ask()
    with pytest.raises(Mistake):
        ask("outsider")
    with pytest.raises(Mistake):
        ask("lead", "manager", "community", "colleague", "operator", "supplier")


def test_someone_who_leaves_meanwhile_is_not_asked(world, ask):
    world.people["lead"].is_active = False
    world.people["lead"].save()
    with pytest.raises(Mistake):
        ask("lead", "manager")
    assert not Question.objects.exists()


def test_passing_it_on_asks_another_and_gives_the_place_back(world, ask):
    question = ask("lead")
    asked = question.asked.get()
    asking.pass_on(asked, by=world.person("lead"), to=world.person("manager"), because={})
    assert {row.person_id: row.state for row in question.asked.all()} == {
        world.people["lead"].pk: "passed_on",
        world.people["manager"].pk: "waiting",
    }
    assert question.asked.get(person=world.people["manager"]).passed_by == world.people["lead"]
    assert sees(world, "manager", question)


@pytest.mark.parametrize("to", ["outsider", "lead"])
def test_it_is_not_passed_on_to_the_asker_or_to_oneself(world, ask, to):
    asked = ask("lead").asked.get()
    with pytest.raises(Mistake):
        asking.pass_on(asked, by=world.person("lead"), to=world.person(to), because={})
    asked.refresh_from_db()
    assert asked.is_waiting


def test_passing_it_on_to_who_was_asked_already_changes_nothing(world, ask):
    question = ask("lead", "manager")
    asked = question.asked.get(person=world.people["lead"])
    with pytest.raises(Mistake):
        asking.pass_on(asked, by=world.person("lead"), to=world.person("manager"), because={})
    asked.refresh_from_db()
    assert asked.is_waiting


def test_a_question_goes_to_five_at_most_also_in_steps(world, ask):
    question = ask("lead", "manager", "community")
    outsider = world.person("outsider")
    asking.ask_more(question, by=outsider, people=[(world.person("colleague"), {}), (world.person("operator"), {})])
    with pytest.raises(Mistake):
        asking.ask_more(question, by=outsider, people=[(world.person("lead"), {})])
    asking.not_me(question.asked.get(person=world.people["operator"]), by=world.person("operator"))
    assert question.asked.count() == 5


@pytest.mark.parametrize("deed", ["answer", "decline", "not_me"])
def test_one_answers_once_for_oneself_and_while_it_is_open(world, ask, deed):
    words = {"answer": {"text": "Zo."}, "decline": {"text": "Druk."}, "not_me": {}}[deed]
    question = ask("lead", "manager")
    asked = question.asked.get(person=world.people["lead"])
    with pytest.raises(Refused):
        getattr(asking, deed)(asked, by=world.person("manager"), **words)
    getattr(asking, deed)(asked, by=world.person("lead"), **words)
    with pytest.raises(Refused):
        getattr(asking, deed)(asked, by=world.person("lead"), **words)
    asking.thank(question, by=world.person("outsider"), thanks="Dank je.")
    with pytest.raises(Refused):
        getattr(asking, deed)(question.asked.get(person=world.people["manager"]), by=world.person("manager"), **words)


@pytest.mark.parametrize("text", ["", "   ", "x" * 8001, "nul\x00"])
def test_an_answer_that_cannot_be_kept_is_refused(world, ask, text):
    asked = ask("lead").asked.get()
    with pytest.raises(Mistake):
        asking.answer(asked, by=world.person("lead"), text=text)


def test_an_answer_is_shared_only_by_the_asker_and_with_consent(world, ask):
    question = ask("lead", "manager")
    outsider = world.person("outsider")
    asking.answer(question.asked.get(person=world.people["lead"]), by=world.person("lead"), text="Geheim.")
    with pytest.raises(Refused):
        asking.share(question, by=outsider)
    asking.answer(
        question.asked.get(person=world.people["manager"]), by=world.person("manager"), text="Open.", may_be_shared=True
    )
    with pytest.raises(Refused):
        asking.share(question, by=world.person("manager"))
    asking.share(question, by=outsider)
    question.refresh_from_db()
    assert [row.answer for row in answers_for(question, world.person("community"))] == ["Open."]
    assert {name for name in ("visitor", *world.people) if not sees(world, name, question)} == {
        "visitor", "supplier", "stranger",
    }  # fmt: skip
    asking.share(question, by=outsider, shared=False)
    assert not sees(world, "community", question)
    assert sees(world, "lead", question)


def test_only_the_asker_closes_and_asks_more(world, ask):
    question = ask("lead")
    for act in (
        lambda by: asking.thank(question, by=by),
        lambda by: asking.ask_more(question, by=by, people=[(world.person("community"), {})]),
    ):
        with pytest.raises(Refused):
            act(world.person("lead"))
    asking.thank(question, by=world.person("outsider"))
    with pytest.raises(Refused):
        asking.ask_more(question, by=world.person("outsider"), people=[(world.person("community"), {})])
