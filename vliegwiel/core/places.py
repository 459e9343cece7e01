"""Addresses of upper rooms, and their search, for lower rooms that need them. `config` says which is which."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

from django.urls import get_resolver, reverse

_NAMES: dict[str, str] = {}
_FINDERS: dict[str, Callable[[str, Any], Sequence[int]]] = {}


def settle(**names: str) -> None:
    """Say which url name stands for each place. Called once, by config."""
    _NAMES.update(names)


def place(name: str, *args: object) -> str:
    """The address of a place. Raises KeyError for one that no room offers."""
    if name not in _NAMES:
        _ = get_resolver().url_patterns  # reading the addresses settles the places; a worker may not have done so yet
    return reverse(_NAMES[name], args=args) if args else page(_NAMES[name])


@cache
def page(name: str) -> str:
    """The address of a page in which nothing is open, by its url name: looked up once per process."""
    return reverse(name)


def offers(name: str) -> bool:
    """Whether some room offers this place."""
    return name in _NAMES


def settle_search(**finders: Callable[[str, Any], Sequence[int]]) -> None:
    """Say what finds each kind of thing. Called once, by config."""
    _FINDERS.update(finders)


def found(kind: str, words: str, viewer: Any) -> Sequence[int]:
    """Ids of the things of this kind that fit these words, best first: what is said of them is the caller's to check.

    Nothing where no room searches this kind.
    """
    finder = _FINDERS.get(kind)
    return finder(words, viewer) if finder else []
