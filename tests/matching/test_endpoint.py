"""A model behind an address: what it answers is checked, and whatever it does, search goes on."""

import json
import logging
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import numpy as np
import pytest

from vliegwiel.matching.meaning.asking import Asking
from vliegwiel.matching.meaning.embedder import Unavailable
from vliegwiel.matching.meaning.endpoint import AT_ONCE, Endpoint
from vliegwiel.matching.meaning.matrix import Matrix

KEY = "een-zeer-geheime-sleutel"


@contextmanager
def service(answer):
    """A real server on this machine. `answer(request, handler)` gives the JSON to answer, or writes itself."""
    asked = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            asked.append((self.path, dict(self.headers), request))
            if (body := answer(request, self)) is not None:
                self.send_response(200)
                self.end_headers()
                self.wfile.write(body if isinstance(body, bytes) else json.dumps(body).encode())

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/v1", asked
    finally:
        server.shutdown()
        server.server_close()


def row(text, size=4):
    return [float(len(text)), 1.0, 2.0, 3.0][:size]


def good(request, _handler):
    rows = [{"index": at, "embedding": row(text)} for at, text in enumerate(request["input"])]
    return {"data": rows[::-1]}


def endpoint(address, **more):
    return Endpoint(address, model="proefmodel", dimension=4, key=KEY, timeout={"query": 0.4, "passage": 0.4}, **more)


def test_texts_are_asked_for_in_lots_and_answered_in_order():
    texts = ["x" * (1 + number) for number in range(AT_ONCE + 5)]
    with service(good) as (address, asked):
        rows = endpoint(address).embed(texts, side="passage")
    wanted = np.array([row(text) for text in texts], dtype=np.float32)
    assert np.allclose(rows, wanted / np.linalg.norm(wanted, axis=1, keepdims=True))
    assert [len(request["input"]) for _, _, request in asked] == [AT_ONCE, 5]
    path, headers, request = asked[0]
    assert (path, request["model"]) == ("/v1/embeddings", "proefmodel")
    assert headers["Authorization"] == f"Bearer {KEY}"


def broken(handler, status, headers=()):
    handler.send_response(status)
    for name, value in headers:
        handler.send_header(name, value)
    handler.end_headers()


def drip(handler):
    broken(handler, 200)
    for _ in range(100):
        handler.wfile.write(b" ")
        handler.wfile.flush()
        threading.Event().wait(0.05)


def vectors(*rows):
    return {"data": [{"index": at, "embedding": one} for at, one in enumerate(rows)]}


BAD = {
    "refuses": lambda request, handler: broken(handler, 401),
    "fails": lambda request, handler: broken(handler, 500),
    "leads elsewhere": lambda request, handler: broken(handler, 302, [("Location", "http://127.0.0.1:9/steal")]),
    "is silent": lambda request, handler: threading.Event().wait(2),
    "drips": lambda request, handler: drip(handler),
    "hangs up": lambda request, handler: handler.connection.close(),
    "no json": lambda request, handler: b"<html>",
    "deep json": lambda request, handler: b"[" * 100_000,
    "no vectors": lambda request, handler: {"error": "model not found"},
    "a list": lambda request, handler: [1, 2, 3],
    "nothing": lambda request, handler: {"data": []},
    "too few": lambda request, handler: vectors([1.0, 2.0, 3.0, 4.0]),
    "too many": lambda request, handler: vectors(*[[1.0, 2.0, 3.0, 4.0]] * 3),
    "wrong size": lambda request, handler: vectors([1.0] * 5, [1.0] * 5),
    "no numbers": lambda request, handler: vectors(["a"] * 4, [None] * 4),
    "NaN": lambda request, handler: (
        b'{"data": [{"index": 0, "embedding": [NaN, 1, 1, 1]}, {"index": 1, "embedding": [1, 1, 1, 1]}]}'
    ),
    "infinite": lambda request, handler: vectors([1e999, 1, 1, 1], [1, 1, 1, 1]),
    "too large": lambda request, handler: vectors([1e300, 1, 1, 1], [1, 1, 1, 1]),
    "zeros": lambda request, handler: vectors([0.0] * 4, [0.0] * 4),
    "other index": lambda request, handler: {"data": [{"index": 7, "embedding": [1.0] * 4}] * 2},
    "endless": lambda request, handler: b" " * 300_000,
}


@pytest.mark.parametrize("how", BAD)
def test_a_bad_answer_is_unavailable_and_tells_no_secret(how):
    with service(BAD[how]) as (address, _), pytest.raises(Unavailable) as told:
        endpoint(address).embed(["een", "twee"], side="query")
    assert KEY not in str(told.value)
    assert told.value.__cause__ is None


def test_where_nobody_listens_it_is_unavailable():
    with pytest.raises(Unavailable):
        endpoint("http://127.0.0.1:9/v1").embed(["een"], side="query")


def test_search_goes_on_without_and_rests_before_it_asks_again(caplog):
    matrix = Matrix(4)
    with service(BAD["fails"]) as (address, asked), caplog.at_level(logging.WARNING):
        asking = Asking(lambda: endpoint(address), matrix)
        assert asking.vector("een", "query") is None
        assert asking.vector("twee", "query") is None
        assert len(asked) == 1
    assert "HTTP 500" in asking.problem
    assert KEY not in caplog.text


def test_a_question_is_asked_once():
    with service(good) as (address, asked):
        asking = Asking(lambda: endpoint(address), Matrix(4))
        first, again = asking.vector("een", "query"), asking.vector(" een ", "query")
    assert np.array_equal(first, again)
    assert len(asked) == 1
