"""What must be done with the product loaded: fill the index, choose pages to ask for, count statements. Prints JSON."""

from __future__ import annotations

import gzip
import json
import re
import sys
import time
from collections.abc import Callable
from typing import Any

from vliegwiel.config.command_line import start_django

start_django()

from django.conf import settings  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.urls import reverse  # noqa: E402

from vliegwiel.core.codes import new_secret  # noqa: E402
from vliegwiel.initiatives import actions as initiatives  # noqa: E402
from vliegwiel.initiatives.models import Initiative, Theme  # noqa: E402
from vliegwiel.matching import search  # noqa: E402
from vliegwiel.people.models import Organisation, Person  # noqa: E402
from vliegwiel.spaces.models import Space  # noqa: E402

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
WRITERS, DRAFTS_EACH = 5, 20
"""People who submit, and how many times each: below the limit of the pages."""
TOKEN = "b" * 32
"""Of the forms: any word of this length that is in the cookie and in the form."""
TIMES = 40
"""How often a page is made to tell what a part of it costs."""


def index() -> dict[str, float]:
    begun = time.monotonic()
    changes = search.bring_up_to_date()
    return {"changes": changes, "seconds": time.monotonic() - begun}


def pages() -> list[dict[str, Any]]:
    """Every page to measure: name, address, cookie, body to send, and statements."""
    person = _ordinary_person()
    overview, detail = reverse("overview:overview"), _rich_initiative().get_absolute_url()
    theme = Theme.objects.in_use().order_by("slug")[3].slug
    body = _busy_organisation()
    asked = [
        ("front page", "/", None),
        ("list, anonymous", overview, None),
        ("list, signed in", overview, person),
        ("list, tenth page", _tenth_page(overview), None),
        ("list by title", f"{overview}?sorteer=titel", None),
        ("filter theme", f"{overview}?thema={theme}", None),
        ("filter organisation", f"{overview}?organisatie={body.code}", None),
        ("filter theme and organisation", f"{overview}?thema={theme}&organisatie={body.code}", None),
        ("search one word", f"{overview}?q=schuldhulp", None),
        ("search two words", f"{overview}?q=schuldhulp+{_word(body.name)}", None),
        ("search a common word", f"{overview}?q=gemeente", None),
        ("search everything", f"{reverse('matching:search')}?q=begrijpelijke+brieven", None),
        ("suggestions while typing", f"{reverse('matching:complete')}?q=schuldh", None),
        ("map", f"{overview}?beeld=kaart", None),
        ("board", f"{overview}?beeld=bord", None),
        ("initiative", detail, None),
        ("initiative, signed in", detail, person),
        ("organisations", reverse("people:organisations"), None),
        ("spaces", reverse("spaces:spaces"), None),
    ]
    found = [{"name": name, "url": url, "cookie": _cookie(who), **_costs(url, who)} for name, url, who in asked]
    posts = _submissions()
    return [*found, {"name": "submit (POST)", "posts": posts, "statements": _statements_of(posts.pop())}]


def _ordinary_person() -> Person:
    """Someone in the middle of how many tokens people hold."""
    people = sorted(Person.objects.exclude(tokens=[]).order_by("id")[:501], key=lambda one: (len(one.tokens), one.pk))
    return people[len(people) // 2]


def _rich_initiative() -> Initiative:
    """One with everything under it, among the first thousand."""
    first = Initiative.objects.visible_to(None).filter(end="", is_checked=True, has_parts=True).order_by("id")[:1000]
    return max(first, key=lambda one: (one.updates.exists(), len(one.organisation_ids), one.pk))


def _busy_organisation() -> Organisation:
    return Organisation.objects.exclude(population=None).order_by("-population")[4]


def _word(name: str) -> str:
    return re.findall(r"\w+", name)[-1].lower()


def _tenth_page(overview: str) -> str:
    url, client = overview, Client(headers={"host": "127.0.0.1"})
    for _ in range(9):
        found = re.search(r'href="([^"]*[?&;]na=[^"]*)"', client.get(url).content.decode())
        if not found:
            break
        url = overview + found[1].replace("&amp;", "&").removeprefix(overview)
    return url


def _client(person: Person | None) -> Client:
    client = Client(headers={"host": "127.0.0.1"})
    if person:
        client.force_login(person, backend=BACKEND)
    return client


def _cookie(person: Person | None) -> str:
    if person is None:
        return ""
    name = settings.SESSION_COOKIE_NAME
    return f"{name}={_client(person).cookies[name].value}; {settings.CSRF_COOKIE_NAME}={TOKEN}"


def _costs(url: str, person: Person | None) -> dict[str, Any]:
    """Statements of a page that was asked before; and milliseconds that pressing it together (gzip) takes."""
    client = _client(person)
    client.get(url)
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(url)
    levels = {level: _milliseconds(lambda level=level: gzip.compress(answer.content, level)) for level in (1, 6)}
    sizes = {level: len(gzip.compress(answer.content, level)) for level in (1, 6)}
    return {
        "status": answer.status_code,
        "statements": len(captured),
        "bytes": len(answer.content),
        "gzip": {level: (levels[level], sizes[level]) for level in levels},
        "sql": [(float(query["time"]) * 1000, query["sql"]) for query in captured.captured_queries],
    }


def _milliseconds(work: Callable[[], object]) -> float:
    begun = time.process_time()
    for _ in range(TIMES):
        work()
    return (time.process_time() - begun) / TIMES * 1000


def _submissions() -> list[dict[str, str]]:
    """Drafts that are ready for the last step: address, cookie and form of each."""
    square = Space.objects.get(is_square=True)
    writers = list(Person.objects.exclude(tokens=[]).order_by("-id")[:WRITERS])
    cookies = {one.pk: _cookie(one) for one in writers}
    texts = {
        "question": "Hoe krijgen mensen sneller antwoord op hun vraag over schulden? " * 6,
        "for_whom": "Inwoners met schulden en wie hen helpt.",
        "title": "Sneller antwoord bij schulden",
        "kind": "pilot",
        "summary": "We proberen een andere manier van werken met drie gemeenten. " * 5,
        "themes": [Theme.objects.in_use().order_by("slug")[0].slug],
    }
    made = []
    for number in range(WRITERS * DRAFTS_EACH):
        secret, writer = new_secret(), writers[number % WRITERS]
        initiatives.start_draft(None, by=writer, secret=secret, data=texts)
        body = f"csrfmiddlewaretoken={TOKEN}&step=3&space={square.code}&ring={square.ring}"
        url = reverse("initiatives:draft", args=[secret, 3])
        made.append({"url": url, "cookie": cookies[writer.pk], "body": body})
    return made


def _statements_of(post: dict[str, str]) -> int:
    """What sending this form costs, the beginning and end of transactions included."""
    client = Client(headers={"host": "127.0.0.1", "cookie": post["cookie"]})
    with CaptureQueriesContext(connection) as captured:
        answer = client.post(post["url"], post["body"], content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 302, answer.content[:2000]
    return len(captured)


if __name__ == "__main__":
    sys.stdout.write(json.dumps({"index": index, "pages": pages}[sys.argv[1]]()) + "\n")
