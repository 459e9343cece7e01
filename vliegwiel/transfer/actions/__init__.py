"""Importing, and undoing an import."""

from .importing import carry_out, choose, fail, queue, upload
from .undoing import undo

__all__ = ["carry_out", "choose", "fail", "queue", "undo", "upload"]
