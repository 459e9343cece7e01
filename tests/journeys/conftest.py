"""Journeys in a real browser, against the program as it runs in production."""

import os
import shutil

import pytest

from tests.journeys.people import Visitor, sign_in
from tests.journeys.town import drop_database, founded, planned

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def pytest_collection_modifyitems(items):
    if CHROMIUM is None:
        absent = pytest.mark.skip(reason="there is no Chromium; install it with: apt-get install chromium")
        for item in items:
            if "/journeys/" in str(item.path):
                item.add_marker(absent)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    return browser_type_launch_args | {"executable_path": CHROMIUM, "args": QUIET}


@pytest.fixture(scope="session")
def town(tmp_path_factory):
    """One town per test process; every journey makes its own accounts and things in it."""
    if os.environ.get("DATABASE_URL"):
        pytest.skip("journeys have a database of their own on the embedded server")
    run = os.environ.get("TEST_DATABASE_SUFFIX", "")
    worker = os.environ.get("PYTEST_XDIST_WORKER", "")
    shared = tmp_path_factory.getbasetemp()
    shared = shared.parent if worker else shared
    plan = planned(f"town_plan_{run}", shared / "plan")
    with founded(f"town_{run}_{worker or 'alone'}", tmp_path_factory.mktemp("town"), plan) as made:
        yield made
    if not worker:
        drop_database(plan.database)


@pytest.fixture
def complaints():
    """What any page of this journey complained of: script errors, breaches of the security policy, files not found."""
    heard = []
    yield heard
    assert heard == []


@pytest.fixture
def arrive(browser, town, complaints):
    """Makes a visitor: someone with a browser of their own. `arrive(javascript=False)`, `arrive(width=320)`."""
    contexts = []

    def make(*, width=1280, javascript=True, language="nl", **more):
        context = browser.new_context(
            base_url=town.url,
            locale={"nl": "nl-NL", "en": "en-GB"}[language],
            viewport={"width": width, "height": 900},
            java_script_enabled=javascript,
            **more,
        )
        contexts.append(context)
        listen(context, complaints)
        context.set_default_timeout(20_000)
        return Visitor(context.new_page(), town)

    yield make
    for context in contexts:
        context.close()


@pytest.fixture
def visitor(arrive):
    return arrive()


@pytest.fixture(scope="session")
def kept_sessions():
    """Sessions of the cast, so that each signs in once per test process."""
    return {}


@pytest.fixture
def arrive_as(arrive, kept_sessions):
    """Makes a visitor who has signed in as someone of the named world: `arrive_as("operator")`."""

    def make(name, **more):
        if name not in kept_sessions:
            first = arrive()
            sign_in(first, name)
            kept_sessions[name] = first.page.context.storage_state()
        return arrive(storage_state=kept_sessions[name], **more)

    return make


def listen(context, complaints):
    """Note everything that should not happen on any page."""

    def on_console(line):
        if line.type == "error" and not line.text.startswith("Failed to load resource"):
            complaints.append(f"{line.text} at {line.location.get('url')}")

    def on_response(response):
        if response.status >= 400 and response.request.resource_type not in ("document", "fetch", "xhr"):
            complaints.append(f"{response.status} {response.url}")
        if response.status >= 500:
            complaints.append(f"{response.status} {response.url}")

    context.on("console", on_console)
    context.on("weberror", lambda error: complaints.append(str(error.error)))
    context.on("response", on_response)
