"""One program that the supervisor runs: started on a leash, its lines read, started again with growing pauses."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

FIRST_PAUSE, LONGEST_PAUSE = 0.5, 30.0  # seconds between a death and the next start
STEADY = 30.0  # seconds after which a death counts as a first one again
LEASH = Path(__file__).with_name("leash.py")


class Child:
    """A program by name and command. `starts_at` is the moment (monotonic) of its next start, None while it runs."""

    def __init__(self, name: str, command: Sequence[str], environ: dict[str, str], sockets: Sequence[int] = ()) -> None:
        self.name = name
        self.command = command
        self.environ = environ
        self.sockets = sockets
        self.process: subprocess.Popen[bytes] | None = None
        self.starts_at: float | None = 0.0
        self.deaths = 0
        self._pause = FIRST_PAUSE
        self._started = 0.0
        self._rest = b""

    def start(self) -> int:
        """Start it; answers the descriptor that its output can be read from. Only from the main thread: the leash
        is tied to the thread that made it."""
        self.process = subprocess.Popen(
            [sys.executable, "-I", "-S", str(LEASH), str(os.getpid()), *self.command],
            env=self.environ,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            pass_fds=self.sockets,
            start_new_session=True,  # Ctrl-C in the terminal reaches the supervisor only, which stops all in order
        )
        self.starts_at, self._started = None, time.monotonic()
        return self.output

    @property
    def output(self) -> int:
        assert self.process is not None
        assert self.process.stdout is not None
        return self.process.stdout.fileno()

    def lines(self) -> Iterator[str]:
        """The whole lines that are there now; call it when the output is readable. The last rest comes at its end."""
        read = os.read(self.output, 65536)
        *whole, self._rest = (self._rest + read).split(b"\n")
        if not read and self._rest:
            whole, self._rest = [self._rest], b""
        for line in whole:
            yield line.decode(errors="replace").rstrip()

    def ended(self) -> int | None:
        """Exit code when it has ended since its start, else None."""
        return self.process.poll() if self.process else None

    def rest_after_death(self) -> float:
        """Plan the next start, later after each quick death; answers the pause in seconds."""
        self.signal(signal.SIGTERM)  # what it started itself may still be there
        now = time.monotonic()
        if now - self._started > STEADY:
            self._pause = FIRST_PAUSE
        self.deaths += 1
        pause, self._pause = self._pause, min(self._pause * 2, LONGEST_PAUSE)
        self.starts_at = now + pause
        self.forget()
        return pause

    def forget(self) -> None:
        """Close what is left of the ended process."""
        if self.process and self.process.stdout:
            self.process.stdout.close()
        self.process = None

    def signal(self, number: signal.Signals) -> None:
        """Send a signal to it and to what it started."""
        if self.process:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, number)
