"""Rooms above this one follow what happens to a space: they register here, and spaces calls them without knowing them.

A follower runs inside the transaction of the action: what it raises undoes the whole action. Register in the `ready()`
of the room's AppConfig:

    from vliegwiel.spaces import followers
    followers.after_owners_change(rewrite_audiences)   # def rewrite_audiences(space: Space) -> None
"""

from __future__ import annotations

from collections.abc import Callable

from .models import Space

Follower = Callable[[Space], None]

_OWNERS_CHANGED: list[Follower] = []


def after_owners_change(follower: Follower) -> Follower:
    """Call `follower(space)` when other organisations own the space: what the ring *organisation* means has changed.

    Registering the same function twice changes nothing. Also usable as a decorator.
    """
    if follower not in _OWNERS_CHANGED:
        _OWNERS_CHANGED.append(follower)
    return follower


def tell_owners_changed(space: Space) -> None:
    """Called by the action that changed the owners, after the space's own audience is right."""
    for follower in _OWNERS_CHANGED:
        follower(space)
