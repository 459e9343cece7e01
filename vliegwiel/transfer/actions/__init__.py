"""Importing, and undoing an import."""

from .importing import carry_out, choose, fail, queue, queue_trial, sweep, try_out, upload
from .undoing import undo

__all__ = ["carry_out", "choose", "fail", "queue", "queue_trial", "sweep", "try_out", "undo", "upload"]
