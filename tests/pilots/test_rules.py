"""Truth tables: who may do what with a check-in, an action of the desk, a programme."""

import pytest

from tests.initiatives.conftest import now
from vliegwiel.pilots import actions, rules
from vliegwiel.pilots.journey import STEPS, ActionState, StepKind
from vliegwiel.pilots.models import Action, Programme

from .conftest import EVERYONE, again, asked, check_in, report


def who(world, rule) -> set[str]:
    return {name for name in EVERYONE if rule(now(getattr(world, name)))}


def test_the_team_and_the_leads_of_the_space_tell_how_it_goes(world):
    report(world)
    sent = check_in(world)
    for rule, subject in [
        (rules.may_check_in, world.pilot),
        (rules.may_set_rhythm, world.pilot),
        (rules.may_anchor, world.pilot),
        (rules.may_narrow, sent),
    ]:
        assert who(world, lambda person, rule=rule, subject=subject: rule(person, subject)) == {"lead", "manager"}


def test_only_who_leads_it_invites_and_only_the_project_lead_lets_a_programme_read_along(world):
    assert who(world, lambda person: rules.may_invite(person, world.pilot)) == {"lead", "manager"}
    assert who(world, lambda person: rules.may_report(person, world.pilot)) == {"lead"}
    report(world)
    assert who(world, lambda person: rules.may_stop_reporting(person, world.pilot)) == {
        "lead", "manager", "programme", "network",
    }  # fmt: skip


def test_a_programme_is_kept_by_the_leads_of_its_space(world):
    desk = Programme.objects.get()
    assert who(world, lambda person: rules.may_keep_programme(person, desk.space)) == {"programme", "network"}
    assert who(world, lambda person: rules.may_ask_report(person, desk)) == {"programme", "network"}
    assert who(world, lambda person: rules.may_ask_report(person, desk, world.pilot)) == set()
    assert who(world, lambda person: rules.may_ask_report(person, desk, world.public)) == {"programme", "network"}


@pytest.mark.parametrize("state", ActionState.values)
def test_the_table_of_steps_says_what_the_desk_may_do_in_each_state(world, state):
    report(world)
    one, _other = asked(world)
    Action.objects.filter(pk=one.pk).update(state=state)
    one = again(one)
    desk = {
        StepKind.TAKEN_UP: rules.may_take_up,
        StepKind.ASKED_BACK: rules.may_ask_back,
        StepKind.ANSWERED: rules.may_answer,
        StepKind.HANDED_ON: rules.may_hand_on,
        StepKind.MERGED: rules.may_merge,
    }
    for kind, rule in desk.items():
        expected = {"programme", "network"} if state in STEPS[kind][0] else set()
        assert who(world, lambda person, rule=rule: rule(person, one)) == expected, kind
    for kind, rule in {StepKind.REPLIED: rules.may_reply, StepKind.REOPENED: rules.may_reopen}.items():
        expected = {"lead"} if state in STEPS[kind][0] else set()
        assert who(world, lambda person, rule=rule: rule(person, one)) == expected, kind


def test_who_it_was_handed_on_to_works_on_it_for_as_long_as_they_can_read_it(world):
    report(world)
    one, _other = asked(world)
    assert not rules.may_answer(now(world.lead), one)
    one = actions.hand_on(one, by=now(world.programme), owner=now(world.lead))
    assert rules.may_answer(now(world.lead), again(one))
    one.owner = world.stranger
    assert not rules.may_answer(now(world.stranger), one)


def test_without_a_programme_the_leads_of_the_space_have_it_on_their_desk(world):
    one, _other = asked(world)
    assert who(world, lambda person: rules.may_answer(person, one)) == {"manager"}


def test_what_the_platform_does_nobody_does(world):
    report(world)
    one, _other = asked(world)
    assert who(world, lambda person: rules.may_release(person, one)) == {"visitor"}
    assert who(world, lambda person: rules.may_come_due(person, world.pilot.rhythm)) == {"visitor"}
