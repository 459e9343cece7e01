"""Who may do what: one table per rule."""

import pytest

from vliegwiel.initiatives import actions, rules
from vliegwiel.initiatives.models import Initiative

from .conftest import now

EVERYONE = ["visitor", "stranger", "seller", "network", "colleague", "lead", "manager", "operator"]
TABLE = {
    "may_edit": {"lead", "manager"},
    "may_lead": {"lead", "manager"},
    "may_move": {"lead", "manager"},
    "may_end": {"lead", "manager"},
    "may_change_ring": {"lead", "manager"},
    "may_revive": set(),
    "may_claim": set(),
    "may_show_interest": {"seller", "network", "colleague", "lead", "manager"},
}


@pytest.mark.parametrize("rule", TABLE)
def test_who_may_do_what_with_a_pilot_in_a_space(world, rule):
    yes = {name for name in EVERYONE if getattr(rules, rule)(now(getattr(world, name)), world.pilot)}
    assert yes == TABLE[rule]


@pytest.mark.parametrize("rule", TABLE)
def test_every_no_has_a_sentence(world, rule):
    for name in EVERYONE:
        answer = getattr(rules, rule)(now(getattr(world, name)), world.pilot)
        assert answer or str(answer.reason).endswith(".")


def test_a_team_member_edits_but_does_not_lead(world):
    actions.give_role(world.pilot, by=now(world.lead), person=world.colleague, role="member")
    member = now(world.colleague)
    assert rules.may_edit(member, world.pilot)
    assert rules.may_move(member, world.pilot)
    assert not rules.may_lead(member, world.pilot)
    assert not rules.may_end(member, world.pilot)


def test_only_the_lead_of_the_space_opens_wider_than_the_space(world):
    assert not rules.may_change_ring(now(world.lead), world.pilot, "public")
    assert rules.may_change_ring(now(world.lead), world.pilot, "organisation")
    assert rules.may_change_ring(now(world.manager), world.pilot, "public")


def test_someone_of_the_initiator_claims_an_imported_one(world):
    Initiative.objects.get(pk=world.pilot.pk).team.all().delete()
    assert rules.may_claim(now(world.colleague), world.pilot)
    assert rules.may_claim(now(world.manager), world.pilot)
    assert not rules.may_claim(now(world.network), world.pilot)
    assert not rules.may_claim(None, world.pilot)


def test_an_ended_one_can_only_be_taken_up_again(world):
    actions.end(world.pilot, by=now(world.lead), end="parked", reason="Even niet.")
    lead = now(world.lead)
    assert not rules.may_move(lead, world.pilot)
    assert not rules.may_end(lead, world.pilot)
    assert rules.may_revive(lead, world.pilot)


def test_one_speaks_for_ones_own_organisation(world):
    assert rules.may_speak_for(now(world.network), world.public, world.leiden)
    assert not rules.may_speak_for(now(world.network), world.public, world.delft)
    assert rules.may_speak_for(now(world.lead), world.public, world.leiden)
    assert not rules.may_speak_for(None, world.public, world.leiden)


def test_operators_keep_themes_and_space_leads_their_tracks(world):
    assert rules.may_keep_themes(now(world.operator), None)
    assert not rules.may_keep_themes(now(world.manager), None)
    assert not rules.may_keep_themes(None, None)
    assert rules.may_keep_tracks(now(world.manager), world.space)
    assert not rules.may_keep_tracks(now(world.lead), world.space)
    assert not rules.may_keep_tracks(None, world.space)
