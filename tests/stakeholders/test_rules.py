"""Truth tables: who may do what with a playing field and with conversations."""

from tests.initiatives.conftest import now
from vliegwiel.stakeholders import actions, rules
from vliegwiel.stakeholders.queries.parties import WORDS, Party

from .conftest import AT, EVERYONE, again, report, ring


def who(world, rule) -> set[str]:
    return {name for name in EVERYONE if rule(now(getattr(world, name)))}


def test_the_team_and_the_leads_of_its_space_keep_the_parties(world):
    pilot = report(world)
    for rule, subject in [
        (rules.may_add, pilot), (rules.may_change, world.party), (rules.may_assign, world.party),
        (rules.may_open_field, pilot),
    ]:  # fmt: skip
        assert who(world, lambda person, rule=rule, subject=subject: rule(person, subject)) == {"lead", "manager"}


def test_only_someone_of_the_team_takes_over(world):
    assert who(world, lambda person: rules.may_take_over(person, world.party)) == {"lead"}


def test_words_about_people_are_for_those_who_carry_it(world):
    ring(world, "public", "network")
    assert who(world, lambda person: rules.may_read_personal(person, again(world.pilot))) == {"lead", "manager"}
    pilot = report(world)
    readers = {"lead", "manager", "programme"}
    assert who(world, lambda person: rules.may_read_personal(person, pilot)) == readers
    assert who(world, lambda person: rules.may_bring(person, again(world.party))) == readers


def test_everyone_with_an_account_may_look_at_what_they_see_over_all_pilots(world):
    assert who(world, rules.may_look_over_all) == set(EVERYONE) - {"visitor"}


def test_conversations_are_prepared_by_who_carries_something(world):
    assert who(world, rules.may_prepare) == {"lead", "manager", "programme"}
    assert who(world, lambda person: rules.may_prepare(person, None, [world.party])) == {"lead", "manager"}
    assert who(world, lambda person: rules.may_prepare(person, None, [])) == set()
    report(world)
    row = again(world.party)
    assert who(world, lambda person: rules.may_prepare(person, None, [row])) == {"lead", "manager", "programme"}


def test_what_came_of_it_is_told_by_who_prepared_it_and_by_the_pilots(world):
    report(world)
    party = Party(WORDS + world.words.compared, world.words.name, world.words.code)
    row = again(world.words)
    talk = actions.prepare(None, by=now(world.programme), at=AT, party=party, asks=[row], on=AT.date())
    assert who(world, lambda person: rules.may_tell(person, talk)) == {"lead", "manager", "programme"}


def test_forgetting_is_done_by_nobody(world):
    assert who(world, lambda person: rules.may_forget(person, None)) == {"visitor"}
