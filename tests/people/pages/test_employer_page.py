"""Where do you work? Asked on the way to placing something; found by name, proven by mail or approval, and skippable."""

import re
from urllib.parse import quote

import pytest
from django.urls import reverse

from vliegwiel.people import actions
from vliegwiel.people.models import Membership

pytestmark = pytest.mark.django_db
ONWARDS = "/initiatieven/nieuw/abc/3/"
EMPLOYER = "/account/waar-werk-je/"


@pytest.fixture
def bob(join):
    return join("bob@elders.example")


@pytest.fixture
def mila(join):
    """Has a confirmed address of Utrecht, and did not say so."""
    return join("mila@utrecht.nl")


def asked(**more) -> str:
    return f"{EMPLOYER}?" + "&".join(f"{name}={quote(value)}" for name, value in more.items())


def test_an_organisation_is_found_by_part_of_its_name_and_chosen(signed_in, bob, utrecht):
    client = signed_in(bob)
    page = client.get(asked(q="utre", next=ONWARDS)).content.decode()
    assert re.search(rf'<input[^>]*type="radio"[^>]*value="{utrecht.code}"', page)
    answer = client.post(asked(q="utre", next=ONWARDS), {"organisation": utrecht.code, "motivation": "Aan de balie"})
    assert (answer.status_code, answer["Location"]) == (302, ONWARDS)
    membership = Membership.objects.get(person=bob)
    assert (membership.organisation, membership.state, membership.motivation) == (utrecht, "requested", "Aan de balie")


def test_a_confirmed_work_mail_address_makes_one_a_member_at_once(signed_in, mila, utrecht):
    signed_in(mila).post(asked(q="Utrecht", next=ONWARDS), {"organisation": utrecht.code})
    assert Membership.objects.get(person=mila).is_active


def test_it_can_be_skipped(signed_in, bob):
    page = signed_in(bob).get(asked(next=ONWARDS)).content.decode()
    assert f'href="{ONWARDS}"' in page
    assert "Sla dit over" in page
    assert not Membership.objects.filter(person=bob).exists()


def test_searching_keeps_where_one_was_going(signed_in, bob, utrecht):
    page = signed_in(bob).get(asked(next=ONWARDS, q="bestaat niet")).content.decode()
    assert f'name="next" value="{ONWARDS}"' in page
    assert "We vinden geen organisatie" in page


@pytest.mark.parametrize("approved", [True, False])
def test_who_has_said_it_before_is_not_asked_again(signed_in, bob, utrecht, operator, approved):
    membership = actions.request_membership(utrecht, by=bob)
    if approved:
        actions.approve_membership(membership, by=operator)
    answer = signed_in(bob).get(asked(next=ONWARDS))
    assert (answer.status_code, answer["Location"]) == (302, ONWARDS)
    assert signed_in(bob).get(EMPLOYER).status_code == 200, "from one's own account it can be a second one"


def test_an_organisation_that_is_no_more_is_not_offered(signed_in, bob, utrecht, operator):
    actions.edit_organisation(utrecht, by=operator, valid_until="2020-01-01")
    assert utrecht.code not in signed_in(bob).get(asked(q="Utrecht")).content.decode()


def test_a_visitor_signs_in_first_and_comes_back(client):
    answer = client.get(asked(next=ONWARDS))
    assert answer["Location"].startswith(reverse("account_login"))
    assert quote(quote(ONWARDS)) in answer["Location"] or quote(ONWARDS) in answer["Location"]


@pytest.mark.parametrize("hostile", ["https://kwaad.example/", "//kwaad.example/", "javascript:alert(1)", "\x00//x"])
def test_it_never_leads_to_another_site(signed_in, bob, hostile):
    page = signed_in(bob).get(asked(next=hostile)).content.decode()
    assert f'href="{hostile}' not in page
    assert f'href="{reverse("people:account")}"' in page


@pytest.mark.parametrize(
    ("words", "chosen"),
    [("utrecht", ""), ("utrecht", "zzzzzzzz"), ("", "zzzzzzzz"), ("\x00", "\x00"), ("x" * 5000, "'; drop table")],
)
def test_what_cannot_be_chosen_comes_back_with_a_sentence(signed_in, bob, utrecht, words, chosen):
    answer = signed_in(bob).post(asked(q=words), {"organisation": chosen, "motivation": "blijft staan"})
    assert answer.status_code == 422
    assert not Membership.objects.exists()


def test_it_asks_the_database_the_same_however_many_there_are(signed_in, bob, operator, utrecht, statements):
    client = signed_in(bob)
    with statements(8):
        client.get(asked(q="utrecht"))
    for number in range(12):
        actions.add_organisation(None, by=operator, name=f"Utrecht {number}", kind="municipality")
    with statements(8):
        page = client.get(asked(q="utrecht")).content.decode()
    assert page.count('type="radio"') == 10
