"""What people do on a page, in their own words."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass
from secrets import token_hex

from playwright.sync_api import Locator, Page, expect

from tests.cast import PASSWORD, mail_of
from tests.journeys.town import PATIENCE, Town

OWN_PASSWORD = "een heel eigen zin 12"
expect.set_options(timeout=20_000)


@dataclass
class Visitor:
    """Someone with a browser of their own in a town."""

    page: Page
    town: Town
    email: str = ""
    name: str = ""

    @property
    def main(self) -> Locator:
        return self.page.locator("main")

    def go(self, address: str):
        return self.page.goto(address)

    def follow(self, words: str | re.Pattern, exact: bool = False) -> None:
        """Follow a link in the page."""
        self.main.get_by_role("link", name=words, exact=exact).first.click()

    def press(self, words: str | re.Pattern, exact: bool = True) -> None:
        """Press a button in the page."""
        self.main.get_by_role("button", name=words, exact=exact).first.click()

    def type(self, label: str, text: str) -> None:
        self.field(label).fill(text)

    def field(self, label: str) -> Locator:
        """Where one types; the same words may stand above a section as well."""
        named = self.main.get_by_label(re.compile(rf"^{re.escape(label)}( \(niet verplicht\))?$"))
        return named.and_(self.page.locator("input, textarea"))

    def choose(self, words: str | re.Pattern) -> None:
        """A radio button or a box to tick."""
        self.main.get_by_label(words).check()

    def sees(self, words: str | re.Pattern, *, within: float = 20.0) -> None:
        """`within`: seconds that it may take to come by itself."""
        expect(self.main).to_contain_text(words, timeout=1000 * within)

    def sees_not(self, words: str | re.Pattern) -> None:
        expect(self.main).not_to_contain_text(words)

    def sees_title(self, words: str | re.Pattern) -> None:
        expect(self.page.locator("h1")).to_have_text(words)

    def eventually(self, address: str, words: str) -> None:
        """Go where something will stand soon: search follows within a second or two, and after older transactions."""
        end = time.monotonic() + PATIENCE
        self.go(address)
        while words not in self.main.inner_text():
            assert time.monotonic() < end, f"{words!r} does not come at {address}"
            time.sleep(0.3)
            self.go(address)

    def gets(self, address: str) -> int:
        """The status of the answer at this address."""
        return self.page.goto(address).status


def sign_in(visitor: Visitor, name: str) -> None:
    """Sign in as someone of the named world."""
    sign_in_with(visitor, mail_of(name), PASSWORD)


def sign_in_with(visitor: Visitor, email: str, password: str) -> None:
    visitor.go("/account/inloggen/")
    visitor.main.get_by_label("E-mail").fill(email)
    visitor.main.get_by_label("Wachtwoord").fill(password)
    visitor.press(re.compile("Log in|Inloggen"))
    expect(visitor.page.locator("header [data-menu]")).to_be_visible()


def new_mail(domain: str = "voorbeeld.example") -> str:
    """A mail address that nobody has yet."""
    return f"nieuw-{token_hex(4)}@{domain}"


def fill_in_sign_up(visitor: Visitor, email: str, given_name: str = "Nour", family_name: str = "Vos") -> None:
    """On the page for making an account."""
    visitor.type("Voornaam", given_name)
    visitor.type("Achternaam", family_name)
    visitor.main.get_by_label("E-mail").fill(email)
    visitor.main.get_by_label("Wachtwoord").fill(OWN_PASSWORD)
    visitor.email, visitor.name = email, f"{given_name} {family_name}"


def confirm_by_mail(visitor: Visitor) -> None:
    """Open the link in the mail, and press its button."""
    visitor.go(link_in_mail(visitor, "Bevestig"))
    visitor.press("Ja, bevestigen")
    expect(visitor.page.locator("header [data-menu]")).to_be_visible()


def make_account(visitor: Visitor, domain: str = "voorbeeld.example", **names: str) -> Visitor:
    """A newcomer makes an account; with a work-mail domain they belong to that organisation at once."""
    visitor.go("/account/aanmelden/")
    fill_in_sign_up(visitor, new_mail(domain), **names)
    visitor.press("Maak een account")
    confirm_by_mail(visitor)
    return visitor


def link_in_mail(visitor: Visitor, about: str = "") -> str:
    """The address in the latest mail to this person."""
    text = visitor.town.mailbox.latest_to(visitor.email, about).get_body(("plain",)).get_content()
    return re.search(r"http://\S+", text).group()


def never_quiet(visitor: Visitor) -> None:
    """Wants mail at any hour: a journey can run at night."""
    visitor.go("/meldingen/voorkeuren/")
    visitor.main.get_by_label("Geen mail van").select_option("00:00")
    visitor.main.get_by_label("tot", exact=True).select_option("00:00")
    visitor.press("Bewaar")
    visitor.sees("Bewaard. Dit geldt vanaf nu.")


def write_down(
    visitor: Visitor,
    title: str,
    question: str = "Hoe weten we wat er al is?",
    *,
    for_whom: str = "Inwoners die op antwoord wachten.",
    kind: str = "Idee",
    space: str = "",
    ring: str = "",
) -> str:
    """Three steps from an empty form to a placed initiative; returns its address."""
    visitor.go("/initiatieven/nieuw/")
    fill_in_question(visitor, title, question, for_whom, kind)
    visitor.press("Bewaar en ga verder")
    expect(visitor.page).to_have_url(re.compile(r"/2/$"))
    visitor.press("Bewaar en ga verder")
    expect(visitor.page).to_have_url(re.compile(r"/3/$"))
    if space:
        spaces = visitor.main.get_by_label("In welke ruimte?")  # each with its ring behind its name
        spaces.select_option(spaces.locator("option", has_text=space).get_attribute("value"))
    if ring or space:
        visitor.choose(re.compile(f"^{ring or 'Netwerk'}"))
    visitor.press("Plaats het")
    visitor.sees_title(title)
    return visitor.page.url


def fill_in_question(visitor: Visitor, title: str, question: str, for_whom: str, kind: str = "Idee") -> None:
    visitor.type("Wat is de vraag?", question)
    visitor.type("Voor wie is het?", for_whom)
    visitor.type("Geef het een korte titel", title)
    visitor.choose(kind)


def open_space(
    visitor: Visitor,
    name: str,
    *,
    ring: str = "Netwerk",
    words: tuple[str, str] = ("", ""),
    without: tuple[str, ...] = (),
    colour: str = "",
) -> str:
    """Open a space of one's own organisation; returns its name, which nobody else has."""
    name = f"{name} {token_hex(2)}"
    visitor.go("/ruimtes/")
    visitor.follow("Een ruimte openen")
    visitor.type("Naam", name)
    visitor.choose(re.compile(f"^{ring}"))
    for module in without:
        visitor.main.get_by_label(module, exact=True).uncheck()
    visitor.type("Jullie woord voor één initiatief", words[0])
    visitor.type("Jullie woord voor meer dan één", words[1])
    visitor.type("Kleur", colour)
    visitor.press("Open de ruimte")
    visitor.sees_title(name)
    return name
