"""Reads across models, shaped for pages."""

from .submission import is_taken, spaces_to_submit_in

__all__ = ["is_taken", "spaces_to_submit_in"]
