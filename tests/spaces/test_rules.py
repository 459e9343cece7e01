"""Truth tables: who may do what with a space."""

import pytest

from vliegwiel.spaces import actions, queries, rules
from vliegwiel.spaces.models import Space

EVERYONE = ["visitor", "stranger", "supplier", "network", "colleague", "member", "lead", "operator"]


def who(cast, rule):
    return {name for name in EVERYONE if rule(getattr(cast, name))}


@pytest.mark.parametrize(
    ("ring", "seen_by"),
    [
        ("team", {"member", "lead"}),
        ("organisation", {"member", "lead", "colleague"}),
        ("network", {"member", "lead", "colleague", "network"}),
        ("public", set(EVERYONE)),
    ],
)
def test_each_ring_shows_a_space_to_these_people_and_no_others(cast, ring, seen_by):
    actions.change_ring(cast.space, by=cast.lead, ring=ring)
    assert who(cast, lambda person: rules.may_see_space(person, cast.space)) == seen_by
    assert who(cast, lambda person: Space.objects.visible_to(person).filter(pk=cast.space.pk).exists()) == seen_by


def nobody_leads(cast):
    for lead in (cast.lead, cast.second):
        lead.is_active = False
        lead.save()


def test_only_leads_keep_a_space_however_open_it_is(cast):
    for ring in ("network", "public"):
        actions.change_ring(cast.space, by=cast.lead, ring=ring)
        assert who(cast, lambda person: rules.may_edit_space(person, cast.space)) == {"lead"}
        assert who(cast, lambda person: rules.may_decide_membership(person, cast.space)) == {"lead"}
    assert who(cast, lambda person: rules.is_lead(person, cast.space)) == {"lead"}
    assert who(cast, lambda person: rules.is_member(person, cast.space)) == {"member", "lead"}


def test_an_operator_keeps_a_space_that_nobody_leads_when_it_can_be_seen(cast):
    nobody_leads(cast)
    assert not rules.may_edit_space(cast.operator, cast.space)
    actions.change_ring(cast.space, by=cast.lead, ring="public")
    assert rules.may_edit_space(cast.operator, cast.space)
    assert rules.may_edit_space(cast.operator, actions.ensure_square(None, by=None))
    assert not rules.may_edit_space(cast.network, cast.space)


def test_an_operator_reads_who_asked_to_join_only_where_nobody_leads(cast):
    actions.change_ring(cast.space, by=cast.lead, ring="public")
    actions.request(cast.space, by=cast.stranger, motivation="Ik hoor erbij")
    assert queries.requests_for(cast.space, cast.lead)
    assert queries.requests_for(cast.space, cast.operator) == []
    nobody_leads(cast)
    assert queries.requests_for(cast.space, cast.operator)


def test_only_who_works_at_a_public_body_or_partner_opens_a_space_and_only_for_that_body(cast, organisations):
    delft, leiden, seller = organisations.delft, organisations.leiden, organisations.softwarehuis
    may = rules.may_open_space
    assert who(cast, may) == {"network", "colleague", "lead", "operator"}
    assert who(cast, lambda person: may(person, None, [delft])) == {"colleague", "lead", "operator"}
    assert who(cast, lambda person: may(person, None, [delft, leiden])) == {"operator"}
    assert who(cast, lambda person: may(person, None, [seller])) == {"operator"}
    assert "Leiden" in may(cast.lead, None, [delft, leiden]).reason


def test_a_lead_adds_an_own_organisation_as_owner_and_takes_any_away(cast, organisations):
    delft, leiden = organisations.delft, organisations.leiden
    assert rules.may_set_owners(cast.second, cast.space, [delft, leiden])
    assert rules.may_set_owners(cast.second, cast.space, [leiden])
    assert not rules.may_set_owners(cast.lead, cast.space, [delft, leiden])
    assert not rules.may_set_owners(cast.member, cast.space, [delft])
    assert not rules.may_set_owners(cast.operator, cast.space, [delft])
    actions.change_ring(cast.space, by=cast.lead, ring="public")
    assert not rules.may_set_owners(cast.operator, cast.space, [leiden])
    nobody_leads(cast)
    assert rules.may_set_owners(cast.operator, cast.space, [leiden])


@pytest.mark.parametrize(
    ("space_ring", "ring", "by_all"),
    [("network", "team", True), ("network", "network", True), ("network", "public", False), ("team", "network", False)],
)
def test_wider_than_the_space_is_for_a_lead(cast, space_ring, ring, by_all):
    actions.change_ring(cast.space, by=cast.lead, ring=space_ring)
    assert who(cast, lambda person: rules.may_widen_ring(person, cast.space, ring)) == (
        set(EVERYONE) if by_all else {"lead"}
    )


def test_one_submits_as_a_member_or_where_everyone_can_join(cast):
    may = rules.may_submit_in
    assert who(cast, lambda person: may(person, cast.space)) == {"member", "lead"}
    actions.edit_space(cast.space, by=cast.lead, joining="open")
    assert who(cast, lambda person: may(person, cast.space)) == {"member", "lead", "network", "colleague"}
    square = actions.ensure_square(None, by=None)
    assert who(cast, lambda person: may(person, square)) == set(EVERYONE)


@pytest.mark.parametrize(
    ("joining", "can_join", "can_ask"),
    [
        ("open", {"network", "colleague"}, set()),
        ("request", set(), {"network", "colleague"}),
        ("invitation", set(), set()),
    ],
)
def test_how_one_becomes_a_member(cast, joining, can_join, can_ask):
    actions.edit_space(cast.space, by=cast.lead, joining=joining)
    assert who(cast, lambda person: rules.may_join(person, cast.space)) == can_join
    assert who(cast, lambda person: rules.may_request(person, cast.space)) == can_ask


def test_the_last_lead_can_neither_leave_nor_step_down(cast):
    assert rules.may_leave(cast.lead, cast.space)
    actions.step_down(cast.space, by=cast.second)
    assert not rules.may_leave(cast.lead, cast.space)
    assert not rules.may_step_down(cast.lead, cast.space)
    assert rules.may_leave(cast.second, cast.space)
    assert not rules.may_leave(cast.network, cast.space)


def test_a_lead_without_an_account_that_works_does_not_count(cast):
    cast.second.is_active = False
    cast.second.save()
    assert not rules.may_step_down(cast.lead, cast.space)
