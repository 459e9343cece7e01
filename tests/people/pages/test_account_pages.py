"""Signing up, confirming, signing in, a forgotten password, mail addresses: with the mail that goes with it."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.cache import cache
from django.urls import reverse

from vliegwiel.people import actions
from vliegwiel.people.models import Membership, Person

pytestmark = pytest.mark.django_db
PASSWORD = "een lange zin als wachtwoord"
NEW = {
    "given_name": "Ženskić", "infix": "van 't", "family_name": "Hoff", "email": "Nieuw@Utrecht.nl",
    "password1": PASSWORD,
}  # fmt: skip


@pytest.fixture(autouse=True)
def fresh_limits():
    """The attempts of an earlier test do not count."""
    cache.clear()


def link_in(letter):
    return "/" + re.search(r"https?://[^/]+/(\S+)", letter.body).group(1)


def sign_in(client, email, password=PASSWORD, **more):
    return client.post(reverse("account_login"), {"login": email, "password": password} | more)


def test_a_newcomer_signs_up_confirms_and_is_led_on(client, utrecht):
    onward = reverse("people:join", args=[utrecht.code])
    response = client.post(reverse("account_signup"), NEW | {"next": onward})
    assert response.url == reverse("account_email_verification_sent")
    person = Person.objects.get(email="nieuw@utrecht.nl")
    assert (person.name, person.language) == ("Ženskić van 't Hoff", "nl")
    assert mail.outbox[0].subject == "Bevestig je mailadres"
    assert mail.outbox[0].extra_headers["Auto-Submitted"] == "auto-generated"
    link = link_in(mail.outbox[0])
    assert "nieuw@utrecht.nl" in client.get(link).content.decode()
    assert not EmailAddress.objects.get(user=person).verified, "looking at the link confirms nothing"
    assert client.post(link).url == onward
    assert Membership.objects.get(person=person).is_active, "a work-mail address is enough, as the page promised"
    assert client.get(onward).status_code == 200


def test_confirming_an_address_does_not_bring_back_who_left(signed_in, bob, utrecht):
    membership = actions.request_membership(utrecht, by=bob)
    actions.end_membership(membership, by=bob)
    client = signed_in(bob)
    client.post(reverse("account_email"), {"email": "bob@utrecht.nl", "action_add": "ja"})
    client.post(link_in(mail.outbox[-1]))
    assert not Membership.objects.get(person=bob).is_active


def test_confirming_a_work_mail_address_activates_the_request_that_waits(signed_in, bob, utrecht):
    actions.request_membership(utrecht, by=bob)
    client = signed_in(bob)
    client.post(reverse("account_email"), {"email": "bob@utrecht.nl", "action_add": "ja"})
    client.post(link_in(mail.outbox[-1]))
    assert Membership.objects.get(person=bob).is_active


def test_a_confirmation_link_that_is_broken_says_what_to_do(client):
    response = client.get(reverse("account_confirm_email", args=["MQ:kapot:kapot"]))
    assert "Deze link werkt niet meer" in response.content.decode()


@pytest.mark.parametrize("email", ["bob@elders.example", "BOB@ELDERS.example"])
def test_signing_up_with_a_known_address_looks_the_same_and_mails_the_owner(client, bob, email):
    fresh = client.post(reverse("account_signup"), NEW)
    known = client.post(reverse("account_signup"), NEW | {"email": email})
    assert (known.status_code, known.url) == (fresh.status_code, fresh.url)
    assert Person.objects.filter(email__iexact=email).count() == 1
    assert mail.outbox[-1].subject == "Je hebt al een account"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("given_name", ""), ("given_name", "x" * 1_000_000), ("family_name", "\u200b\u202e"), ("email", "geen"),
        ("email", "a\x00@b.nl"), ("email", "x" * 300 + "@elders.example"), ("password1", "kort"),
        ("password1", "\x00" * 20),
        ("password1", "123456789012345"),
    ],
)  # fmt: skip
def test_a_sign_up_that_is_not_right_says_so_and_keeps_what_was_typed(client, field, value):
    response = client.post(reverse("account_signup"), NEW | {field: value})
    assert response.status_code == 200
    page = response.content.decode()
    assert re.search("klopt nog één ding niet|kloppen nog [0-9]+ dingen niet", page)
    assert "Hoff" in page or field == "family_name"
    assert not Person.objects.exists()


@pytest.mark.parametrize("name", ["<script>alert(1)</script>", "שלום", "🚲", "O'Brien", "{{7*7}}"])
def test_any_readable_name_can_sign_up_and_harms_nothing(client, name):
    client.post(reverse("account_signup"), NEW | {"given_name": name})
    person = Person.objects.get()
    assert person.given_name == name
    page = client.get(link_in(mail.outbox[0])).content.decode()
    assert "<script>alert" not in page
    assert "49" not in re.sub(r"\d{3,}", "", page) or name != "{{7*7}}"


def test_signing_in_brings_the_language_and_leads_back_but_never_away(client, bob):
    actions.choose_language(bob, by=bob, language="en")
    response = sign_in(client, "BOB@elders.example", next="/personen/")
    assert response.url == "/personen/"
    assert response.cookies["taal"].value == "en"
    client.post(reverse("account_logout"))
    assert sign_in(client, bob.email, next="https://kwaad.example/").url == "/"


@pytest.mark.parametrize("language", ["en", "nl"])
def test_a_language_chosen_in_the_bar_is_kept_by_the_account(client, bob, language):
    sign_in(client, bob.email)
    client.post("/taal/", {"taal": language})
    bob.refresh_from_db()
    assert bob.language == language
    client.post(reverse("account_logout"))
    client.cookies.clear()
    assert sign_in(client, bob.email).cookies["taal"].value == language


def test_an_unknown_language_is_kept_by_nobody(client, bob):
    sign_in(client, bob.email)
    assert client.post("/taal/", {"taal": "fr"}).status_code == 302
    bob.refresh_from_db()
    assert bob.language == "nl"


def test_signing_out_needs_a_post(signed_in, bob):
    client = signed_in(bob)
    assert "Uitloggen?" in client.get(reverse("account_logout")).content.decode()
    assert client.get(reverse("people:account")).status_code == 200
    client.post(reverse("account_logout"))
    assert client.get(reverse("people:account")).status_code == 302


def test_wrong_password_and_unknown_address_say_the_same(client, bob):
    def words(response):
        return re.findall(r"vw-form__error.*?</div>|<li>.*?</li>", response.content.decode())

    assert words(sign_in(client, bob.email, "fout")) == words(sign_in(client, "niemand@elders.example", "fout"))


def test_guessing_a_password_is_slowed_down(client, bob):
    for _attempt in range(6):
        response = sign_in(client, bob.email, "fout")
    assert "te veel" in response.content.decode().lower() or response.status_code == 429
    assert sign_in(client, bob.email).status_code != 302


def test_too_many_pages_of_one_address_get_a_sentence(client):
    for _attempt in range(25):
        response = client.post(reverse("account_reset_password"), {"email": "x@elders.example"})
    assert response.status_code == 429
    assert "Te veel pogingen" in response.content.decode()


def test_a_forgotten_password_is_chosen_anew_once(client, bob):
    assert client.post(reverse("account_reset_password"), {"email": bob.email}).status_code == 302
    link = link_in(mail.outbox[0])
    form = client.get(link, follow=True)
    assert "Kies een nieuw wachtwoord" in form.content.decode()
    new = "een heel andere lange zin"
    client.post(form.redirect_chain[-1][0], {"password1": new, "password2": new})
    assert sign_in(client, bob.email, new).status_code == 302
    client.post(reverse("account_logout"))
    assert "Deze link werkt niet meer" in client.get(link, follow=True).content.decode()


def test_a_forgotten_password_of_nobody_looks_the_same(client, bob):
    known = client.post(reverse("account_reset_password"), {"email": bob.email})
    unknown = client.post(reverse("account_reset_password"), {"email": "niemand@elders.example"})
    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)
    assert mail.outbox[1].subject == "Er is geen account met dit adres"


def test_a_changed_password_is_mailed_in_our_words(signed_in, bob):
    typed = {"oldpassword": PASSWORD, "password1": "nog een lange zin", "password2": "nog een lange zin"}
    assert signed_in(bob).post(reverse("account_change_password"), typed).status_code == 302
    assert mail.outbox[0].subject == "Je wachtwoord is gewijzigd"
    assert "Was jij dit niet?" in mail.outbox[0].body


def test_an_address_that_another_account_waits_to_confirm_cannot_break_the_page(signed_in, bob, join):
    join("later@elders.example", verified=False)
    client = signed_in(bob)
    EmailAddress.objects.create(user=bob, email="later@elders.example", verified=True)
    typed = {"email": "later@elders.example", "action_primary": "ja"}
    page = client.post(reverse("account_email"), typed, follow=True).content.decode()
    assert "Een ander account gebruikt dit mailadres" in page
    bob.refresh_from_db()
    assert bob.email == "bob@elders.example"


def test_a_mail_server_that_is_away_loses_nothing(client, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    page = client.post(reverse("account_signup"), NEW, follow=True)
    assert page.status_code == 200
    assert "kon nu niet verstuurd worden" in page.content.decode()
    assert Person.objects.count() == 1


@pytest.mark.parametrize("name", ["account_login", "account_signup", "account_reset_password"])
@pytest.mark.parametrize(("language", "word"), [("nl", "Vliegwiel"), ("en", "account")])
def test_account_pages_are_there_in_both_languages(client, name, language, word):
    client.cookies["taal"] = language
    response = client.get(reverse(name))
    assert response.status_code == 200
    assert f'lang="{language}"' in response.content.decode()
    assert word in response.content.decode()


@pytest.mark.parametrize("address", ["/account/mailadres-bevestigen/", "/account/wachtwoord-vergeten/verstuurd/"])
def test_a_try_out_says_where_its_mail_is(db, client, settings, address):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    assert "map ‘mail’" not in client.get(address).content.decode()
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    assert "map ‘mail’" in client.get(address).content.decode()
