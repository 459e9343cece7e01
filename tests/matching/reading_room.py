"""Documents to read, and a model that needs no time: for tests of everything around the real one."""

import hashlib

import numpy as np
import psycopg
from django.db import connection

from vliegwiel.matching import search
from vliegwiel.matching.meaning.chosen import embedder
from vliegwiel.matching.meaning.embedder import Unavailable, unit_rows
from vliegwiel.matching.understanding import understand_all

PUT = "select matching_put(%s, %s, %s, %s::text[], %s::text[], %s::text[], %s)"


def put(number, title, text="", *, audience=("public",), kind="initiative", deleted=False, pieces=None, cursor=None):
    """Let this stand in the search table, as the triggers would put it there; answers its row."""
    pieces = {"summary": text} if pieces is None else pieces
    values = [kind, number, title, list(pieces.values()), list(pieces), list(audience), deleted]
    with connection.cursor() as own:
        (cursor or own).execute(PUT, values)
        own.execute("select id from matching_searchdocument where kind = %s and target_id = %s", [kind, number])
        return (own.fetchone() or [None])[0]


def connected(**more) -> psycopg.Connection:
    """Another connection to the test's database."""
    settings = connection.get_connection_params()
    known = {key: settings[key] for key in ("dbname", "user", "password", "host", "port") if key in settings}
    return psycopg.connect(**known, **more)


class WordModel:
    """Texts are alike as far as they share words. Counts what it reads; `during` is called while it is at work."""

    dimension = 64

    def __init__(self, name="woorden", *, during=lambda: None):
        self.name, self.during, self.read = name, during, []

    def embed(self, texts, *, side):
        self.during()
        self.read += texts
        return unit_rows(np.array([self._row(text) for text in texts], np.float32).reshape(-1, self.dimension))

    def _row(self, text):
        row = np.full(self.dimension, 0.01)
        for word in text.lower().split():
            row[int(hashlib.md5(word.encode()).hexdigest(), 16) % self.dimension] += 1
        return row


class BrokenModel(WordModel):
    """Never answers."""

    def embed(self, texts, *, side):
        raise Unavailable("het model is stuk")


def take_in() -> None:
    """What changed can be found, by its words."""
    search.bring_up_to_date(alone=True)
    search.reader.cache_clear()


def read_and_take_in() -> None:
    """What changed can be found, by its words and by its meaning."""
    understand_all(embedder())
    search.bring_up_to_date(alone=True)
