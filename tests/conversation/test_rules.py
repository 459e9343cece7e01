"""Truth tables: who may talk, change, report and moderate."""

import pytest

from tests.initiatives.conftest import now, sign_up
from vliegwiel.conversation import actions, rules
from vliegwiel.conversation.models import Comment
from vliegwiel.initiatives import actions as initiatives
from vliegwiel.pilots import actions as pilots
from vliegwiel.pilots.models import Action

from .conftest import EVERYONE, again, hide, newcomer, say


def who(world, rule) -> set[str]:
    return {name for name in EVERYONE if rule(now(getattr(world, name)))}


def test_everyone_with_an_account_who_reads_it_may_talk(team):
    assert who(team, lambda one: rules.may_talk(one, team.public)) == set(EVERYONE) - {"visitor"}
    assert who(team, lambda one: rules.may_talk(one, team.pilot)) == {"lead", "manager"}
    assert who(team, lambda one: rules.may_talk(one, team.space)) == {"lead", "manager", "network", "colleague"}


def test_only_the_maker_changes_and_withdraws_and_everyone_else_may_find_it_helpful_or_report_it(world):
    one = say(world)
    for rule in (rules.may_change, rules.may_withdraw):
        assert who(world, lambda person, rule=rule: rule(person, one)) == {"network"}
    for rule in (rules.may_find_helpful, rules.may_report):
        assert who(world, lambda person, rule=rule: rule(person, one)) == set(EVERYONE) - {"visitor", "network"}
    assert who(world, lambda person: rules.may_reply(person, one)) == set(EVERYONE) - {"visitor"}


def test_a_hidden_comment_can_only_be_withdrawn_and_appealed_by_its_maker(world):
    one = say(world)
    hiding = hide(world, one)
    one = again(one)
    hiding.comment = one
    for rule in (rules.may_change, rules.may_find_helpful, rules.may_report, rules.may_reply, rules.may_hide):
        assert who(world, lambda person, rule=rule: rule(person, one)) == set()
    assert who(world, lambda person: rules.may_withdraw(person, one)) == {"network"}
    assert who(world, lambda person: rules.may_appeal(person, hiding)) == {"network"}


def test_leads_of_the_space_moderate_and_operators_what_they_read(world):
    in_space, in_square = again(say(world, about=world.pilot)), again(say(world))
    assert who(world, lambda person: rules.may_hide(person, in_space)) == {"manager"}
    assert who(world, lambda person: rules.may_hide(person, in_square)) == {"operator"}
    assert who(world, rules.may_moderate) == {"manager", "operator"}
    own = again(say(world, about=world.pilot, by="manager"))
    assert who(world, lambda person: rules.may_hide(person, own)) == set()
    report = actions.report(in_space, by=now(world.lead), reason="Hm")
    assert who(world, lambda person: rules.may_keep(person, report)) == {"manager"}


def test_another_than_who_hid_it_decides_unless_there_is_nobody_else(world):
    hiding = hide(world, say(world))
    actions.appeal(hiding, by=now(world.network), words="Toch")
    hiding = again(hiding)
    assert who(world, lambda person: rules.may_decide(person, hiding)) == {"operator"}
    second = sign_up("Oscar", is_operator=True)
    assert who(world, lambda person: rules.may_decide(person, hiding)) == set()
    assert rules.may_decide(now(second), hiding)


@pytest.mark.parametrize("kind", ["net", "public"])
def test_a_supplier_talks_about_what_is_public_alone(world, kind):
    seller = newcomer(world, "Lotte", "software")
    assert bool(rules.may_talk(seller, world.public if kind == "public" else world.pilot)) is (kind == "public")


def test_what_is_said_of_a_part_or_a_desk_follows_what_it_is_about(world):
    lead = now(world.lead)
    part = initiatives.add_part(again(world.pilot), by=lead, kind="data", name="Lijst", description="Namen.")
    sent = pilots.send(again(world.pilot), by=lead, secret="w" * 32, items=[("question", "Wie?")], ring="network")
    action = Action.objects.get(item__check_in=sent)
    said = [say(world, by="lead", about=one) for one in (part, action)]
    assert all(rules.sees(now(world.network), again(one)) for one in said)
    assert all(again(one).moderators == [f"lead:{world.pilot.space_id}"] for one in said)
    initiatives.change_ring(again(world.pilot), by=lead, ring="team")
    assert not any(rules.sees(now(world.network), again(one)) for one in said)
    assert all(rules.sees(now(world.manager), again(one)) for one in said)
    initiatives.remove_part(again(world.pilot), by=lead, part=again(part))
    assert not Comment.objects.filter(pk=said[0].pk).exists()


def test_what_is_said_of_an_organisation_is_for_everyone_and_operators_decide(world):
    said = say(world, by="stranger", about=world.delft)
    assert (said.audience, said.moderators) == (["public"], [])
    assert who(world, lambda person: rules.may_hide(person, said)) == {"operator"}
