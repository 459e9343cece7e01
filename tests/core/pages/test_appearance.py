"""Colour, language, the gallery of components, and what is there without network."""

import pytest


def test_the_colour_of_the_installation_comes_as_a_stylesheet_of_our_own(client, settings):
    settings.COLOUR = "#7a2f5d"
    answer = client.get("/thema.css")
    assert answer.headers["Content-Type"].startswith("text/css")
    assert "--voorbeeld-kleuren-violet-500:#7a2f5d" in answer.content.decode()
    assert set(answer.headers["Cache-Control"].split(", ")) == {"max-age=86400", "public"}


def test_a_colour_that_did_not_change_is_not_sent_again(client, settings):
    settings.COLOUR = "#7a2f5d"
    first = client.get("/thema.css")
    again = client.get("/thema.css", headers={"if-none-match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    settings.COLOUR = "#154273"
    assert client.get("/thema.css", headers={"if-none-match": first.headers["ETag"]}).status_code == 200


def test_the_stylesheet_of_the_colour_is_on_every_page(db, client):
    assert 'href="/thema.css"' in client.get("/privacy/").content.decode()


@pytest.mark.parametrize(("chosen", "words"), [("nl", "Toegankelijkheid"), ("en", "Accessibility")])
def test_choosing_a_language_changes_the_same_address(client, chosen, words):
    answer = client.post("/taal/", {"taal": chosen, "next": "/toegankelijkheid/?x=1"})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/toegankelijkheid/?x=1")
    cookie = answer.cookies["taal"]
    assert (cookie.value, cookie["samesite"], cookie["max-age"]) == (chosen, "Lax", 365 * 24 * 3600)
    page = client.get("/toegankelijkheid/")
    assert page.headers["Content-Language"] == chosen
    assert "Cookie" in page.headers["Vary"]
    assert f"{words}</h1>" in page.content.decode()


@pytest.mark.parametrize(
    "hostile",
    [
        "https://kwaad.example/",
        "//kwaad.example/",
        "\\\\kwaad.example",
        "/\\kwaad.example",
        "///kwaad.example",
        "http:kwaad.example",
        "javascript:alert(1)",
        "data:text/html,x",
        " https://kwaad.example",
        "https:///kwaad.example",
        "/\t/kwaad.example",
        "\x00//kwaad.example",
        "//testserver@kwaad.example",
        "http://testserver.kwaad.example/",
        "",
    ],
)
def test_a_language_never_leads_to_another_site(client, hostile):
    answer = client.post("/taal/", {"taal": "en", "next": hostile})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/")


@pytest.mark.parametrize("follow", ["/een\r\nSet-Cookie: x=y", "/" + "a" * 100_000, "/é/🙂"])
def test_an_odd_way_back_breaks_nothing(client, follow):
    answer = client.post("/taal/", {"taal": "en", "next": follow})
    assert answer.status_code == 302
    assert "x" not in answer.cookies
    assert "\n" not in answer.headers["Location"]


@pytest.mark.parametrize("chosen", ["fr", "", "nl-NL", "../", "\x00", "n" * 10_000])
def test_an_unknown_language_changes_nothing(client, chosen):
    answer = client.post("/taal/", {"taal": chosen, "next": "/privacy/"})
    assert (answer.status_code, "taal" in answer.cookies) == (302, False)


@pytest.mark.parametrize("held", ["fr", "en; nl", "<script>", "é"])
def test_a_cookie_of_another_hand_gives_dutch(client, held):
    client.cookies["taal"] = held
    assert client.get("/offline-worker.js").status_code == 200
    assert client.get("/privacy/").headers["Content-Language"] == "nl"


def test_a_language_is_chosen_with_a_button(client):
    answer = client.get("/taal/")
    assert (answer.status_code, answer.headers["Allow"]) == (405, "POST")
    assert "knop of formulier" in answer.content.decode()


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_gallery_shows_components_and_both_states_of_a_form(client, language):
    client.cookies["taal"] = language
    answer = client.get("/componenten/")
    page = answer.content.decode()
    assert answer.status_code == 200
    assert page.count('aria-invalid="true"') >= 3
    assert page.count("<h2") >= 3
    assert f'<html lang="{language}"' in page


def test_the_page_without_network_needs_nothing_but_one_stylesheet(client):
    answer = client.get("/offline/")
    page = answer.content.decode()
    assert set(answer.headers["Cache-Control"].split(", ")) == {"max-age=3600", "public"}
    client.cookies["taal"] = "en"
    assert client.get("/offline/").headers["Content-Language"] == answer.headers["Content-Language"] == "nl"
    assert "Je hebt geen verbinding" in page
    assert "You have no connection" in page
    assert page.count('rel="stylesheet"') == 1
    assert "<script" not in page
    assert "csrf" not in page
    assert not answer.cookies


def test_the_page_without_network_is_the_same_for_everyone(world, client, signed_in):
    assert client.get("/offline/").content == signed_in(world.person("lead")).get("/offline/").content


def test_the_worker_comes_from_the_root_and_keeps_only_the_offline_page(client):
    answer = client.get("/offline-worker.js")
    script = answer.content.decode()
    assert answer.headers["Content-Type"].startswith("text/javascript")
    assert '"/offline/"' in script
    assert "caches.open" in script
    assert "http" not in script
    assert not answer.cookies


@pytest.mark.parametrize("address", ["/thema.css", "/componenten/", "/offline/", "/offline-worker.js"])
def test_what_is_only_looked_at_takes_no_form(client, address):
    assert client.post(address).status_code == 405
