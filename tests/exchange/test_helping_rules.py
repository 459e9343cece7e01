"""Who may do what with questions, expertise and coffee: the truth tables."""

import pytest
from django.utils import timezone

from tests.cast import VIEWERS
from vliegwiel.exchange import helping_rules as rules
from vliegwiel.exchange.models import Asked, CoffeeGuest, CoffeePair, CoffeeSeat, Expertise, Question

NETWORK = {"operator", "lead", "colleague", "manager", "community", "outsider"}
TABLE = {
    "may_keep_helping": {"lead"},
    "may_correct": {"lead"},
    "may_ask": NETWORK,
    "may_ask_more": {"outsider"},
    "may_answer": {"lead"},
    "may_pass_on": {"lead"},
    "may_thank": {"outsider"},
    "may_share": {"outsider"},
    "may_drink_coffee": {"lead"},
    "may_stop_coffee": {"lead"},
    "may_speak_of_coffee": {"lead"},
    "nobody": {"visitor"},
}
"""Rule: who may, of everyone in the named world."""


@pytest.fixture
def things(world):
    """A question of the outsider to the lead, which someone else answered; a line, and a coffee of the lead."""
    now, lead, outsider = timezone.now(), world.people["lead"], world.people["outsider"]
    question = Question.objects.create(by=outsider, title="x", asked_at=now)
    asked = Asked.objects.create(question=question, person=lead, asked_at=now)
    Asked.objects.create(
        question=question, person=world.people["manager"], asked_at=now, answered_at=now, state="answered", answer="x",
        may_be_shared=True,
    )  # fmt: skip
    one, other = sorted([lead, outsider], key=lambda person: person.pk)
    month = now.date().replace(day=1)
    pair = CoffeePair.objects.create(month=month, one=one, other=other, topics=["talent:x"], made_at=now)
    return {
        "may_keep_helping": world.person("lead"),
        "may_correct": Expertise.objects.create(person=lead, source="own", subject="x", since=now),
        "may_ask": None,
        "may_ask_more": question,
        "may_answer": asked,
        "may_pass_on": asked,
        "may_thank": question,
        "may_share": question,
        "may_drink_coffee": world.person("lead"),
        "may_stop_coffee": CoffeeGuest.objects.create(person=lead, since=now),
        "may_speak_of_coffee": CoffeeSeat.objects.create(pair=pair, person=lead, month=month),
        "nobody": None,
    }


@pytest.mark.parametrize("rule", TABLE)
def test_who_may(world, things, rule):
    assert {name for name in VIEWERS if getattr(rules, rule)(world.person(name), things[rule])} == TABLE[rule]


@pytest.mark.parametrize("rule", TABLE)
def test_every_no_has_a_sentence(world, things, rule):
    for name in VIEWERS:
        answer = getattr(rules, rule)(world.person(name), things[rule])
        assert answer or str(answer.reason).endswith(".")


@pytest.mark.parametrize("rule", ["may_ask_more", "may_answer", "may_pass_on", "may_thank"])
def test_a_closed_question_is_closed_for_all(world, things, rule):
    question = things["may_thank"]
    question.closed_at = timezone.now()
    question.save()
    thing = things[rule]
    thing.refresh_from_db()
    assert not any(getattr(rules, rule)(world.person(name), thing) for name in VIEWERS)


@pytest.mark.parametrize(("way", "may"), [("mail", True), ("phone", True), ("here", False)])
def test_after_a_yes_someone_is_reached_as_they_want(world, way, may):
    lead = world.person("lead")
    lead.contact_way, lead.ask_first = way, True
    assert bool(rules.may_reach(world.person("outsider"), lead)) == may
    assert not rules.may_reach(None, lead)
    lead.is_active = False
    assert not rules.may_reach(world.person("outsider"), lead)
