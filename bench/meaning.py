"""Search by words and meaning over made-up documents, in an empty database of its own: speed, memory, the model's pace.

    DATABASE_URL=<an empty database> python -m bench.meaning --documents 100000

Texts are Dutch words with the frequencies of real ones; vectors are made up in clusters, since reading a million texts
takes a day. Times are CPU milliseconds of this process and wall time; PostgreSQL's share is in the latter.
"""

from __future__ import annotations

import argparse
import itertools
import json
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from vliegwiel.config.command_line import start_django

start_django()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402

from vliegwiel.matching import nearby, search  # noqa: E402
from vliegwiel.matching.compounds import dutch_words  # noqa: E402
from vliegwiel.matching.meaning.chosen import embedder  # noqa: E402
from vliegwiel.matching.meaning.packed import pack  # noqa: E402

CLUSTERS, PASSAGES, WORDS = 400, 2, 90
QUESTIONS = 60
DOCUMENT = """
    COPY matching_searchdocument (kind, target_id, title, text, audience, deleted, xid, changed_at, understood_by)
    FROM STDIN
"""
MEANING = "COPY matching_meaning (document_id, model, names, keys, packed, xid) FROM STDIN"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=5_000)
    count = parser.parse_args().documents
    with tempfile.TemporaryDirectory() as folder:
        settings.SEARCH_INDEX = Path(folder)
        call_command("migrate", verbosity=0)
        figures = {"documents": count, "model": pace(), "fill": _timed(lambda: fill(count))}
        figures |= {"take in": _timed(search.bring_up_to_date), "memory": memory()}
        if search.reader().asking.matrix.is_full:
            figures |= {"index of vectors": _timed(lambda: nearby.build(embedder().name, embedder().dimension))}
        figures |= {"search": measured(), "memory after": memory()}
    sys.stdout.write(json.dumps(figures, indent=1) + "\n")


def pace() -> dict[str, float]:
    """CPU milliseconds of the model for texts of so many words."""
    rng, words = _chance(1), _words()
    texts = {size: [" ".join(rng.choices(words, k=size)) for _ in range(6)] for size in (6, 25, 200)}
    embedder().embed(["warm"], side="query")
    return {
        f"{size} words": _cpu(lambda one=one: embedder().embed(one, side="passage")) / 6 for size, one in texts.items()
    }


def fill(count: int) -> None:
    """Documents with two passages each, nine of ten public."""
    rng, numbers = _chance(2), np.random.default_rng(3)
    words = _words()
    weights = list(itertools.accumulate(1 / (10 + rank) for rank in range(len(words))))
    centres = _unit(numbers.standard_normal((CLUSTERS, embedder().dimension)) + 1.2)
    with connection.cursor() as cursor:
        cursor.execute("truncate matching_searchdocument restart identity cascade")
        with cursor.copy(DOCUMENT) as copy:
            for number in range(count):
                title, text = (
                    rng.choices(words, cum_weights=weights, k=6),
                    rng.choices(words, cum_weights=weights, k=WORDS),
                )
                audience = ["public"] if number % 10 else [f"init:{number}"]
                row = (
                    "initiative",
                    number,
                    " ".join(title),
                    " ".join(text),
                    audience,
                    False,
                    3,
                    "2026-01-01",
                    embedder().name,
                )
                copy.write_row(row)
        cursor.execute("select id from matching_searchdocument order by id")
        ids = [one for (one,) in cursor.fetchall()]
        with cursor.copy(MEANING) as copy:
            for row in _meanings(ids, centres, numbers):
                copy.write_row(row)
        cursor.execute("analyze matching_searchdocument, matching_meaning")


def _meanings(ids: list[int], centres: np.ndarray, numbers: np.random.Generator) -> Iterator[tuple]:
    for one in ids:
        near = centres[numbers.integers(CLUSTERS)] + 0.04 * numbers.standard_normal((PASSAGES, centres.shape[1]))
        kept = pack([bytes(16)] * PASSAGES, _unit(near).astype(np.float32)).tobytes()
        yield one, embedder().name, ["whole", "summary"], [0, 0], kept, 3


def measured() -> dict[str, dict[str, float]]:
    """Questions of one to eight words, asked the first time and again."""
    rng, words = _chance(4), _words()
    asked = [" ".join(rng.choices(words[:5_000], k=rng.choice([1, 2, 3, 8]))) for _ in range(QUESTIONS)]
    search.find("warm", None)
    return {name: _ask(asked) for name in ("first time", "again")}


def _ask(questions: list[str]) -> dict[str, float]:
    wall, cpu = [], []
    for question in questions:
        begun, used = time.monotonic(), time.process_time()
        search.find(question, None)
        wall.append(1000 * (time.monotonic() - begun))
        cpu.append(1000 * (time.process_time() - used))
    return {
        "wall p50": statistics.median(wall),
        "wall p95": statistics.quantiles(wall, n=20)[-1],
        "cpu p50": statistics.median(cpu),
        "cpu p95": statistics.quantiles(cpu, n=20)[-1],
    }


def memory() -> dict[str, int]:
    """Megabytes of this process: all, and what it shares with nobody."""
    lines = dict(line.split(":") for line in Path("/proc/self/status").read_text().splitlines())
    return {"resident": int(lines["VmRSS"].split()[0]) // 1024, "own": int(lines["RssAnon"].split()[0]) // 1024}


def _chance(seed: int) -> random.Random:
    """The same every time: nothing here is secret."""
    return random.Random(seed)  # noqa: S311


def _words() -> list[str]:
    return _chance(5).sample(dutch_words()._text.split(), 30_000)


def _unit(rows: np.ndarray) -> np.ndarray:
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def _timed(work) -> float:
    begun = time.monotonic()
    work()
    return time.monotonic() - begun


def _cpu(work) -> float:
    used = time.process_time()
    work()
    return 1000 * (time.process_time() - used)


if __name__ == "__main__":
    main()
