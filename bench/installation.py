"""An installation of its own for every size: a data folder, PostgreSQL with fsync, and the web server."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from vliegwiel.machinery import doorway, environment, postgres, processes

HOST = "127.0.0.1"
PATIENCE = 60.0
"""Seconds that the web server may take to answer."""
UNSET = ("DATABASE_URL", "VLIEGWIEL_PURPOSE", "VLIEGWIEL_MODE", "PORT", "BASE_URL", "ALLOWED_HOSTS", "DEBUG")


class Installation:
    """One database of one size, with the commands and pages of the product on it."""

    def __init__(self, folder: Path) -> None:
        self.port = _free_port()
        environ = {name: value for name, value in os.environ.items() if name not in UNSET}
        self.environ = environ | {
            "VLIEGWIEL_DATA": str(folder),
            "PORT": str(self.port),
            "DJANGO_SETTINGS_MODULE": "vliegwiel.config.settings",
            "PYTHONUNBUFFERED": "1",
        }
        self.server = postgres.start("main", data=folder, environ=self.environ)
        self.environ["DATABASE_URL"] = self.server.url()
        self.postmaster = int((self.server.cluster.data / "postmaster.pid").read_text().split()[0])

    def command(self, *arguments: str) -> float:
        """Run `vliegwiel …`; answers the seconds it took."""
        begun = time.monotonic()
        subprocess.run([*processes.PROGRAM, *arguments], env=self.environ, check=True, stdout=subprocess.DEVNULL)
        return time.monotonic() - begun

    def inside(self, task: str) -> Any:
        """Do a task of `bench.inside` in a process that has the product loaded; answers what it says."""
        command = [sys.executable, "-m", "bench.inside", task]
        done = subprocess.run(command, env=self.environ, check=True, stdout=subprocess.PIPE)
        return json.loads(done.stdout.splitlines()[-1])

    @contextmanager
    def web(self) -> Iterator[int]:
        """Run the web server; gives the process id of its head."""
        settings = environment.read(self.environ)
        with doorway.open_door(HOST, self.port) as door:
            command = processes.web_command(settings, door.fileno(), processes.APPLICATION)
            running = subprocess.Popen(command, env=self.environ, pass_fds=[door.fileno()])
        try:
            self._wait_until_it_answers()
            yield running.pid
        finally:
            running.terminate()
            running.wait(30)

    def _wait_until_it_answers(self) -> None:
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            if doorway._ask(HOST, self.port, f"{HOST}:{self.port}") is not None:
                return
            time.sleep(0.1)
        raise TimeoutError("the web server does not answer")


@contextmanager
def installation(kept: Path | None = None) -> Iterator[Installation]:
    """A fresh one, gone without a trace afterwards; or the one that is kept in this folder."""
    if kept:
        kept.mkdir(parents=True, exist_ok=True)
    folder = kept or Path(tempfile.mkdtemp(prefix="vliegwiel-bench-", dir="/var/tmp"))  # a disk, not memory
    folder.chmod(0o711)  # the account of PostgreSQL passes through
    made = None
    try:
        made = Installation(folder)
        yield made
    finally:
        if made:
            made.server.stop_if_last_user()
        if not kept:
            shutil.rmtree(folder, ignore_errors=True)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])
