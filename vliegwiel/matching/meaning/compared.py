"""A question held against all that its asker may see."""

from collections.abc import Iterable
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

FEW = 50
"""With fewer documents than this, their middle and spread say nothing."""


class Compared:
    """Documents and how near each is in meaning: a cosine, -1 to 1."""

    def __init__(
        self, ids: NDArray[np.int64], nearness: NDArray[np.float32], usual: NDArray[np.float32] | None = None
    ) -> None:
        """`ids`: in rising order. `usual`: how near each is to any question; what is near to all says little of one."""
        self._ids, self._nearness = ids, nearness
        self._telling = nearness if usual is None else nearness - usual

    def __len__(self) -> int:
        return len(self._ids)

    @cached_property
    def middle(self) -> float:
        return float(self._nearness.mean())

    @cached_property
    def spread(self) -> float:
        return float(self._nearness.std())

    def best(self, most: int) -> dict[int, float]:
        """The `most` documents that stand out most, in that order, with their nearness; ties by id."""
        if len(self._ids) > most:
            among = np.sort(np.argpartition(-self._telling, most - 1)[:most])
        else:
            among = np.arange(len(self._ids))
        among = among[np.argsort(-self._telling[among], kind="stable")]
        return dict(zip(self._ids[among].tolist(), self._nearness[among].tolist(), strict=True))

    def of(self, ids: Iterable[int]) -> dict[int, float]:
        """The nearness of these documents, as far as they have one."""
        return self._values(self._nearness, ids)

    def shares(self, ids: Iterable[int]) -> dict[int, float]:
        """Where these documents stand between the one that stands out least and the one that does most, 0 to 1."""
        if not len(self._ids):
            return {}
        least, most = float(self._telling.min()), float(self._telling.max())
        width = most - least
        told = self._values(self._telling, ids)
        return {one: (value - least) / width if width > 1e-6 else 1.0 for one, value in told.items()}

    def _values(self, values: NDArray[np.float32], ids: Iterable[int]) -> dict[int, float]:
        wanted = np.fromiter(ids, dtype=np.int64)
        if not len(wanted) or not len(self._ids):
            return {}
        places = np.minimum(np.searchsorted(self._ids, wanted), len(self._ids) - 1)
        known = self._ids[places] == wanted
        return dict(zip(wanted[known].tolist(), values[places[known]].tolist(), strict=True))
