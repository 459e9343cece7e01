"""Asks for pages, one after the other and several at once, bounded in number and in time."""

from __future__ import annotations

import http.client
import statistics
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bench import kernel
from bench.installation import HOST, Installation

MOST, SECONDS = 200, 5.0
"""Requests one after the other: whichever is reached first."""
AT_ONCE, BURST = 4, 2.0
"""Visitors at the same time, and for how many seconds."""
WARM = 8
"""Requests before measuring: every process of the web server has seen the page."""


@dataclass
class Measured:
    """One page. Times in milliseconds."""

    name: str
    statements: int | None
    p50: float = 0.0
    p95: float = 0.0
    per_second: float = 0.0
    web: float = 0.0
    database: float = 0.0
    bytes: int = 0
    status: int = 0
    is_form: bool = False

    @property
    def cpu(self) -> float:
        return self.web + self.database

    @property
    def is_well(self) -> bool:
        """A form that comes back was not taken."""
        return self.status == 302 if self.is_form else self.status == 200


class Visitor:
    """A browser as far as the server can tell, with one connection that is kept open."""

    def __init__(self, port: int) -> None:
        self._connection = http.client.HTTPConnection(HOST, port, timeout=60)

    def ask(self, url: str, cookie: str = "", body: str | None = None) -> tuple[int, int]:
        """Answers the status and the bytes of the body as they came over the wire."""
        headers = {"Accept-Encoding": "gzip", "Cookie": cookie} if cookie else {"Accept-Encoding": "gzip"}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            return self._send(url, headers, body)
        except (http.client.RemoteDisconnected, BrokenPipeError, ConnectionResetError):  # it rested too long
            self._connection.close()
            return self._send(url, headers, body)

    def _send(self, url: str, headers: dict[str, str], body: str | None) -> tuple[int, int]:
        self._connection.request("GET" if body is None else "POST", url, body=body, headers=headers)
        answer = self._connection.getresponse()
        return answer.status, len(answer.read())


ROUNDS, CALM = 24, 0.1
"""How often one looks whether the servers rest, and how much of a processor they take when they do."""


@dataclass
class Clock:
    """Processor time of web server and database since the last look; what they take at rest is left out."""

    web: int
    database: int
    rest: tuple[float, float] = (0.0, 0.0)

    def look(self) -> tuple[float, float, float]:
        return kernel.cpu_seconds(self.web), kernel.cpu_seconds(self.database), time.monotonic()

    def measure_rest(self, seconds: float = 5.0) -> None:
        """Once what a server does when it has just started is done: with a million texts that takes a while."""
        for _ in range(ROUNDS):
            before = self.look()
            time.sleep(seconds)
            after = self.look()
            self.rest = tuple((after[side] - before[side]) / (after[2] - before[2]) for side in (0, 1))  # type: ignore[assignment]
            if max(self.rest) < CALM:
                return

    def since(self, before: tuple[float, float, float]) -> tuple[float, float]:
        after = self.look()
        took = after[2] - before[2]
        web, database = (after[side] - before[side] - self.rest[side] * took for side in (0, 1))
        return max(web, 0.0), max(database, 0.0)


def measure(place: Installation, clock: Clock, page: dict[str, Any]) -> Measured:
    """One page, or a row of forms to send."""
    if "posts" in page:
        return _measure_posts(place, clock, page)
    url, cookie = page["url"], page["cookie"]
    visitor = Visitor(place.port)
    for _ in range(WARM):
        visitor.ask(url, cookie)
    found = Measured(page["name"], page["statements"])
    _one_by_one(clock, found, lambda: visitor.ask(url, cookie), MOST)
    found.per_second = _at_once(place.port, url, cookie)
    return found


def _measure_posts(place: Installation, clock: Clock, page: dict[str, Any]) -> Measured:
    visitor, waiting = Visitor(place.port), list(page["posts"])
    for _ in range(WARM):
        visitor.ask(**waiting.pop())
    found = Measured(page["name"], page["statements"], is_form=True)
    _one_by_one(clock, found, lambda: visitor.ask(**waiting.pop()), len(waiting))
    return found


def _one_by_one(clock: Clock, found: Measured, ask: Callable[[], tuple[int, int]], most: int) -> None:
    times: list[float] = []
    before, deadline = clock.look(), time.monotonic() + SECONDS
    while len(times) < most and time.monotonic() < deadline:
        begun = time.perf_counter()
        found.status, found.bytes = ask()
        times.append((time.perf_counter() - begun) * 1000)
    web, database = clock.since(before)
    found.web, found.database = web / len(times) * 1000, database / len(times) * 1000
    found.p50 = statistics.median(times)
    found.p95 = sorted(times)[int(len(times) * 0.95)]


def _at_once(port: int, url: str, cookie: str) -> float:
    """Requests per second with several visitors."""
    done = [0] * AT_ONCE
    deadline = time.monotonic() + BURST

    def visit(number: int) -> None:
        visitor = Visitor(port)
        while time.monotonic() < deadline:
            visitor.ask(url, cookie)
            done[number] += 1

    begun = time.monotonic()
    threads = [threading.Thread(target=visit, args=[number]) for number in range(AT_ONCE)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(done) / (time.monotonic() - begun)
