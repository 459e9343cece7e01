"""Truth tables: who may do what with people and organisations."""

import pytest

from vliegwiel.people import actions, rules
from vliegwiel.people.models import Membership

pytestmark = pytest.mark.django_db

CAST = ["visitor", "bob", "member", "admin", "other_admin", "operator"]
TABLE = {
    # rule                        visitor bob    member admin  other  operator
    "may_edit_organisation": (False, False, False, True, False, True),
    "may_edit_facts": (False, False, False, False, False, True),
    "may_ask_membership": (False, True, True, True, True, True),
    "may_invite": (False, False, False, True, False, True),
}
OF_MEMBERSHIP = {
    "may_judge_membership": (False, False, False, True, False, True),
    "may_make_admin": (False, False, False, True, False, True),
    "may_end_membership": (False, True, False, True, False, True),
    "may_confirm_by_mail": (False, False, False, False, False, False),
}


@pytest.fixture
def cast(bob, admin, operator, join, utrecht, supplier):
    member = join("mila@utrecht.nl")
    actions.request_membership(utrecht, by=member)
    other = join("otto@bits.example")
    actions.approve_membership(actions.request_membership(supplier, by=other), by=operator, as_admin=True)
    actions.request_membership(utrecht, by=bob)
    people = {"visitor": None, "bob": bob, "member": member, "admin": admin, "other_admin": other, "operator": operator}
    for person in filter(None, people.values()):
        person.refresh_from_db()
    return people


@pytest.mark.parametrize("rule", TABLE)
def test_of_an_organisation(cast, utrecht, rule):
    assert tuple(bool(getattr(rules, rule)(cast[name], utrecht)) for name in CAST) == TABLE[rule]


@pytest.mark.parametrize("rule", OF_MEMBERSHIP)
def test_of_a_request_by_bob(cast, utrecht, rule):
    asked = Membership.objects.get(person=cast["bob"])
    assert tuple(bool(getattr(rules, rule)(cast[name], asked)) for name in CAST) == OF_MEMBERSHIP[rule]


def test_operators_let_themselves_in_only_where_nobody_is_yet(cast, utrecht, supplier):
    operator = cast["operator"]
    own = actions.request_membership(utrecht, by=operator)
    answer = rules.may_judge_membership(operator, own)
    assert not answer
    assert "een andere beheerder" in str(answer.reason)
    assert rules.may_judge_membership(cast["admin"], own)
    empty = actions.add_organisation(None, by=operator, name="Nieuwland", kind="municipality")
    assert rules.may_judge_membership(operator, actions.request_membership(empty, by=operator))


def test_every_no_has_a_sentence(cast, utrecht):
    asked = Membership.objects.get(person=cast["bob"])
    for name, thing in [*((rule, utrecht) for rule in TABLE), *((rule, asked) for rule in OF_MEMBERSHIP)]:
        answer = getattr(rules, name)(None, thing)
        assert answer or str(answer.reason).endswith(".")


def test_who_wants_to_be_asked_first_shows_no_address_to_others(cast):
    cast["bob"].ask_first = True
    seen = {name for name in CAST if rules.may_see_contact(cast[name], cast["bob"])}
    assert seen == {name for name in CAST if cast[name] == cast["bob"]}


@pytest.mark.parametrize(
    ("way", "seen"),
    [
        ("mail", (False, True, True, True, False, False)),
        ("here", (False, True, False, False, False, False)),
    ],
)
def test_how_to_reach_bob_is_for_the_network_and_only_as_he_wants(cast, way, seen):
    """The supplier's administrator and the operator without an organisation are not in the network."""
    cast["bob"].contact_way = way
    assert tuple(bool(rules.may_see_contact(cast[name], cast["bob"])) for name in CAST) == seen
