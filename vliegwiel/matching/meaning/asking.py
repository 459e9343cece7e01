"""A question put to the model and held against the vectors of this process.

A text is read once and remembered. When the model cannot be had, search goes on without it for a while, and the reason
is kept for the operator.
"""

import logging
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Collection
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from vliegwiel.matching.directions import Direction
from vliegwiel.matching.meaning.compared import Compared
from vliegwiel.matching.meaning.embedder import Embedder, Side, Unavailable, readable
from vliegwiel.matching.meaning.matrix import Matrix
from vliegwiel.matching.meaning.usual import usual_question

REMEMBERED = 2_000
"""Questions kept: 3 MB."""
REST = 30.0
"""Seconds without the model after it could not be had."""
NO_INDEX = "there are more texts than fit in memory; `vliegwiel index` makes an index for them"

log = logging.getLogger(__name__)


class Comparing(Protocol):
    """Holds a vector against all that holders of `tokens` may see."""

    def __call__(
        self,
        vector: NDArray[np.float32],
        tokens: Collection[str],
        kinds: Collection[str] | None,
        *,
        usual: NDArray[np.float32] | None = None,
    ) -> Compared: ...


class Asking:
    """What this process knows of meaning. Safe between threads."""

    def __init__(
        self, embedder: Callable[[], Embedder], matrix: Matrix, *, beyond: Callable[[], Comparing | None] = lambda: None
    ) -> None:
        """`embedder` is called when something is asked first; `beyond` when the matrix is full: what compares then."""
        self._beyond = beyond
        self.matrix = matrix
        self.problem = ""
        """Why there is no model now, in a sentence; empty when there is."""
        self._embedder = embedder
        self._lock = threading.Lock()
        self._known: OrderedDict[tuple[str, Side], NDArray[np.float32]] = OrderedDict()
        self._rest_until = 0.0

    @property
    def model(self) -> str:
        """The name of the model."""
        return self._embedder().name

    def compare(
        self, text: str, tokens: Collection[str], kinds: Collection[str] | None, direction: Direction
    ) -> Compared | None:
        """How near everything visible is to this text; None when nothing can be compared."""
        compare = self._comparing()
        if compare is None:
            return None
        vector = self.vector(text, direction.asks)
        if vector is None:
            return None
        usual = usual_question(direction.name, self.model) if direction.usual else None
        compared = compare(vector, tokens, kinds, usual=None if usual is None else direction.usual * usual)
        return compared if len(compared) else None

    def _comparing(self) -> Comparing | None:
        """What holds a vector against all others; None where there are none."""
        if not self.matrix.is_full:
            return self.matrix.compare if len(self.matrix) else None
        beyond = self._beyond()
        if beyond is None:
            self.problem = NO_INDEX
        return beyond

    def vector(self, text: str, side: Side) -> NDArray[np.float32] | None:
        """The vector of a text; None while the model cannot be had."""
        key = (readable(text), side)
        with self._lock:
            if key in self._known:
                self._known.move_to_end(key)
                return self._known[key]
            if time.monotonic() < self._rest_until:
                return None
        try:
            (vector,) = self._embedder().embed([key[0]], side=side)
        except Unavailable as error:
            self._rest(str(error))
            return None
        self._remember(key, vector)
        return vector

    def warm_up(self) -> None:
        """Load the model, once there is something to compare with."""
        if not self._known and (len(self.matrix) or self.matrix.is_full):
            self.vector("-", "query")

    def _remember(self, key: tuple[str, Side], vector: NDArray[np.float32]) -> None:
        with self._lock:
            self.problem = ""
            self._known[key] = vector
            if len(self._known) > REMEMBERED:
                self._known.popitem(last=False)

    def _rest(self, problem: str) -> None:
        with self._lock:
            if problem != self.problem:
                log.warning("search goes on without meaning: %s", problem)
            self.problem, self._rest_until = problem, time.monotonic() + REST
