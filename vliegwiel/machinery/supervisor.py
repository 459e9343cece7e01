"""Keeps programs running: shows their lines, starts them again when they die, stops them together."""

import os
import selectors
import signal
import socket
import sys
import time
from collections.abc import Sequence
from types import FrameType, TracebackType

from vliegwiel.machinery.child import Child
from vliegwiel.machinery.postgres import Server
from vliegwiel.machinery.problem import MachineryProblem

STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
TIME_TO_STOP = 15.0  # seconds that a program gets to end by itself
TRIES = 5  # deaths of a program before the first page answered, after which starting is given up
BEAT = 1.0  # seconds between looks at the database


class Supervisor:
    """Use it as `with Supervisor() as supervisor:`; leaving it stops every program it runs."""

    def __init__(self) -> None:
        self.stopping = False
        self._children: list[Child] = []
        self._selector = selectors.DefaultSelector()
        self._wake_read, self._wake_write = socket.socketpair()
        self._server: Server | None = None
        self._status: int | None = None
        self._address: str | None = None
        self._old_handlers: dict[signal.Signals, object] = {}

    def __enter__(self) -> "Supervisor":
        for end in (self._wake_read, self._wake_write):
            end.setblocking(False)
        self._selector.register(self._wake_read, selectors.EVENT_READ)
        signal.set_wakeup_fd(self._wake_write.fileno(), warn_on_full_buffer=False)
        self._old_handlers = {number: signal.signal(number, self._ask_to_stop) for number in STOP_SIGNALS}
        return self

    def __exit__(self, kind: type | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._stop_children()
        signal.set_wakeup_fd(-1)
        for number, handler in self._old_handlers.items():
            signal.signal(number, handler)  # type: ignore[arg-type]

    def watch(self, server: Server) -> None:
        """Start this database again when it has died."""
        self._server = server

    def page_answered(self, status: int) -> None:
        """Told from another thread: the front page answers."""
        self._status = status
        self._wake_write.send(b"!")

    def run_to_end(self, child: Child) -> None:
        """Run a program once, until it ends well. Raises MachineryProblem when it does not."""
        if self.stopping:
            return
        self._start(child)
        while (code := child.ended()) is None and not self.stopping:
            self._pass_lines(0.05)
        if code is not None:
            self._drain(child)
            self._children.remove(child)
            child.forget()
        if code:
            raise MachineryProblem(f"`vliegwiel {child.name}` ended with exit code {code}; the lines above tell why.")

    def keep(self, children: Sequence[Child], address: str) -> None:
        """Run these programs until a signal to stop; prints the address once when the page answers."""
        self._address = address
        waiting = list(children)
        beat = time.monotonic()
        while not self.stopping:
            for child in [child for child in waiting if (child.starts_at or 0) <= time.monotonic()]:
                waiting.remove(child)
                self._start(child)
            self._pass_lines(0.2)
            waiting += self._bury_the_dead()
            self._announce()
            if self._server and time.monotonic() - beat > BEAT:
                self._mend_database(self._server)
                beat = time.monotonic()

    def _start(self, child: Child) -> None:
        self._selector.register(child.start(), selectors.EVENT_READ, child)
        self._children.append(child)

    def _pass_lines(self, timeout: float) -> None:
        for key, _ in self._selector.select(timeout):
            if key.data is None:
                self._wake_read.recv(4096)
            elif not self._print_lines(key.data):
                self._selector.unregister(key.fd)

    def _print_lines(self, child: Child) -> bool:
        before = list(child.lines())
        for line in before:
            say(child.name, line)
        return bool(before) or child.ended() is None

    def _drain(self, child: Child) -> None:
        """Print what an ended program still said."""
        while child.output in self._selector.get_map():
            readable = [key for key, _ in self._selector.select(0) if key.data is child]
            if not readable or not self._print_lines(child):
                self._selector.unregister(child.output)

    def _bury_the_dead(self) -> list[Child]:
        dead = [child for child in self._children if child.ended() is not None]
        for child in dead:
            self._drain(child)
            code = child.ended()
            self._children.remove(child)
            pause = child.rest_after_death()
            if self._status is None and child.deaths >= TRIES:
                raise MachineryProblem(
                    f"{child.name} ended {TRIES} times before a page came; its lines above tell why."
                )
            say(child.name, f"ended with exit code {code}; starts again in {pause:g} seconds")
        return dead

    def _announce(self) -> None:
        if self._address and self._status is not None:
            address, self._address = self._address, None
            note = "" if self._status < 500 else f" (but its front page answers with error {self._status})"
            tell(f"\nVliegwiel: {address}{note}\n")

    def _mend_database(self, server: Server) -> None:
        if server.looks_alive():
            return
        try:
            server.ensure_running()
            say("database", "had stopped; it was started again and has recovered")
        except MachineryProblem as problem:
            say("database", str(problem))

    def _ask_to_stop(self, number: int, frame: FrameType | None) -> None:
        if self.stopping:  # a second Ctrl-C: no more patience
            for child in self._children:
                child.signal(signal.SIGKILL)
        self.stopping = True

    def _stop_children(self) -> None:
        for child in self._children:
            child.signal(signal.SIGTERM)
        deadline = time.monotonic() + TIME_TO_STOP
        while any(child.ended() is None for child in self._children) and time.monotonic() < deadline:
            self._pass_lines(0.05)
        for child in self._children:
            child.signal(signal.SIGKILL)
            child.forget()
        self._children.clear()


def say(name: str, line: str) -> None:
    """Show one line of one program."""
    tell(f"{name:>8} | {line}")


def tell(line: str) -> None:
    """Show a line. When nobody reads any more (a closed pipe), go on in silence."""
    try:
        sys.stdout.write(line + "\n")
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
