"""Jobs of this room: the queue reads this file, so each group of them is named here."""

from . import pairing_tasks  # noqa: F401
