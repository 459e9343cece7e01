"""What the database was last brought up to, so that a second start has nothing to do.

The stamp is a comment on the table of migrations: it goes along in a backup, and an older program finds another one.
"""

import hashlib
from collections.abc import Iterator
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path

import psycopg
from psycopg import sql

PROGRAM = Path(__file__).resolve().parents[1]
BROUGHT_ALONG = ("Django", "django-allauth", "procrastinate")
"""Packages with migrations of their own."""
READ = "SELECT obj_description(to_regclass('django_migrations'), 'pg_class')"
WRITE = "COMMENT ON TABLE django_migrations IS {}"


def of_program() -> str:
    """Another word whenever any file of the program, or a package with tables of its own, has changed."""
    found = hashlib.sha256(" ".join(version(name) for name in BROUGHT_ALONG).encode())
    for file in sorted(_files()):
        facts = file.stat()
        found.update(f"{file.relative_to(PROGRAM)} {facts.st_size} {facts.st_mtime_ns}\n".encode())
    return found.hexdigest()[:16]


def _files() -> Iterator[Path]:
    """Code, and the data that every installation starts with."""
    yield from PROGRAM.rglob("*.py")
    yield from PROGRAM.glob("*/data/*")


def read(url: str) -> set[str]:
    """The words that stand on this database; none when it has no tables yet, or is of someone who cannot be asked."""
    with suppress(psycopg.Error), psycopg.connect(url) as connection:
        row = connection.execute(READ).fetchone()
        return set(((row and row[0]) or "").split())
    return set()


def write(url: str, words: set[str]) -> None:
    """Put these words there instead. Where that cannot be done the next start does everything again: no harm."""
    with suppress(psycopg.Error), psycopg.connect(url) as connection:
        connection.execute(sql.SQL(WRITE).format(" ".join(sorted(words))))
