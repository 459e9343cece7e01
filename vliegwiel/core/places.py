"""Addresses of upper rooms, for lower rooms that link to them. `config` says which page is which."""

from __future__ import annotations

from django.urls import reverse

_NAMES: dict[str, str] = {}


def settle(**names: str) -> None:
    """Say which url name stands for each place. Called once, by config."""
    _NAMES.update(names)


def place(name: str, *args: object) -> str:
    """The address of a place. Raises KeyError for one that no room offers."""
    return reverse(_NAMES[name], args=args)


def offers(name: str) -> bool:
    """Whether some room offers this place."""
    return name in _NAMES
