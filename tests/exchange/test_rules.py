"""Who may do what, as truth tables over the named world."""

import pytest

from vliegwiel.exchange import actions, rules
from vliegwiel.people.models import Person

PEOPLE = ("visitor", "stranger", "supplier", "outsider", "manager", "colleague", "lead")


def who_may(world, rule, subject, **keywords) -> set[str]:
    return {name for name in PEOPLE if rule(world.person(name), subject, **keywords)}


def test_only_those_who_carry_something_place_for_it(world):
    team = who_may(world, rules.may_open, world.initiatives["letters"])
    assert team == {"manager", "colleague", "lead"}  # the sparring partner is on the team too
    assert who_may(world, rules.may_open, world.organisations["zwolle"]) == {"colleague", "lead"}
    assert who_may(world, rules.may_open, world.people["outsider"]) == {"outsider"}


def test_a_need_is_kept_by_its_team_or_organisation(world, fellows, place):
    assert who_may(world, rules.may_keep, fellows) == {"manager", "colleague", "lead"}
    of_organisation = place("lead", "zwolle", kind="money")
    assert who_may(world, rules.may_keep, of_organisation) == {"colleague", "lead"}


def test_others_ask_a_place_for_an_organisation_where_they_work(world, fellows):
    assert who_may(world, rules.may_ask, fellows) == {"supplier", "outsider"}
    tilburg = world.organisations["tilburg"]
    assert who_may(world, rules.may_join, fellows, organisation=tilburg) == {"outsider"}


def test_a_short_job_is_for_members_of_the_network(world, job, fellows):
    assert who_may(world, rules.may_take_job, job) == {"outsider"}
    assert who_may(world, rules.may_take_job, fellows) == set()


@pytest.mark.parametrize("state", ["met", "withdrawn", "lapsed"])
def test_what_is_closed_takes_no_questions_and_can_be_opened_again_by_its_keepers(world, fellows, state):
    actions.lapse_need(fellows, by=None) if state == "lapsed" else actions.step_need(
        fellows, by=world.person("lead"), state=state
    )
    assert who_may(world, rules.may_ask, fellows) == set()
    assert who_may(world, rules.may_invite, fellows) == set()
    assert who_may(world, rules.may_step, fellows, state="open") == {"manager", "colleague", "lead"}
    assert who_may(world, rules.may_step, fellows, state="met") == set()


def test_the_market_is_opened_by_keepers_and_only_where_everything_is_public(world, fellows, place):
    assert who_may(world, rules.may_open_to_market, fellows) == {"manager", "colleague", "lead"}
    inside = place("lead", "buddy")
    assert who_may(world, rules.may_open_to_market, inside) == set()
    assert "niet openbaar" in str(rules.may_open_to_market(world.person("lead"), inside).reason)


def test_each_question_is_answered_by_whom_it_is_for(world, fellows, place):
    tilburg, uwv = world.organisations["tilburg"], world.organisations["uwv"]
    join = actions.ask_to_join(fellows, by=world.person("outsider"), organisation=tilburg)
    assert who_may(world, rules.may_answer, join) == {"manager", "colleague", "lead"}
    assert who_may(world, rules.may_withdraw, join) == {"outsider"}
    invitation = actions.invite(fellows, by=world.person("lead"), organisation=uwv)
    assert rules.may_answer(world.person("community"), invitation)
    assert who_may(world, rules.may_answer, invitation) == set()
    offer = place("colleague", offer=True)
    use = actions.ask_for_offer(offer, by=world.person("outsider"))
    assert who_may(world, rules.may_answer, use) == {"colleague"}


def test_an_introduction_is_answered_by_who_wants_to_be_asked_first(world):
    Person.objects.filter(pk=world.people["lead"].pk).update(ask_first=True)
    made = actions.introduce(
        world.person("lead"), by=world.person("manager"), other=world.person("outsider"), message="Jullie moeten praten"
    )
    assert who_may(world, rules.may_answer, made) == {"lead"}


def test_introducing_others_is_for_the_network(world):
    assert who_may(world, rules.may_introduce, None) == {"outsider", "manager", "colleague", "lead"}


def test_what_came_of_it_is_told_by_the_two(world, job):
    connection = actions.take_job(job, by=world.person("outsider"))
    assert who_may(world, rules.may_tell, connection) == {"outsider", "lead"}
    assert who_may(world, rules.may_give_back, connection) == {"outsider", "lead", "manager", "colleague"}


def test_no_person_can_do_what_happens_by_itself(world):
    assert rules.nobody(None, None)
    assert who_may(world, rules.nobody, None) == {"visitor"}  # no page leads there
