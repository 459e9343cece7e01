"""The figures as a page that people read: docs/performance.md."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from bench.load import Measured

HEAD = """# How fast it is

Measured by `make bench` on {day}, commit {commit}, on a machine with {cores} cores (load average before it began:
{load}). A machine that does other work too gives higher times, of the processor too: compare the yardstick.

Each size has a database of its own, filled by `vliegwiel simulate`, on the embedded PostgreSQL with fsync, and the web
server as in production. Pages are asked for one after the other (p50, p95, CPU), then by {at_once} visitors at once
(requests per second). CPU is processor time per request, read from the kernel, of the web server and of PostgreSQL;
what both take at rest is left out. Bytes are those of the page itself, pressed together (gzip).
"""


@dataclass
class Size:
    """What was measured at one size."""

    initiatives: int
    pages: list[Measured] = field(default_factory=list)
    seconds: dict[str, float] = field(default_factory=dict)
    """Of the steps before: migrate, migrate again, simulate, index."""
    memory: float = 0.0
    """Megabytes of the web server after all this."""
    database: float = 0.0
    """Megabytes of the database on disk."""
    rest: tuple[float, float] = (0.0, 0.0)
    yardstick: tuple[float, float] = (0.0, 0.0)
    """Milliseconds that a fixed piece of work took before and after the pages."""

    def page(self, name: str) -> Measured | None:
        return next((one for one in self.pages if one.name == name), None)


def page(sizes: list[Size], at_once: int, load: str) -> str:
    parts = [
        HEAD.format(
            day=datetime.now(UTC).date().isoformat(), commit=_commit(), cores=os.cpu_count(), load=load, at_once=at_once
        ),
        _goals(sizes),
        _growth(sizes),
        *map(_table, sizes),
        _around(sizes),
    ]
    return "\n".join(parts)


def _goals(sizes: list[Size]) -> str:
    """Every goal that a figure of this run says something about, with what was reached, the missed ones marked."""
    lines = ["## Goals", "", *_head(["what", "goal", *(f"{size.initiatives:,}" for size in sizes)])]
    for words, most, of in _figures():
        found = [of(size, sizes[0]) for size in sizes]
        cells = ["–" if one is None else f"{one:.1f}" if one <= most else f"**{one:.1f}, missed**" for one in found]
        lines.append(_row([words, f"≤ {most:g}", *cells]))
    failed = [
        f"{size.initiatives:,}: {one.name} answered {one.status}"
        for size in sizes
        for one in size.pages
        if not one.is_well
    ]
    return "\n".join([*lines, "", *(f"- FAILED at {line}" for line in failed), *([""] if failed else [])])


def _figures() -> list[tuple[str, float, Callable[[Size, Size], float | None]]]:
    """Words, goal, and the figure of a size; None where it was not measured. The second size is the smallest."""

    def of(name: str, what: str) -> Callable[[Size, Size], float | None]:
        return lambda size, _first: getattr(size.page(name), what, None)

    def growth(size: Size, first: Size) -> float | None:
        now, then = size.page("list, anonymous"), first.page("list, anonymous")
        return now.cpu / then.cpu if now and then and size is not first else None

    return [
        ("list, anonymous: CPU ms", 6, of("list, anonymous", "cpu")),
        ("list, signed in: CPU ms", 9, of("list, signed in", "cpu")),
        ("list, anonymous: CPU, times that of the smallest size", 2, growth),
        ("list, signed in: statements", 12, of("list, signed in", "statements")),
        ("initiative, signed in: CPU ms", 8, of("initiative, signed in", "cpu")),
        ("initiative, signed in: statements", 15, of("initiative, signed in", "statements")),
        ("front page: statements", 12, of("front page", "statements")),
        ("search one word: CPU ms", 25, of("search one word", "cpu")),
        ("submit: p50 ms", 10, of("submit (POST)", "p50")),
        ("memory of the web server, MB", 250, lambda size, _first: size.memory),
    ]


def _growth(sizes: list[Size]) -> str:
    """CPU per page at every size; how many times that of the smallest."""
    first = {one.name: one.cpu for one in sizes[0].pages}
    lines = ["## CPU milliseconds per request, and growth", ""]
    lines += _head(["page", *(f"{size.initiatives:,}" for size in sizes)])
    for row in sizes[0].pages:
        cells = []
        for size in sizes:
            same = size.page(row.name)
            cells.append(_grown(same.cpu, first[row.name]) if same else "–")
        lines.append(_row([row.name, *cells]))
    return "\n".join([*lines, ""])


def _grown(cpu: float, first: float) -> str:
    return f"{cpu:.1f}" if cpu == first or not first else f"{cpu:.1f} (× {cpu / first:.1f})"


def _table(size: Size) -> str:
    lines = [f"## {size.initiatives:,} initiatives", ""]
    lines += _head(["page", "statements", "p50 ms", "p95 ms", "requests/s", "CPU web", "CPU database", "kB"])
    for one in size.pages:
        note = "" if one.is_well else f" (status {one.status})"
        lines.append(
            _row([
                one.name + note, "–" if one.statements is None else str(one.statements), f"{one.p50:.1f}",
                f"{one.p95:.1f}", f"{one.per_second:.0f}" if one.per_second else "–", f"{one.web:.1f}",
                f"{one.database:.1f}", f"{one.bytes / 1000:.1f}",
            ])
        )  # fmt: skip
    return "\n".join([*lines, ""])


def _around(sizes: list[Size]) -> str:
    """Everything that is no page."""
    steps = {
        "migrate": "first `vliegwiel migrate`, s",
        "again": "second `vliegwiel migrate`, s",
        "simulate": "`vliegwiel simulate`, s",
        "index": "search index from nothing, s",
    }
    lines = ["## Around the pages", "", *_head(["", *(f"{size.initiatives:,}" for size in sizes)])]
    lines += [_row([words, *(f"{size.seconds.get(key, 0):.1f}" for size in sizes)]) for key, words in steps.items()]
    lines.append(_row(["memory of the web server after load, MB", *(f"{size.memory:.0f}" for size in sizes)]))
    lines.append(_row(["database on disk, MB", *(f"{size.database:,.0f}" for size in sizes)]))
    at_rest = (f"{size.rest[0] * 1000:.0f} + {size.rest[1] * 1000:.0f}" for size in sizes)
    lines.append(_row(["CPU at rest, ms per second, web + database", *at_rest]))
    between = (f"{size.yardstick[0]:.0f} – {size.yardstick[1]:.0f}" for size in sizes)
    lines.append(_row(["yardstick: 3 million multiplications in Python, CPU ms", *between]))
    return "\n".join([*lines, ""])


def _head(cells: list[str]) -> list[str]:
    return [_row(cells), "|" + "---|" + "---:|" * (len(cells) - 1)]


def _row(cells: list[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def _commit() -> str:
    def git(*arguments: str) -> str:
        return subprocess.run(["git", *arguments], capture_output=True, text=True, check=False).stdout.strip()  # noqa: S607

    return (git("rev-parse", "--short", "HEAD") or "unknown") + (
        " with changes" if git("status", "--porcelain") else ""
    )
