"""Becoming a member, deciding about members, and leaving, as one does it on the pages."""

import pytest

from vliegwiel.people.models import Invitation
from vliegwiel.spaces import actions
from vliegwiel.spaces.models import SpaceMembership


@pytest.fixture
def address(cast):
    return cast.space.get_absolute_url()


def state_of(person) -> str:
    return SpaceMembership.objects.get(person=person).state


def test_asking_waiting_and_being_let_in(cast, signed_in, address):
    nina, leo = signed_in(cast.network), signed_in(cast.lead)
    assert "lidmaatschap-vragen" in nina.get(address).content.decode()
    page = nina.post(f"{address}lidmaatschap-vragen/", {"motivation": "Graag!"}, follow=True).content.decode()
    assert "Je hebt gevraagd om lid te worden" in page
    assert "1 persoon vraagt om lid te worden" in leo.get(address).content.decode()
    assert "Graag!" in leo.get(f"{address}leden/").content.decode()
    assert "Graag!" not in signed_in(cast.member).get(f"{address}leden/").content.decode()
    page = leo.post(f"{address}leden/{cast.network.code}/toelaten/", follow=True).content.decode()
    assert "Nina Bos is nu lid" in page
    assert "Je bent lid van deze ruimte" in nina.get(address).content.decode()


def test_letting_in_twice_says_so_and_changes_nothing(cast, signed_in, address):
    actions.request(cast.space, by=cast.network)
    leo, decide = signed_in(cast.lead), f"{address}leden/{cast.network.code}/"
    leo.post(f"{decide}toelaten/")
    page = leo.post(f"{decide}afwijzen/", follow=True).content.decode()
    assert "al beantwoord" in page
    assert state_of(cast.network) == "active"


def test_an_open_space_is_joined_with_one_button_and_a_second_click_does_no_harm(cast, signed_in, address):
    actions.edit_space(cast.space, by=cast.lead, joining="open")
    nina = signed_in(cast.network)
    for _click in range(2):
        assert nina.post(f"{address}meedoen/").headers["Location"] == address
    assert state_of(cast.network) == "active"


def test_a_closed_space_is_not_joined_by_posting_to_it(cast, signed_in, address):
    assert signed_in(cast.network).post(f"{address}meedoen/").status_code == 403
    actions.edit_space(cast.space, by=cast.lead, joining="invitation")
    assert signed_in(cast.network).post(f"{address}lidmaatschap-vragen/").status_code == 403
    assert not SpaceMembership.objects.filter(person=cast.network).exists()


def test_a_visitor_is_sent_to_sign_in(cast, client, address):
    actions.change_ring(cast.space, by=cast.lead, ring="public")
    actions.edit_space(cast.space, by=cast.lead, joining="open")
    assert "inloggen" in client.post(f"{address}meedoen/").headers["Location"]


def test_a_member_leaves_a_closed_space_and_ends_where_one_can_still_look(cast, signed_in, address):
    actions.change_ring(cast.space, by=cast.lead, ring="team")
    mia = signed_in(cast.member)
    assert mia.get(f"{address}vertrekken/").status_code == 200
    assert mia.post(f"{address}vertrekken/").headers["Location"] == "/ruimtes/"
    assert mia.get(address).status_code == 404


def test_the_only_lead_reads_why_leaving_is_not_possible(cast, signed_in, address):
    signed_in(cast.second).post(f"{address}neerleggen/")
    for page in ("vertrekken", "neerleggen"):
        answer = signed_in(cast.lead).post(f"{address}{page}/")
        assert answer.status_code == 403
        assert "Maak eerst iemand anders trekker" in answer.content.decode()


def test_a_lead_makes_a_lead_and_removes_a_member(cast, signed_in, address):
    leo = signed_in(cast.lead)
    leo.post(f"{address}leden/{cast.member.code}/trekker-maken/")
    assert SpaceMembership.objects.get(person=cast.member).role == "lead"
    page = leo.post(f"{address}leden/{cast.member.code}/verwijderen/", follow=True).content.decode()
    assert "Een trekker stopt daar eerst zelf mee" in page
    signed_in(cast.member).post(f"{address}neerleggen/")
    assert leo.get(f"{address}leden/{cast.member.code}/verwijderen/").status_code == 200
    leo.post(f"{address}leden/{cast.member.code}/verwijderen/")
    assert state_of(cast.member) == "ended"


def test_a_member_decides_nothing_about_others(cast, signed_in, address):
    actions.request(cast.space, by=cast.network)
    mia = signed_in(cast.member)
    for person, decision in [(cast.network, "toelaten"), (cast.member, "trekker-maken"), (cast.lead, "verwijderen")]:
        assert mia.post(f"{address}leden/{person.code}/{decision}/").status_code == 403
    assert state_of(cast.network) == "requested"


def test_someone_who_is_not_there_cannot_be_decided_about(cast, signed_in, address):
    assert signed_in(cast.lead).post(f"{address}leden/{cast.network.code}/toelaten/").status_code == 404
    assert signed_in(cast.lead).post(f"{address}leden/abcdefgh/toelaten/").status_code == 404


def test_an_invitation_is_sent_from_the_page(cast, signed_in, address):
    leo = signed_in(cast.lead)
    wrong = leo.post(f"{address}leden/uitnodigen/", {"email": "geen adres", "role": "member", "message": "Kom erbij"})
    assert "Kom erbij" in wrong.content.decode()
    leo.post(f"{address}leden/uitnodigen/", {"email": "nieuw@example.org", "role": "lead", "message": "Kom erbij"})
    invitation = Invitation.objects.get(email="nieuw@example.org")
    assert (invitation.role, invitation.sent_by, invitation.message) == ("lead", cast.lead, "Kom erbij")


@pytest.mark.parametrize("page", ["meedoen", "leden/abcdefgh/toelaten", "leden/abcdefgh/afwijzen"])
def test_deciding_is_never_a_matter_of_looking(cast, signed_in, address, page):
    assert signed_in(cast.lead).get(f"{address}{page}/").status_code == 405
