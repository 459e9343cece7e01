"""Moved to `vliegwiel.core.formulas`, so that the overview can use it too."""

from vliegwiel.core.formulas import neutral, original  # noqa: F401
