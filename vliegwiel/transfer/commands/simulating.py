"""`vliegwiel simulate` lives with what it fills."""

from __future__ import annotations

from vliegwiel.transfer.simulation import simulate

__all__ = ["simulate"]
