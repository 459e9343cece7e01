"""Goes everywhere that one person can go, and reads everything that comes back."""

from __future__ import annotations

import io
import re
import zipfile
from collections import deque
from dataclasses import dataclass, field
from functools import cache
from html import unescape
from http import HTTPStatus
from urllib.parse import urljoin, urlsplit

from django.urls import Resolver404, get_resolver, resolve

LINK = re.compile(rb"""(?:href|action|hx-get|src)="([^"#]+)""")
CANARY = re.compile(rb"zq\d{4}x")
FAR_ENOUGH = 600
"""Pages per person."""
OF_A_KIND = 2
"""Pages of one kind (url name and names of its parameters) per person, beside those one starts from."""


@dataclass
class Seen:
    """What one person came across."""

    words: dict[str, str] = field(default_factory=dict)
    """Word to the first address where it was seen."""
    broken: list[str] = field(default_factory=list)


def crawl(client, starts: list[str]) -> Seen:
    """Follow every link from these addresses, each kind of page with a few different queries at most.

    An address for a button alone says so before it looks at anything else: one of each name is enough.
    """
    seen, queue, known = Seen(), deque(starts), set(starts)
    kinds: dict[tuple, int] = {}
    buttons: set[str] = set()
    while queue:
        address = queue.popleft()
        name = name_of(urlsplit(address).path)
        if name and name in buttons:
            continue
        answer = client.get(address)
        if answer.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
            buttons.add(name)
        read(answer, address, seen)
        body = seen.last
        for found in LINK.findall(body):
            link = urljoin(f"http://testserver{address}", unescape(found.decode("utf-8", "replace")))
            parts = urlsplit(link)
            target = parts.path + (f"?{parts.query}" if parts.query else "")
            kind = (name_of(parts.path), tuple(sorted(piece.split("=")[0] for piece in parts.query.split("&"))))
            if parts.netloc != "testserver" or target in known or len(known) > FAR_ENOUGH:
                continue
            if kinds.get(kind, 0) < OF_A_KIND:
                known.add(target)
                kinds[kind] = kinds.get(kind, 0) + 1
                queue.append(target)
    return seen


def read(response, address: str, seen: Seen) -> None:
    """Note every canary in an answer; a spreadsheet is unpacked first."""
    body = b"".join(response.streaming_content) if response.streaming else response.content
    if response.status_code >= 500:
        seen.broken.append(f"{response.status_code} {address}")
    seen.last = body
    if body.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            body = b"".join(archive.read(name) for name in archive.namelist())
    for word in CANARY.findall(body + str(response.headers).encode()):
        seen.words.setdefault(word.decode(), address)


@cache
def name_of(path: str) -> str:
    """The url name of an address; finding it goes through some hundreds of patterns."""
    try:
        return resolve(path).view_name
    except Resolver404:
        return ""


def all_names() -> set[str]:
    """Every url name there is."""
    found: set[str] = set()

    def walk(patterns, namespace: str) -> None:
        for pattern in patterns:
            if hasattr(pattern, "url_patterns"):
                inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
                walk(pattern.url_patterns, inner)
            elif pattern.name:
                found.add(f"{namespace}{pattern.name}")

    walk(get_resolver().url_patterns, "")
    return found
