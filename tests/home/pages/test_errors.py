"""What someone sees when something is not there, not allowed, too old or broken."""

import pytest
from django.db import OperationalError, connection
from django.test import Client, RequestFactory
from django.utils.functional import SimpleLazyObject

from vliegwiel.home.views import errors


def gone(*_, **__):
    raise OperationalError("the server closed the connection unexpectedly")


@pytest.mark.parametrize("address", ["/bestaat-niet/", "/initiatieven/xxxxxxxx/", "/%00", "/ruimtes/x/y/z", "/é/🙂"])
def test_what_is_not_there_says_so_in_our_own_words(db, client, address):
    answer = client.get(address)
    assert answer.status_code == 404
    page = answer.content.decode()
    assert "Deze pagina is er niet" in page
    assert 'href="/"' in page
    assert "<h1" in page


def test_not_there_in_english(db, client):
    client.cookies["taal"] = "en"
    assert "This page is not here" in client.get("/bestaat-niet/").content.decode()


def test_hidden_looks_exactly_like_absent(world, client):
    hidden = client.get(world.initiatives["secret"].get_absolute_url()).content.decode()
    absent = client.get("/initiatieven/2222222a/tegenspraak-oefenen-in-het-team/").content.decode()

    def without_address(page, address):
        return [line for line in page.splitlines() if address not in line and "csrfmiddlewaretoken" not in line]

    assert without_address(hidden, world.initiatives["secret"].code) == without_address(absent, "2222222a")


def test_a_rule_that_says_no_gives_its_sentence(world, signed_in):
    answer = signed_in(world.person("outsider")).get(world.initiatives["letters"].get_absolute_url() + "bewerken/")
    assert answer.status_code == 403
    assert "Alleen het team van dit initiatief" in answer.content.decode()
    assert "Er is niets veranderd" in answer.content.decode()


def test_a_visitor_is_led_to_sign_in_and_back(world, client):
    address = world.initiatives["letters"].get_absolute_url() + "bewerken/?x=1"
    answer = client.get(address)
    assert answer.status_code == 302
    assert answer["Location"].startswith("/account/inloggen/?next=")
    assert "%3Fx%3D1" in answer["Location"]


def test_a_form_from_elsewhere_is_refused_in_a_sentence(db):
    strict = Client(enforce_csrf_checks=True)
    answer = strict.post("/taal/", {"taal": "en"})
    assert answer.status_code == 403
    assert "Dit formulier stond te lang open" in answer.content.decode()
    assert "taal" not in answer.cookies


def test_a_form_of_ours_is_taken(db):
    strict = Client(enforce_csrf_checks=True)
    page = strict.get("/").content.decode()
    token = page.split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]
    answer = strict.post("/taal/", {"taal": "en", "csrfmiddlewaretoken": token})
    assert (answer.status_code, answer.cookies["taal"].value) == (302, "en")


def test_what_is_too_large_is_refused_in_a_sentence(db, client):
    answer = client.post("/taal/", {"taal": "x" * 5_000_000})
    assert answer.status_code in (400, 413)
    assert "Je browser stuurde iets" in answer.content.decode()


def test_another_host_is_refused(db, client):
    assert client.get("/", headers={"host": "kwaad.example"}).status_code == 400


def test_our_fault_is_drawn_without_a_database():
    """There is no `db` here: asking anything of the database fails this test."""
    request = RequestFactory().get("/")
    request.user = SimpleLazyObject(gone)
    request.session = SimpleLazyObject(gone)
    answer = errors.broken(request)
    assert answer.status_code == 500
    assert "Er ging iets mis bij ons" in answer.content.decode()


def test_when_the_database_goes_away_someone_signed_in_reads_what_to_do(world, signed_in):
    browser = signed_in(world.person("lead"))
    browser.raise_request_exception = False
    with connection.execute_wrapper(gone):
        answer = browser.get("/")
    assert answer.status_code == 500
    page = answer.content.decode()
    assert "Er ging iets mis bij ons" in page
    assert "closed the connection" not in page
    assert "Traceback" not in page


@pytest.mark.parametrize("address", ["/", "/privacy/", "/zoeken/?q=a", "/initiatieven/", "/initiatieven/nieuw/"])
def test_a_monitor_may_ask_whether_a_page_is_there(db, client, address):
    assert client.head(address).status_code in (200, 302)
