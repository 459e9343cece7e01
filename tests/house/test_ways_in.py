"""A page that nothing links to does not exist for people: everyone can walk from the front page to every page of theirs."""

import re
from collections import Counter, deque
from html import unescape
from urllib.parse import urljoin, urlsplit

import pytest

from tests.canary.crawl import name_of
from tests.cast import VIEWERS
from tests.house.access import SHEET, WHO, lines
from vliegwiel.matching import search

LINK = re.compile(rb"""<(?:a|button|form|div|section)\b[^>]*?\b(?:href|action|hx-get)="([^"#]+)[^"]*"[^>]*>""")
BUTTON = re.compile(rb"""method="post"|\bhx-post=""")
OF_A_NAME = {False: 10, True: 3}
"""Pages of one url name that one person looks at, without and with a question in the address: several, because one may
do more with some things than with others."""
WALKERS = ["visitor", "stranger", "lead", "manager", "operator"]
"""Without an account, just arrived, leading an initiative, leading a space, keeping the installation."""
BY_MAIL = "a link in a mail leads there"
AFTER_POST = "the page that comes after a form"
IN_USE = "a tab that is shown once something is there"
ALIKE = "stands beside an initiative that something else resembles"
FEED = "a reader of feeds finds it by itself, in the head of the page"
NOT_LINKED = {
    "account_confirm_email": BY_MAIL,
    "account_reset_password_from_key": BY_MAIL,
    "people:invitation": BY_MAIL,
    "account_email_verification_sent": AFTER_POST,
    "account_inactive": AFTER_POST,
    "account_reset_password_done": AFTER_POST,
    "account_reset_password_from_key_done": AFTER_POST,
    "account_reauthenticate": AFTER_POST,
    "initiatives:draft": "one's own text, at an address that is its own key",
    "account_logout": "signing out is a button in the menu; the page is for who has no script",
    "initiatives:history": IN_USE,
    "exchange:initiative-needs": IN_USE,
    "initiatives:merge": AFTER_POST,
    "stakeholders:add": AFTER_POST,
    "matching:unfit": ALIKE,
    "matching:unfit-part": ALIKE,
    "matching:bundle": ALIKE,
    "conversation:mentionable": "suggestions while one types",
    "matching:complete": "suggestions while one types",
    "transfer:example": "the import pages have the link, for who may import",
    "transfer:progress": "a piece of the page of an import, while it runs",
    "spaces:remove-member": "stands beside every member who is no lead; the sheet asks it for the only lead",
    "core:gallery": "for who builds; the guide for a first change names it",
    "core:offline": "kept by the browser for when there is no network",
    "core:offline-worker": "a script",
    "core:theme": "a stylesheet",
    "spaces:theme": "a stylesheet",
    "home:calendar": "the private address stands on the page of the button, once",
    "notifications:stop": BY_MAIL,
    "notifications:address": BY_MAIL,
    "notifications:feed": FEED,
    "notifications:feed-theme": FEED,
    "notifications:feed-organisation": FEED,
    "notifications:feed-initiative": FEED,
    "home:security": "at the address where everyone who needs it looks (RFC 9116)",
    "initiatives:initiative-by-code": "short address, for a mail or a wall",
    "spaces:space-by-code": "short address, for a mail or a wall",
}
"""Pages that someone may open and that no page links to, with the reason."""


@pytest.fixture
def town(world, own_index, own_files, tmp_path):
    lines(world, tmp_path)  # furnishes: something of every kind in every ring
    search.bring_up_to_date(alone=True)
    return world


@pytest.mark.parametrize("who", WALKERS)
def test_everyone_can_walk_to_every_page_that_they_may_open(town, signed_in, client, who):
    browser = client if who == "visitor" else signed_in(town.person(who))
    assert pages_for(who) - walked(browser) - set(NOT_LINKED) == set()


def test_every_exception_is_still_one():
    """A page that is gone from the sheet needs no reason any more."""
    everyone = set().union(*(pages_for(who, ("ziet", "gaat door")) for who in VIEWERS))
    assert set(NOT_LINKED) - everyone == set()


def pages_for(who: str, words: tuple[str, ...] = ("ziet",)) -> set[str]:
    """Url names that this person may open, in some ring, by the sheet of all permissions."""
    rows = SHEET.read_text(encoding="utf-8").partition("\nadres ")[2].splitlines()
    header = f"adres {rows[0]}"
    at = header.index(f" {WHO[who]}") + 1
    return {row.split()[0] for row in rows[1:] if row[at : at + 14].strip() in words}


def walked(browser) -> set[str]:
    """Url names of the pages to which one comes from the front page by links and by forms that ask something."""
    queue, known, found = deque(["/"]), {"/"}, set()
    looked_at: Counter[tuple[str, bool]] = Counter()
    while queue:
        address = queue.popleft()
        answer = browser.get(address)
        if answer.status_code == 200:
            found.add(name_of(urlsplit(address).path))
        for target in _links(answer, address):
            parts = urlsplit(target)
            kind = (name_of(parts.path), bool(parts.query))
            if target not in known and looked_at[kind] < OF_A_NAME[kind[1]]:
                known.add(target)
                looked_at[kind] += 1
                queue.append(target)
    return found


def _links(answer, address: str) -> list[str]:
    """Addresses of ours that this page leads to; of a file, none."""
    if answer.status_code in (301, 302):
        return [answer["Location"]]
    if answer.streaming:
        list(answer.streaming_content)  # to its end: closing it half-way would close the connection of the test too
        return []
    found = []
    for match in LINK.finditer(answer.content):
        if not BUTTON.search(match.group(0)):
            parts = urlsplit(
                urljoin(f"http://testserver{address}", unescape(match.group(1).decode("utf-8", "replace")))
            )
            if parts.netloc == "testserver":
                found.append(parts.path + (f"?{parts.query}" if parts.query else ""))
    return found
