"""The thread of the worker that reads what waits: within seconds of a change, and after any pause."""

from __future__ import annotations

import logging
import threading

from django.core.cache import cache
from django.db import close_old_connections, connection

from .meaning.chosen import embedder
from .meaning.embedder import Unavailable
from .understanding import understand

POLL_SECONDS = 1.0
LONGEST_WAIT_SECONDS = 60.0
_PROBLEM = "matching.reading.problem"
_KEPT = 300
"""Seconds that a problem is told after it was last met."""

log = logging.getLogger(__name__)


class Reading:
    """Start one in a worker. Any number of workers may read side by side."""

    def __init__(self) -> None:
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="reading", daemon=True)
        self._problem = ""

    def start(self) -> Reading:
        """Begin in the background."""
        self._thread.start()
        return self

    def stop(self, timeout: float = 20.0) -> None:
        """Stop after the documents under way."""
        self._stop.set()
        self._thread.join(timeout)

    def _run(self) -> None:
        wait = POLL_SECONDS
        while not self._stop.is_set():
            wait = self._round(wait)
            self._stop.wait(wait)
        connection.close()

    def _round(self, waited: float) -> float:
        """Read some of what waits; answers how many seconds to wait for the next round."""
        longer = min(2 * max(waited, POLL_SECONDS), LONGEST_WAIT_SECONDS)
        try:
            done = understand(embedder())
        except Unavailable as error:
            self._tell(str(error))
            return longer
        except Exception:
            log.exception("documents could not be read; trying again")
            return longer
        finally:
            close_old_connections()
        if done and self._problem:
            self._tell("")
        return 0.0 if done else POLL_SECONDS

    def _tell(self, problem: str) -> None:
        if problem and problem != self._problem:
            log.warning("documents wait to be read: %s", problem)
        self._problem = problem
        cache.set(_PROBLEM, problem, _KEPT)


def problem_of_worker() -> str:
    """Why the worker cannot read now, in a sentence; empty when it can."""
    return cache.get(_PROBLEM, "")
