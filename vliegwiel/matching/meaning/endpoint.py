"""A model behind an address, with the interface for embeddings that OpenAI introduced and many servers speak.

What comes back is not trusted: it is read up to a limit, and checked for number, order, size and plain numbers.
"""

import http.client
import json
import math
import time
import urllib.error
import urllib.request
from collections.abc import Sequence
from typing import Any

import numpy as np

from vliegwiel.matching.meaning.embedder import Side, Unavailable, Vectors, readable, unit_rows

TIMEOUT = {"query": 3.0, "passage": 60.0}
"""Seconds without an answer: someone waits for a question, nobody for a document."""
AT_ONCE = 32
"""Texts in one request."""
_BYTES_A_NUMBER = 40


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """The key goes to the address that was configured and to no other."""

    def redirect_request(self, *_: Any) -> None:
        return None


class Endpoint:
    """The model of a service. `address`: up to and without /embeddings."""

    def __init__(
        self, address: str, *, model: str, dimension: int, key: str = "", timeout: dict[str, float] | None = None
    ) -> None:
        self.name = f"{model}@{dimension}"[:80]
        self.dimension = dimension
        self._address, self._model, self._key = address.rstrip("/") + "/embeddings", model, key
        self._timeout = timeout or TIMEOUT
        self._opener = urllib.request.build_opener(_NoRedirect)

    def embed(self, texts: Sequence[str], *, side: Side) -> Vectors:
        """See `Embedder`."""
        prefix = f"{side}: " if "e5" in self._model.lower() else ""
        read = [prefix + readable(text) for text in texts]
        answers = [self._asked(read[at : at + AT_ONCE], self._timeout[side]) for at in range(0, len(read), AT_ONCE)]
        rows = np.concatenate(answers) if answers else np.empty((0, self.dimension), dtype=np.float32)
        return unit_rows(rows)

    def _asked(self, texts: list[str], timeout: float) -> Vectors:
        body = json.dumps({"model": self._model, "input": texts, "encoding_format": "float"}).encode()
        headers = {"Content-Type": "application/json", "Accept": "application/json"}
        if self._key:
            headers["Authorization"] = f"Bearer {self._key}"
        request = urllib.request.Request(self._address, body, headers)  # noqa: S310  # configured by the operator
        most = len(texts) * self.dimension * _BYTES_A_NUMBER + 100_000
        deadline = time.monotonic() + timeout
        try:
            with self._opener.open(request, timeout=timeout) as response:
                answered = _read(response, most + 1, deadline)
        except urllib.error.HTTPError as error:
            error.close()
            raise Unavailable(f"the service of the model refuses: HTTP {error.code}") from None
        except (OSError, ValueError, http.client.HTTPException) as error:
            # the reason only: an error of a library may hold the whole request
            raise Unavailable(f"the service of the model does not answer: {_reason(error)}") from None
        if len(answered) > most:
            raise Unavailable("the service of the model answers far more than was asked")
        return self._rows(answered, len(texts))

    def _rows(self, answered: bytes, count: int) -> Vectors:
        try:
            data = json.loads(answered)["data"]
            if len(data) != count:
                raise Unavailable(f"the service of the model answers {len(data)} vectors to {count} texts")
            ordered = sorted(data, key=lambda one: one["index"])
            if [one["index"] for one in ordered] != list(range(count)):
                raise Unavailable("the service of the model answers to other texts than were asked")
            rows = [self._row(one["embedding"]) for one in ordered]
        except (ValueError, TypeError, KeyError, RecursionError):
            raise Unavailable("the service of the model answers something else than vectors") from None
        return np.array(rows, dtype=np.float32)

    def _row(self, numbers: list[float]) -> list[float]:
        if len(numbers) != self.dimension:
            raise Unavailable(
                f"the service of the model answers vectors of {len(numbers)} numbers; {self.dimension} are configured"
            )
        if not all(isinstance(one, int | float) and math.isfinite(one) and abs(one) < 1e30 for one in numbers):
            raise Unavailable("the service of the model answers vectors that hold no numbers")
        return numbers


def _read(response: http.client.HTTPResponse, most: int, deadline: float) -> bytes:
    """The answer, as far as it comes in time: a service that drips is as slow as one that is silent."""
    parts, size = [], 0
    while size < most and (part := response.read1(min(65_536, most - size))):
        parts.append(part)
        size += len(part)
        if time.monotonic() > deadline:
            raise TimeoutError
    return b"".join(parts)


def _reason(error: Exception) -> str:
    reason = getattr(error, "reason", error)
    return "too slow" if isinstance(reason, TimeoutError) else type(reason).__name__
