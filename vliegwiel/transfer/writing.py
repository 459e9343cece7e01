"""Moved to `vliegwiel.core.writing`, so that the overview can use it too."""

from vliegwiel.core.writing import *  # noqa: F403
