"""The average question of each direction: what is near in meaning to every question says little about one.

Fixed for a release, made with `scripts/usual_questions.py` from the questions of the developers' half of the public
evaluation sets; 384 numbers a direction, out of which no question can be read.
"""

from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

FILE = "usual-questions.npy"
MODEL = "multilingual-e5-small"
"""Whose vectors they are an average of; another model has none."""
DIRECTIONS = ("search", "reuse", "help")
"""In the order of the file."""


def usual_question(direction: str, model: str) -> NDArray[np.float32] | None:
    """The average question of a direction; None where there is none for this model."""
    return _all().get(direction) if model == MODEL else None


@cache
def _all() -> dict[str, NDArray[np.float32]]:
    with files("vliegwiel.matching").joinpath("data", FILE).open("rb") as file:
        rows = np.load(file, allow_pickle=False).astype(np.float32)
    return dict(zip(DIRECTIONS, rows, strict=True))
