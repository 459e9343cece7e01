"""The model as onnxruntime takes it: a graph of its layers, written in the wire format of ONNX.

Only the few messages and fields that are needed (numbers from onnx.proto); the package onnx would add 40 MB for it.
"""

import struct
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

_FLOAT, _UINT8, _INT8 = 1, 2, 3
_TYPES = {np.dtype(np.float32): _FLOAT, np.dtype(np.uint8): _UINT8, np.dtype(np.int8): _INT8}
_IR_VERSION, _OPERATORS, _EXTRA_OPERATORS = 8, 17, 1
EXTRA = "com.microsoft"
"""The operators that onnxruntime adds: several steps in one, and matrices of 4 bits."""


class Graph:
    """A graph under construction: from one input to one output, both matrices of some rows of `width` numbers."""

    def __init__(self, width: int) -> None:
        self._width = width
        self._nodes: list[bytes] = []
        self._constants: list[bytes] = []

    def constant(self, name: str, values: NDArray) -> str:
        """Add numbers that stay the same; answers their name."""
        dims = b"".join(_number(1, one) for one in values.shape)
        raw = _bytes(9, np.ascontiguousarray(values).tobytes())
        self._constants.append(dims + _number(2, _TYPES[values.dtype]) + _text(8, name) + raw)
        return name

    def node(
        self,
        operator: str,
        inputs: Sequence[str],
        outputs: Sequence[str],
        *,
        domain: str = "",
        **settings: int | float | list[int],
    ) -> str:
        """Add a step; answers the name of its first output. An absent optional input is an empty name."""
        each = [_text(1, one) for one in inputs] + [_text(2, one) for one in outputs]
        settled = [_bytes(5, _setting(name, value)) for name, value in settings.items()]
        self._nodes.append(b"".join([*each, _text(4, operator), *settled, _text(7, domain)]))
        return outputs[0]

    def written(self, given: str, answered: str) -> bytes:
        """The whole as a file holds it."""
        parts = [*_each(1, self._nodes), _text(2, "e5"), *_each(5, self._constants)]
        parts += [_bytes(11, _value(given, self._width)), _bytes(12, _value(answered, self._width))]
        operators = [_text(1, "") + _number(2, _OPERATORS), _text(1, EXTRA) + _number(2, _EXTRA_OPERATORS)]
        return b"".join([_number(1, _IR_VERSION), *_each(8, operators), _bytes(7, b"".join(parts))])


def _each(field: int, messages: Iterable[bytes]) -> list[bytes]:
    return [_bytes(field, message) for message in messages]


def _value(name: str, width: int) -> bytes:
    """A matrix of [1, any, width] numbers."""
    dims = _each(1, [_number(1, 1), _text(2, "rows"), _number(1, width)])
    return _text(1, name) + _bytes(2, _bytes(1, _number(1, _FLOAT) + _bytes(2, b"".join(dims))))


def _setting(name: str, value: int | float | list[int]) -> bytes:
    if isinstance(value, float):
        return _text(1, name) + b"\x15" + struct.pack("<f", value) + _number(20, 1)
    if isinstance(value, int):
        return _text(1, name) + _number(3, value) + _number(20, 2)
    return _text(1, name) + b"".join(_number(8, one) for one in value) + _number(20, 7)


def _text(field: int, value: str) -> bytes:
    return _bytes(field, value.encode())


def _bytes(field: int, value: bytes) -> bytes:
    return _varint(field << 3 | 2) + _varint(len(value)) + value


def _number(field: int, value: int) -> bytes:
    return _varint(field << 3) + _varint(value)


def _varint(value: int) -> bytes:
    value &= 2**64 - 1
    found = bytearray()
    while value > 127:
        found.append(value & 127 | 128)
        value >>= 7
    found.append(value)
    return bytes(found)
