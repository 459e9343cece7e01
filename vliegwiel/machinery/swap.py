"""A new database beside the present one, which takes its name in one step when all is proven."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlsplit

import psycopg
from psycopg import sql

from vliegwiel.machinery.addresses import parse_database_url
from vliegwiel.machinery.problem import MachineryProblem

Connection = psycopg.Connection[tuple[Any, ...]]
SESSIONS = "SELECT count(*) FROM pg_stat_activity WHERE datname = %s AND backend_type = 'client backend'"


@dataclass(frozen=True)
class Prepared:
    """A database that is being filled, and the step that makes it the present one."""

    url: str
    put_in_place: Callable[[], None]


@contextmanager
def prepared_database(url: str) -> Iterator[Prepared]:
    """An empty database on the same server, removed again unless it was put in place.

    Raises MachineryProblem when this user may not make one, or when others are still connected to the present one.
    """
    name = parse_database_url(url)["NAME"]
    fresh, before = f"{name}_restoring", f"{name}_before"
    with _keeper(url) as keeper:
        _refuse_sessions(keeper, name)
        _make(keeper, fresh)
        try:
            _same_extensions(url, named(url, fresh))
            yield Prepared(named(url, fresh), lambda: _exchange(keeper, name, fresh, before))
        finally:
            _drop(keeper, fresh)


def named(url: str, name: str) -> str:
    """The same address for another database."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}/{quote(name)}" + (f"?{parts.query}" if parts.query else "")


def _keeper(url: str) -> Connection:
    """A connection to a database that is not the one to be replaced."""
    try:
        return psycopg.connect(named(url, "postgres"), autocommit=True)
    except psycopg.OperationalError:
        return psycopg.connect(named(url, "template1"), autocommit=True)


def _refuse_sessions(keeper: Connection, name: str) -> None:
    row = keeper.execute(SESSIONS, [name]).fetchone()
    if row and row[0]:
        raise MachineryProblem(f"The database {name} is in use ({row[0]} connections). Stop the program and try again.")


def _make(keeper: Connection, fresh: str) -> None:
    _drop(keeper, fresh)  # left by a restore that was killed
    try:
        keeper.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(fresh)))
    except psycopg.errors.InsufficientPrivilege as error:
        raise MachineryProblem(
            "A restore needs a new database beside the present one, and this user may not make it. Let an "
            "administrator of PostgreSQL run: ALTER ROLE … CREATEDB"
        ) from error


def _same_extensions(present: str, fresh: str) -> None:
    with psycopg.connect(present) as old, psycopg.connect(fresh, autocommit=True) as new:
        for (name,) in old.execute("SELECT extname FROM pg_extension").fetchall():
            try:
                new.execute(sql.SQL("CREATE EXTENSION IF NOT EXISTS {}").format(sql.Identifier(name)))
            except psycopg.errors.InsufficientPrivilege as error:
                raise MachineryProblem(
                    f"The extension {name} must be made by an administrator of PostgreSQL: run CREATE EXTENSION {name} "
                    "in the database template1, and try again."
                ) from error


def _exchange(keeper: Connection, name: str, fresh: str, before: str) -> None:
    _drop(keeper, before)
    rename = sql.SQL("ALTER DATABASE {} RENAME TO {}")
    try:
        with keeper.transaction():
            keeper.execute(rename.format(sql.Identifier(name), sql.Identifier(before)))
            keeper.execute(rename.format(sql.Identifier(fresh), sql.Identifier(name)))
    except psycopg.errors.ObjectInUse as error:
        raise MachineryProblem("The database came into use meanwhile. Stop the program and try again.") from error
    _drop(keeper, before)


def _drop(keeper: Connection, name: str) -> None:
    keeper.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(name)))
