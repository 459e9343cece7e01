"""A database, an index and vectors of their own for the evaluation, gone when it is done.

The database is made on the server of the installation and brought to this version, so that the program's own tables
and queries are what is measured. Nothing of the installation's database is read or written.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from psycopg import sql

from vliegwiel.matching import search
from vliegwiel.matching.feed import rebuild
from vliegwiel.matching.meaning import chosen
from vliegwiel.matching.meaning.passages import passages
from vliegwiel.matching.source import DocumentTable
from vliegwiel.matching.understanding import understand

from .keeping import Kept

NAME = "vliegwiel_evaluation"
VECTORS = Path("evaluation") / "vectors.sqlite"
"""In the data folder."""
AT_ONCE = 500
"""Documents that are kept in one transaction."""
_LEFT = """
    select datname from pg_database
    where datname like %s and datname not in (select datname from pg_stat_activity where datname is not null)
"""
_FILL = """
    insert into matching_searchdocument (kind, target_id, title, text, audience, deleted, xid, changed_at)
    select %s, place, '', body, array['public'], false, pg_current_xact_id()::text::bigint, now()
    from unnest(%s::text[]) with ordinality as given (body, place) order by place
"""


class NoScratch(Exception):
    """The database server does not let us make a database. Says why."""


@contextmanager
def scratch() -> Iterator[Kept]:
    """Work in an empty database of this version, an empty index and no vectors; all are removed afterwards.

    Only the vectors of texts that were read stay, in a file of the data folder; the model that is answered keeps them.
    """
    model = Kept(chosen.embedder(), Path(settings.DATA) / VECTORS)
    try:
        with tempfile.TemporaryDirectory(prefix="vliegwiel-evaluation-") as folder, _database(), _index(Path(folder)):
            call_command("migrate", verbosity=0, interactive=False)
            chosen.use(model)
            yield model
    finally:
        chosen.use(None)
        model.close()


def fill(texts: Sequence[str], *, kind: str, model: Kept) -> None:
    """Make these texts the only documents, all public, with 1, 2, … as their ids; index and vectors are complete."""
    cut = [passage.text for text in texts for passage in passages(kind, "", [("text", text)] if text else [])]
    model.read_ahead(cut, side="passage")
    with connection.cursor() as cursor:
        cursor.execute("truncate matching_searchdocument, matching_meaning restart identity cascade")
        cursor.execute(_FILL, [kind, list(texts)])
    while understand(model, most=AT_ONCE):
        pass
    search.reader.cache_clear()
    rebuild(search.folder(), DocumentTable(alone=True))
    search.bring_up_to_date(alone=True)


@contextmanager
def _index(folder: Path) -> Iterator[None]:
    """Let search look in this folder."""
    own = settings.SEARCH_INDEX
    settings.SEARCH_INDEX = folder
    search.reader.cache_clear()
    try:
        yield
    finally:
        settings.SEARCH_INDEX = own
        search.reader.cache_clear()


@contextmanager
def _database() -> Iterator[None]:
    """Point the connection of this thread at a new database; drop it afterwards, with what earlier runs left."""
    own = dict(connection.settings_dict)
    connection.close()
    with _server(own) as server:
        name = _made(server, f"{NAME}_{own['NAME']}"[:50])
        connection.settings_dict["NAME"] = name
        try:
            yield
        finally:
            connection.close()
            connection.settings_dict["NAME"] = own["NAME"]
            server.execute(sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(name)))


def _made(server: psycopg.Connection, begin: str) -> str:
    for (left,) in server.execute(_LEFT, [begin + "%"]).fetchall():
        server.execute(sql.SQL("drop database if exists {}").format(sql.Identifier(left)))
    name = f"{begin}_{server.info.backend_pid}"
    try:
        server.execute(sql.SQL("create database {} template template0").format(sql.Identifier(name)))
    except psycopg.Error as error:
        raise NoScratch(f"No database for the evaluation can be made: {error}".strip()) from error
    return name


@contextmanager
def _server(own: dict[str, Any]) -> Iterator[psycopg.Connection]:
    """A connection to the same server, outside any transaction."""
    given = {"host": own["HOST"], "port": own["PORT"], "user": own["USER"], "password": own["PASSWORD"]}
    options = {name: value for name, value in own["OPTIONS"].items() if isinstance(value, str)}
    known = {name: str(value) for name, value in given.items() if value} | options
    with psycopg.connect(dbname=own["NAME"], autocommit=True, **known) as server:  # type: ignore[arg-type]
        yield server
