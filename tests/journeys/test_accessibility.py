"""Every page, in both languages, on a wide and a narrow screen, there also at twice the text size: nothing that a machine
can find keeps anyone out."""

from secrets import token_hex
from urllib.parse import urlsplit

import pytest
from django.template.loader import render_to_string
from django.utils import translation
from playwright.sync_api import expect

from tests.journeys.looking import AXE, FACTS, shifts, what_is_wrong
from tests.journeys.no_pages import NO_PAGES
from tests.journeys.pages import PAGES, url_names


def test_every_address_is_looked_at():
    """A new address needs a line in `pages.py`, and an old one must not linger there."""
    looked_at = {line.name for line in PAGES} - {""}
    assert looked_at | set(NO_PAGES) == url_names()
    assert not looked_at & set(NO_PAGES)


WIDE, NARROW = 1280, 320
ENLARGING = ("visitor", "lead")
"""Whose pages are looked at at twice the text size as well."""


@pytest.fixture
def pages_of(arrive, arrive_as, town):
    """One browser per person, for a language; it begins at this width."""
    opened = {}

    def page_for(who, language, width):
        if who not in opened:
            one = arrive_as(who, width=width) if who != "visitor" else arrive(width=width)
            one.page.context.add_cookies([{"name": "taal", "value": language, "url": town.url}])
            one.page.add_init_script(AXE)
            opened[who] = one.page
        resize(opened[who], width)
        return opened[who]

    return page_for


def resize(page, width):
    page.set_viewport_size({"width": width, "height": 900})


def too_wide_at_twice_the_text_size(page):
    """On the narrow screen. The page is as it was afterwards."""
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    facts = page.evaluate(FACTS)
    page.evaluate("document.documentElement.style.fontSize = ''")
    if facts["width"] <= facts["room"]:
        return []
    return [f"at twice the text size it is {facts['width']} px wide: {facts['widest']}"]


@pytest.mark.parametrize(("language", "widths"), [("nl", (WIDE, NARROW)), ("en", (NARROW, WIDE))])
def test_no_page_keeps_anyone_out(language, widths, pages_of, town):
    """Each page is loaded once per language, at the first width, and then looked at in both; half of the times it is
    loaded on a telephone, so that what a script does while it loads is seen at both widths."""
    wrong = {}
    for line in PAGES:
        address = line.address.format_map(town.words)
        page = pages_of(line.who, language, widths[0])
        status = page.goto(address).status
        found = [] if status == line.status else [f"it answered {status} instead of {line.status}"]
        for width in widths:
            if width != widths[0]:
                resize(page, width)
            found += [f"at {width} px: {sentence}" for sentence in what_is_wrong(page, line.language or language)]
            if width == NARROW and line.who in ENLARGING:
                found += too_wide_at_twice_the_text_size(page)
        if found:
            wrong[f"{line.who} at {address}"] = found
    assert wrong == {}


def test_text_that_is_too_pale_is_found_however_often_one_looks(visitor):
    """A look that was found good is not measured again; one that was not is."""
    visitor.go("/privacy/")
    assert what_is_wrong(visitor.page, "nl") == []
    visitor.page.evaluate("document.querySelector('main p').style.color = '#bbb'")
    for _ in range(2):
        (found,) = what_is_wrong(visitor.page, "nl")
        assert found.startswith("color-contrast")
    visitor.page.evaluate("document.querySelector('main p').style.color = ''")
    visitor.page.evaluate("document.querySelector('main').style.background = '#777'")
    assert any(one.startswith("color-contrast") for one in what_is_wrong(visitor.page, "nl"))


def send(page):
    page.locator("main form[method=post] button[type=submit]").last.click()


def open_an_initiative_wider(page, town):
    page.goto(f"/initiatieven/{town.words['buddy']}/kring/")
    page.locator("main input[value=public]").check()
    send(page)
    expect(page.locator("main input[name=sure][value='1']")).to_have_count(1)


def open_a_space_wider(page, town):
    page.goto(f"/ruimtes/{town.words['pilotstarter']}/wie-ziet-dit/")
    page.locator("main input[value=public]").check()
    send(page)
    expect(page.locator("main input[name=bevestigd]")).to_have_count(1)


def save_after_someone_else(page, town):
    """Two people edit one text: the second is shown both versions."""
    address = f"/initiatieven/{town.words['buddy']}/bewerken/"
    page.goto(address)
    first = page.context.new_page()
    first.goto(address)
    first.locator("main [name=goal]").fill(f"Een doel van de ander {token_hex(4)}")
    send(first)
    expect(first.locator("main [name=goal]")).to_have_count(0)
    first.close()
    page.locator("main [name=goal]").fill("Een eigen doel")
    send(page)
    expect(page.locator("#botsing-1")).to_be_visible()


def send_nothing(page, town):
    page.goto(f"/initiatieven/{town.words['letters']}/toetsen/erbij/")
    send(page)
    expect(page.locator("main [aria-invalid=true]").first).to_be_visible()


def choose_no_organisation(page, town):
    page.goto("/account/waar-werk-je/?q=utrecht")
    send(page)
    expect(page.locator("main [data-focus]")).to_be_visible()


AFTER_SENDING = {
    open_an_initiative_wider: "manager",
    open_a_space_wider: "manager",
    save_after_someone_else: "manager",
    send_nothing: "lead",
    choose_no_organisation: "outsider",
}
"""Pages that come only after a form was sent, and who sends it."""


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_page_that_asks_once_more_keeps_nobody_out(language, pages_of, town):
    wrong = {}
    for do, who in AFTER_SENDING.items():
        page = pages_of(who, language, WIDE)
        do(page, town)
        found = what_is_wrong(page, language)
        resize(page, NARROW)
        if found := found + what_is_wrong(page, language):
            wrong[do.__name__] = found
    assert wrong == {}


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_page_of_our_own_fault_is_accessible_too(visitor, town, language):
    with translation.override(language):
        html = render_to_string("core/errors/500.html")
    visitor.page.route("**/onze-fout/", lambda route: route.fulfill(status=200, content_type="text/html", body=html))
    visitor.go("/onze-fout/")
    assert what_is_wrong(visitor.page, "nl") == []


def test_a_form_that_comes_back_is_accessible(visitor):
    """The errors are in words, at the field, and the first thing that is read."""
    for address, button in [
        ("/initiatieven/nieuw/", "Bewaar en ga verder"),
        ("/account/aanmelden/", "Maak een account"),
    ]:
        visitor.go(address)
        visitor.press(button)
        expect(visitor.main.locator("[data-focus]")).to_be_focused()
        expect(visitor.main.locator("[aria-invalid=true]").first).to_be_visible()
        assert what_is_wrong(visitor.page, "nl") == []


@pytest.mark.parametrize("width", [1280, 320])
def test_nothing_jumps_while_a_page_loads(arrive, town, width):
    visitor = arrive(width=width)
    jumped = {}
    for address in ("/", "/initiatieven/", "/initiatieven/?beeld=kaart", f"/initiatieven/{town.words['letters']}/"):
        visitor.page.goto(address, wait_until="networkidle")
        if found := shifts(visitor.page):
            jumped[urlsplit(address).path] = found
    assert jumped == {}
