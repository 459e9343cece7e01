"""Locks between processes. The kernel frees them when a process dies, also after kill -9, so nothing can go stale."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def gate(path: Path) -> Iterator[None]:
    """Only one process at a time is inside; the others wait."""
    handle = _open(path)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


class Presence:
    """This process counts as a user of something until it says goodbye or dies.

    A forked child shares the open file and so keeps counting when its parent has gone; a started program does not.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.handle: int | None = None

    @property
    def counted(self) -> bool:
        return self.handle is not None

    def enter(self) -> None:
        """Count as a user; harmless when already counted. Call it behind the gate."""
        if self.handle is None:
            self.handle = _open(self.path)
            fcntl.flock(self.handle, fcntl.LOCK_SH)

    def leave(self) -> bool:
        """Stop counting; True when nobody else is left. Call it behind the gate."""
        if self.handle is not None:
            os.close(self.handle)
            self.handle = None
        handle = _open(self.path)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        finally:
            os.close(handle)
        return True


def _open(path: Path) -> int:
    return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
