"""The list of people, someone's page, and one's own profile."""

import pytest
from django.urls import reverse

from vliegwiel.people import actions
from vliegwiel.people.models import Person

pytestmark = pytest.mark.django_db
HOSTILE = ["<script>alert(1)</script>", "שלום עולם", "🚲\U0001f469\u200d\U0001f4bb", "x" * 1_000_000]
HOSTILE += ["a\x00b", "%27 OR 1=1 --", "\u202eomgekeerd"]


def filled(person, **changes):
    """The profile form as the browser sends it."""
    form = {
        "given_name": person.given_name, "infix": "", "family_name": person.family_name, "job_title": "", "about": "",
        "talents": "", "phone": "", "contact_way": "mail", "language": "nl",
    }  # fmt: skip
    return form | changes


def test_a_visitor_sees_public_profiles_only(client, bob, admin):
    actions.update_profile(admin, by=admin, is_public=True)
    page = client.get(reverse("people:people")).content.decode()
    assert "Anna Jansen" in page
    assert "Bakker" not in page
    assert client.get(bob.get_absolute_url()).status_code == 404


def test_a_member_of_the_network_sees_colleagues_and_how_to_reach_them(signed_in, bob, admin):
    actions.update_profile(bob, by=bob, job_title="Inkoper")
    assert "Inkoper" in signed_in(admin).get(reverse("people:people")).content.decode()
    assert bob.email in signed_in(admin).get(bob.get_absolute_url()).content.decode()


def test_a_public_profile_shows_no_mail_address_to_a_visitor(client, admin):
    actions.update_profile(admin, by=admin, is_public=True, phone="0612345678")
    page = client.get(admin.get_absolute_url()).content.decode()
    assert "Anna Jansen" in page
    assert admin.email not in page
    assert "0612345678" not in page


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_the_same_whatever_the_number_of_people(signed_in, admin, join, utrecht, statements, count):
    for number in range(count):
        actions.request_membership(utrecht, by=join(f"p{number}@utrecht.nl"))
    client = signed_in(admin)
    with statements(5):
        client.get(reverse("people:people"))
    with statements(7):
        client.get(admin.get_absolute_url())


def test_the_list_goes_on_and_back_without_losing_or_repeating_anyone(signed_in, admin, join, monkeypatch, listed):
    for number in range(7):
        join(f"p{number}@elders.example", given_name=f"P{9 - number}", family_name="Zelfde")
    monkeypatch.setattr("vliegwiel.people.views.people.PAGE", 3)
    client, pages, address = signed_in(admin), [], reverse("people:people")
    while address and len(pages) < 20:
        page = listed(client.get(address))
        pages.append(page.titles)
        address = page.next
    seen = [title for titles in pages for title in titles]
    assert len(seen) == len(set(seen)) == Person.objects.visible_to(admin).count()
    assert listed(client.get(page.previous)).titles == pages[-2]


@pytest.mark.parametrize("query", ["na=bestaatnt", "na=" + "x" * 5000, "na=%00", "voor='", "q=%00", "q=" + "x" * 9000])
def test_an_odd_address_is_a_page_and_no_error(client, query):
    assert client.get(reverse("people:people") + "?" + query).status_code == 200
    assert client.get(reverse("people:organisations") + "?" + query).status_code == 200


def test_searching_needs_every_word(signed_in, admin, join, listed):
    join("k1@elders.example", given_name="Karel", family_name="Groot")
    join("k2@elders.example", given_name="Karel", family_name="Klein")
    assert listed(signed_in(admin).get(reverse("people:people"), {"q": "karel KLEIN"})).titles == ["Karel Klein"]


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_a_wrong_method_is_refused(client, method):
    assert getattr(client, method)(reverse("people:people")).status_code in (403, 405)


def test_a_profile_is_saved_and_the_language_goes_with_it(signed_in, bob):
    typed = filled(
        bob, talents="Python, voorzitten,, Python ; klantreizen", about="Regel een\r\n\r\nRegel twee", language="en"
    )
    response = signed_in(bob).post(reverse("people:profile"), typed)
    assert response.status_code == 302
    assert response.cookies["taal"].value == "en"
    bob.refresh_from_db()
    assert bob.talents == ["Python", "voorzitten", "klantreizen"]
    assert bob.about == "Regel een\n\nRegel twee"


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("field", ["given_name", "about", "talents", "contact_way"])
def test_whatever_is_typed_in_a_profile_never_breaks_the_page(signed_in, bob, field, text):
    client = signed_in(bob)
    response = client.post(reverse("people:profile"), filled(bob, **{field: text}))
    assert response.status_code in (302, 422)
    page = client.get(bob.get_absolute_url()).content.decode()
    assert "<script>alert" not in page
    assert "\u202e" not in page


def test_a_name_that_is_too_long_is_told_and_what_was_typed_is_kept(signed_in, bob):
    response = signed_in(bob).post(reverse("people:profile"), filled(bob, given_name="x" * 81, about="Mijn verhaal"))
    page = response.content.decode()
    assert response.status_code == 422
    assert "81" in page
    assert "Mijn verhaal" in page


def test_the_account_pages_need_a_sign_in_and_lead_back(client):
    for name in ("people:account", "people:profile", "account_email", "account_change_password"):
        response = client.get(reverse(name))
        assert response.status_code == 302
        assert response.url.startswith(reverse("account_login") + "?next=/account/")


@pytest.mark.parametrize(("language", "word"), [("nl", "Wie doet wat"), ("en", "Who does what")])
def test_pages_are_in_the_chosen_language(client, language, word):
    client.cookies["taal"] = language
    response = client.get(reverse("people:people"))
    assert word in response.content.decode()
    assert response.headers["Content-Language"] == language
