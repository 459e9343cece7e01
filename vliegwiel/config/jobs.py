"""Jobs: procrastinate, on the same database."""

from __future__ import annotations

from procrastinate import App


def on_app_ready(app: App) -> None:
    """Called once when the rooms are loaded."""
