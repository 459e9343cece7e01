"""Vectors that come with the program: of the texts of the register, so that a first start need not read them."""

import lzma
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from vliegwiel.matching.meaning.packed import Digest, form, vectors_of

FILE = "register-vectors.xz"


@cache
def shipped_vectors(model: str) -> dict[Digest, NDArray[np.float32]]:
    """Vectors by the digest of their text; none for another model than they were made by."""
    file = files("vliegwiel.matching").joinpath("data", FILE)
    if not file.is_file():
        return {}
    name, _, kept = lzma.decompress(file.read_bytes()).partition(b"\n")
    made_by, dimension = name.decode().rsplit(" ", 1)
    if made_by != model:
        return {}
    rows = np.frombuffer(kept, dtype=form(int(dimension)))
    return dict(zip((one.tobytes() for one in rows["digest"]), vectors_of(rows), strict=True))


@cache
def shipped_register(model: str) -> NDArray[np.float32]:
    """The same vectors, a row each: what public bodies do at large, to hold a text against where little else is."""
    return np.array(list(shipped_vectors(model).values()), np.float32)
