"""`python -m bench`: measure, print the tables, and write docs/performance.md."""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from pathlib import Path

import click
import psycopg

from bench import kernel, report
from bench.installation import Installation, installation
from bench.load import AT_ONCE, Clock, measure

PAGE = Path(__file__).resolve().parents[1] / "docs" / "performance.md"
SIZES = "1000,100000,1000000"


@click.command()
@click.option("--sizes", default=SIZES, show_default=True, help="Numbers of initiatives, with commas between them.")
@click.option("--only", default="", help="Only pages whose name holds this.")
@click.option("--write/--no-write", default=True, show_default=True, help="Write docs/performance.md.")
@click.option("--keep", type=click.Path(path_type=Path), help="Keep what is filled here, and use it again.")
@click.option("--fill-only", is_flag=True, help="Fill, with --keep, and measure another time.")
def bench(sizes: str, only: str, write: bool, keep: Path | None, fill_only: bool) -> None:
    """Measure the pages of the running product at several sizes. Takes a while; nothing of yours is touched."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that what was made is taken away
    load = f"{os.getloadavg()[0]:.1f}"
    found = []
    for count in map(int, sizes.split(",")):
        found.append(_size(count, only, keep and keep / str(count), fill_only))
        if fill_only:
            continue
        text = report.page(found, AT_ONCE, load)
        if write:
            PAGE.write_text(text, encoding="utf-8")
    if not fill_only:
        click.echo(text)


def _size(count: int, only: str, kept: Path | None, fill_only: bool) -> report.Size:
    size = report.Size(count)
    with installation(kept) as place:
        _filled(place, size, kept and kept / "filled.json")
        if fill_only:
            return size
        pages = [page for page in place.inside("pages") if only in page["name"]]
        with place.web() as head:
            clock = Clock(head, place.postmaster)
            clock.measure_rest()
            size.rest, before = clock.rest, kernel.yardstick_ms()
            for page in pages:
                size.pages.append(measure(place, clock, page))
                _say(f"{count:,}: {page['name']}: {size.pages[-1].cpu:.1f} ms CPU, p50 {size.pages[-1].p50:.1f} ms")
            size.memory = kernel.memory_mb(head)
            size.yardstick = before, kernel.yardstick_ms()
    return size


def _filled(place: Installation, size: report.Size, before: Path | None) -> None:
    """Fill it, or bring what was filled before up to date."""
    if before and before.exists():
        place.command("migrate")
        place.command("django", "collectstatic", "--noinput", "--verbosity", "0")
        size.seconds, size.database = json.loads(before.read_text())
        return
    _fill(place, size)
    if before:
        before.write_text(json.dumps([size.seconds, size.database]))


def _fill(place: Installation, size: report.Size) -> None:
    """Everything before the first page."""
    size.seconds["migrate"] = place.command("migrate")
    size.seconds["again"] = place.command("migrate")
    place.command("django", "collectstatic", "--noinput", "--verbosity", "0")
    _say(f"{size.initiatives:,}: filling")
    size.seconds["simulate"] = place.command("simulate", "--initiatives", str(size.initiatives))
    size.seconds["index"] = place.inside("index")["seconds"]
    with psycopg.connect(place.environ["DATABASE_URL"], autocommit=True) as connection:
        connection.execute("VACUUM (ANALYZE)")
        row = connection.execute("SELECT pg_database_size(current_database()) / 1e6").fetchone()
        size.database = float(row[0]) if row else 0.0
    time.sleep(2)


def _say(line: str) -> None:
    sys.stderr.write(line + "\n")


if __name__ == "__main__":
    bench()
