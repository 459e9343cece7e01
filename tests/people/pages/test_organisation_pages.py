"""The list of organisations, the page of one, joining, answering, inviting."""

import threading
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connections
from django.test import Client
from django.urls import reverse

from vliegwiel.people import actions
from vliegwiel.people.models import Invitation, Membership, Region

AT = datetime(2026, 11, 21, 12, tzinfo=UTC)
pytestmark = pytest.mark.django_db
ORGANISATIONS = "people:organisations"


def test_the_list_filters_by_kind_region_and_name(client, utrecht, supplier, listed):
    region = Region.objects.create(code="PV26", name="Utrecht")
    region.members.add(utrecht)
    for query, names in [
        ({}, ["Bits & Co", "Utrecht"]),
        ({"soort": "supplier"}, ["Bits & Co"]),
        ({"regio": "PV26"}, ["Utrecht"]),
        ({"q": "TRECH"}, ["Utrecht"]),
        ({"q": "bits en"}, ["Bits & Co"]),
        ({"q": "bits", "regio": "PV26"}, []),
        ({"q": "!!!"}, []),
    ]:
        page = listed(client.get(reverse(ORGANISATIONS), query))
        assert page.titles == names
        assert f"{len(names)} organisatie" in page.text


@pytest.mark.parametrize("query", ["soort=bestaat-niet", "regio=XX", "soort=%00", "regio=" + "x" * 5000])
def test_an_unknown_filter_is_told_and_left_out(client, utrecht, query, listed):
    page = listed(client.get(reverse(ORGANISATIONS) + "?" + query))
    assert "filter dat niet bestaat" in page.text
    assert page.titles == ["Utrecht"]


@pytest.mark.parametrize("count", [1, 3])
def test_pages_ask_the_same_whatever_the_number_of_rows(signed_in, admin, operator, join, utrecht, statements, count):
    for number in range(count):
        actions.add_organisation(None, by=operator, name=f"Organisatie {number}", kind="other")
        actions.request_membership(utrecht, by=join(f"p{number}@utrecht.nl"))
        actions.request_membership(utrecht, by=join(f"q{number}@elders.example"))
    client = signed_in(admin)
    with statements(7):
        client.get(reverse(ORGANISATIONS))
    with statements(11):
        client.get(utrecht.get_absolute_url())
    with statements(7):
        client.get(reverse("people:members", args=[utrecht.code]))


def test_the_page_says_what_comes_after_an_organisation_that_ends(client, utrecht, supplier, operator):
    actions.edit_organisation(utrecht, by=operator, valid_until=date(2099, 1, 1), successor=supplier)
    page = client.get(utrecht.get_absolute_url()).content.decode()
    assert "Utrecht gaat per 1 januari 2099 op in Bits &amp; Co." in page
    assert "ongeveer 374.000" in page


def test_a_visitor_is_led_to_sign_in_and_back_to_joining(client, utrecht):
    response = client.get(reverse("people:join", args=[utrecht.code]))
    assert response.url == f"/account/inloggen/?next=%2Forganisaties%2F{utrecht.code}%2Flid-worden%2F"


def test_asking_waits_for_an_administrator_who_sees_it_on_the_page(signed_in, bob, admin, utrecht):
    address = reverse("people:join", args=[utrecht.code])
    page = signed_in(bob).post(address, {"motivation": "Ik werk bij Inkoop"}, follow=True).content.decode()
    assert "Je verzoek is verstuurd aan Utrecht" in page
    assert "Ik werk bij Inkoop" not in signed_in(bob).get(utrecht.get_absolute_url()).content.decode()
    assert "Ik werk bij Inkoop" in signed_in(admin).get(utrecht.get_absolute_url()).content.decode()


def test_someone_else_cannot_answer_and_the_request_does_not_exist_for_them(signed_in, bob, join, utrecht, client):
    actions.request_membership(utrecht, by=bob)
    address = reverse("people:answer", args=[utrecht.code, bob.code])
    assert signed_in(join("eva@elders.example")).post(address, {"keuze": "toelaten"}).status_code == 404
    assert client.post(address, {"keuze": "toelaten"}).status_code == 404
    assert signed_in(bob).post(address, {"keuze": "toelaten"}).status_code == 403
    assert not Membership.objects.get(person=bob).is_active


@pytest.mark.parametrize("word", ["", "maak-baas", "<script>", "\x00"])
def test_an_unknown_answer_changes_nothing(signed_in, bob, admin, utrecht, word):
    actions.request_membership(utrecht, by=bob)
    address = reverse("people:answer", args=[utrecht.code, bob.code])
    assert signed_in(admin).post(address, {"keuze": word}).status_code == 404
    assert signed_in(admin).get(address).status_code == 405


def test_an_answer_never_leads_to_another_site(signed_in, bob, admin, utrecht):
    actions.request_membership(utrecht, by=bob)
    address = reverse("people:answer", args=[utrecht.code, bob.code])
    response = signed_in(admin).post(address, {"keuze": "toelaten", "next": "https://kwaad.example/"})
    assert response.url == utrecht.get_absolute_url()


def test_leaving_asks_first(signed_in, admin, utrecht):
    address = reverse("people:end", args=[utrecht.code, admin.code])
    client = signed_in(admin)
    assert "gaat meteen dicht" in client.get(address).content.decode()
    assert Membership.objects.get(person=admin).is_active
    client.post(address)
    assert not Membership.objects.get(person=admin).is_active


def test_an_operator_lets_the_first_administrator_in(signed_in, bob, operator, supplier, admin):
    actions.request_membership(supplier, by=bob)
    assert signed_in(admin).get(reverse("people:first-admins")).status_code == 403
    client = signed_in(operator)
    assert "Bob Bakker" in client.get(reverse("people:first-admins")).content.decode()
    client.post(reverse("people:answer", args=[supplier.code, bob.code]), {"keuze": "toelaten-als-beheerder"})
    assert Membership.objects.get(person=bob).is_admin
    client.get(supplier.get_absolute_url())  # where it says that it is done
    assert "Bob Bakker" not in client.get(reverse("people:first-admins")).content.decode()


def test_an_administrator_does_not_get_to_see_the_facts_form(signed_in, admin, operator, utrecht):
    address = reverse("people:organisation-edit", args=[utrecht.code])
    assert "mail_domains" not in signed_in(admin).get(address).content.decode()
    signed_in(admin).post(address, {"about": "Wij", "mail_domains": "kwaad.example", "kind": "supplier"})
    utrecht.refresh_from_db()
    assert (utrecht.about, utrecht.mail_domains, utrecht.kind) == ("Wij", ["utrecht.nl"], "municipality")
    typed = {"name": "Utrecht", "kind": "municipality", "mail_domains": "utrecht.nl, gmail.com"}
    response = signed_in(operator).post(address, typed)
    assert response.status_code == 422
    assert "Iedereen kan een adres hebben bij gmail.com" in response.content.decode()


def test_an_invitation_is_sent_shown_and_accepted(signed_in, client, admin, bob, utrecht):
    address = reverse("people:invite", args=[utrecht.code])
    typed = {"email": "bob@elders.example", "role": "member", "message": "<b>Kom</b> erbij"}
    assert "is onderweg" in signed_in(admin).post(address, typed, follow=True).content.decode()
    link = reverse("people:invitation", args=[Invitation.objects.get().secret])
    page = client.get(link).content.decode()
    assert "Anna Jansen nodigt je uit om lid te worden van Utrecht." in page
    assert "&lt;b&gt;Kom" in page
    assert client.post(link).url == f"/account/inloggen/?next={link.replace('/', '%2F')}"
    assert signed_in(bob).post(link).url == utrecht.get_absolute_url()
    assert "al aangenomen" in client.get(link).content.decode()


def test_an_expired_invitation_says_so(client, admin, utrecht):
    invitation = actions.invite(utrecht, by=admin, at=AT, email="bob@elders.example")
    Invitation.objects.filter(pk=invitation.pk).update(sent_at=AT - timedelta(days=400))
    assert "verlopen" in client.get(reverse("people:invitation", args=[invitation.secret])).content.decode()


def test_an_unknown_invitation_is_not_here(client):
    assert client.get("/uitnodiging/bestaat-niet/").status_code == 404
    assert client.get("/uitnodiging/" + "x" * 3000 + "/").status_code == 404


@pytest.mark.django_db(transaction=True)
def test_two_people_who_approve_at_once_give_one_membership_and_one_hears_it(bob, admin, operator, utrecht):
    membership = actions.request_membership(utrecht, by=bob)
    ready, heard = threading.Barrier(2), []

    def approve(person):
        client = Client()
        client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
        ready.wait(10)
        address = reverse("people:answer", args=[utrecht.code, bob.code])
        page = client.post(address, {"keuze": "toelaten"}, follow=True).content.decode()
        heard.append("al goedgekeurd" in page)
        connections.close_all()

    threads = [threading.Thread(target=approve, args=[person]) for person in (admin, operator)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert sorted(heard) == [False, True]
    membership.refresh_from_db()
    assert membership.is_active
    assert bob.keys.filter(token=f"org:{utrecht.pk}").count() == 1
