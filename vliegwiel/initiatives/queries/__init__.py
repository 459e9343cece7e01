"""Reads across models, shaped for pages."""

from .own import own_organisations
from .submission import is_taken, spaces_to_submit_in

__all__ = ["is_taken", "own_organisations", "spaces_to_submit_in"]
