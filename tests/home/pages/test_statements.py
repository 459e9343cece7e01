"""Pages that every public site has, and the headers that internet.nl asks of all pages."""

import json
import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest

pytestmark = pytest.mark.usefixtures("own_index")

STATEMENTS = {
    "/privacy/": ("Privacy", "Privacy"),
    "/toegankelijkheid/": ("Toegankelijkheid", "Accessibility"),
    "/broncode/": ("Broncode", "Source code"),
}
PUBLIC_PAGES = [
    "/",
    *STATEMENTS,
    "/.well-known/security.txt",
    "/thema.css",
    "/componenten/",
    "/offline/",
    "/offline-worker.js",
    "/initiatieven/",
    "/initiatieven/?beeld=kaart",
    "/initiatieven/uitvoer.csv",
    "/initiatieven/themas/",
    "/initiatieven/nieuw/",
    f"/initiatieven/nieuw/{'a' * 32}/",
    "/ruimtes/",
    "/organisaties/",
    "/personen/",
    "/zoeken/",
    "/zoeken/?q=brieven",
    "/account/inloggen/",
    "/account/aanmelden/",
    "/account/wachtwoord-vergeten/",
    "/bestaat-niet/",
    "/taal/",
    "/uitwisselen/",
]


def policy_of(answer) -> dict[str, set[str]]:
    parts = [part.split() for part in answer.headers["Content-Security-Policy"].split(";") if part.strip()]
    return {name: set(sources) for name, *sources in parts}


@pytest.mark.parametrize("address", PUBLIC_PAGES)
def test_every_public_page_has_the_headers_of_internet_nl(db, client, address):
    answer = client.get(address)
    assert answer.status_code < 500
    policy = policy_of(answer)
    assert policy["default-src"] == {"'none'"}
    assert policy["base-uri"] == {"'none'"}
    assert policy["frame-ancestors"] == {"'none'"}
    assert policy["form-action"] == {"'self'"}
    for name, sources in policy.items():
        assert sources <= {"'self'", "'none'"}, f"{name} lets in {sources}"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert answer.headers["Referrer-Policy"] in ("same-origin", "no-referrer")
    assert answer.headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "Server" not in answer.headers
    assert "X-Powered-By" not in answer.headers


@pytest.mark.parametrize("address", PUBLIC_PAGES)
def test_no_page_needs_more_than_the_policy_gives(db, client, address):
    answer = client.get(address)
    if "html" in answer.headers.get("Content-Type", "") and not answer.streaming:
        page = answer.content.decode()
        for word in ("<style", " style=", " onclick=", " onload=", "javascript:", 'src="data:', 'src="http'):
            assert word not in page, word
        assert all("src=" in tag.split(">")[0] for tag in page.split("<script")[1:])


@pytest.fixture(scope="module")
def behind_https():
    """The settings of an installation whose address begins with https, read by a process of its own."""
    names = "SECURE_HSTS_SECONDS SECURE_HSTS_INCLUDE_SUBDOMAINS SECURE_SSL_REDIRECT SESSION_COOKIE_SECURE "
    names += "CSRF_COOKIE_SECURE LANGUAGE_COOKIE_SECURE DEBUG"
    code = f"import json; from vliegwiel.config import settings as s; print(json.dumps({{n: getattr(s, n) for n in {names.split()}}}))"
    surroundings = os.environ | {"BASE_URL": "https://vliegwiel.example"}
    done = subprocess.run([sys.executable, "-c", code], env=surroundings, capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def test_behind_https_every_cookie_and_every_page_stays_there(behind_https):
    assert behind_https.pop("DEBUG") is False
    assert behind_https.pop("SECURE_HSTS_SECONDS") >= 365 * 24 * 3600
    assert set(behind_https.values()) == {True}


@pytest.mark.parametrize("address", ["/", "/thema.css", "/bestaat-niet/", "/.well-known/security.txt"])
def test_behind_https_every_page_says_so(db, client, settings, behind_https, address):
    for name, value in behind_https.items():
        setattr(settings, name, value)
    answer = client.get(address, secure=True)
    assert answer.headers["Strict-Transport-Security"].startswith("max-age=31536000")
    assert client.get(address).headers["Location"] == f"https://testserver{address}"


def fields(client) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for line in client.get("/.well-known/security.txt").content.decode().splitlines():
        name, _, value = line.partition(": ")
        found.setdefault(name, []).append(value)
    return found


def test_security_txt_follows_rfc_9116(client, settings):
    settings.SECURITY_EMAIL, settings.BASE_URL = "veilig@voorbeeld.example", "https://vliegwiel.example"
    found = fields(client)
    assert found["Contact"] == ["mailto:veilig@voorbeeld.example"]
    assert found["Preferred-Languages"] == ["nl, en"]
    assert found["Canonical"] == ["https://vliegwiel.example/.well-known/security.txt"]
    assert set(found) <= {"Contact", "Expires", "Preferred-Languages", "Canonical", "Policy", "Encryption"}


def test_security_txt_expires_within_a_year_in_utc(client):
    (expires,) = fields(client)["Expires"]
    moment = datetime.strptime(expires, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    assert timedelta(days=30) < moment - datetime.now(UTC) < timedelta(days=365)


def test_security_txt_is_plain_text_of_which_no_line_is_split(client, settings):
    settings.SECURITY_EMAIL = "veilig@voorbeeld.example"
    answer = client.get("/.well-known/security.txt")
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert all(": " in line for line in answer.content.decode().splitlines())


@pytest.mark.parametrize("address", STATEMENTS)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_statement_stands_in_both_languages_and_costs_nothing(client, statements, db, address, language):
    client.cookies["taal"] = language
    with statements(0):
        page = client.get(address).content.decode()
    assert f'<h1 class="vw-name">{STATEMENTS[address][language == "en"]}</h1>' in page
    assert page.count("<h1") == 1


@pytest.mark.parametrize("address", STATEMENTS)
def test_every_page_links_to_the_statement(db, client, address):
    assert f'href="{address}"' in client.get("/").content.decode()


def test_privacy_names_every_cookie_that_a_visitor_gets(db, client, settings):
    privacy = client.get("/privacy/").content.decode()
    client.post("/taal/", {"taal": "nl"})
    client.get("/")
    assert {*client.cookies} <= {"csrftoken", "taal"}
    for name in {*client.cookies, settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME}:
        assert name in privacy


def test_looking_around_follows_nobody(db, client):
    assert "Eén cookie beschermt de formulieren" in client.get("/privacy/").content.decode()
    for address in PUBLIC_PAGES[:8]:
        client.get(address)
    assert {*client.cookies} <= {"csrftoken"}  # protects the form for the language; holds nothing about anyone


@pytest.mark.parametrize("address", [*STATEMENTS, "/", "/.well-known/security.txt"])
def test_a_page_that_is_read_takes_no_form(db, client, address):
    assert client.post(address).status_code == 405
