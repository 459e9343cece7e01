"""Servers of the tests' own, in folders of their own: what happens to them reaches nothing else."""

import os
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from vliegwiel.machinery import account, postgres

CHECKOUT = Path(__file__).resolve().parents[2]
APP = """
import sys
from pathlib import Path
from vliegwiel.machinery import postgres
server = postgres.start("main", data=Path(sys.argv[1]), fsync=False)
print(server.url(), flush=True)
sys.stdin.read()
"""


def wait_until(true: Callable[[], object], patience: float = 20.0) -> None:
    """Wait for something that happens in another process."""
    deadline = time.monotonic() + patience
    while not true():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.02)


def postmaster(home: Path) -> int | None:
    """Process id of the running server in this folder."""
    try:
        data = home / "main/cluster/pgdata"
        pid = int((data / "postmaster.pid").read_text().split()[0])
        return pid if Path(f"/proc/{pid}/cwd").resolve(strict=True) == data.resolve() else None
    except (OSError, ValueError, IndexError):
        return None


class App:
    """A program that uses the server until it is ended (nicely) or killed (not)."""

    def __init__(self, home: Path) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", APP, str(home)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=os.environ | {"PYTHONPATH": str(CHECKOUT)},
        )

    def url(self) -> str:
        assert select.select([self.process.stdout], [], [], 30)[0]
        return self.process.stdout.readline().strip()

    def end(self) -> None:
        self.process.communicate()
        assert self.process.returncode == 0

    def kill(self) -> None:
        self.process.kill()
        self.process.communicate()


@contextmanager
def data_folder() -> Iterator[Path]:
    """An empty data folder that the server's account can reach; its server is gone afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="vliegwiel-"))
    folder.chmod(0o711)
    yield folder
    while pid := postmaster(folder):
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGQUIT)
        wait_until(lambda gone=pid: postmaster(folder) != gone)
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def home() -> Iterator[Path]:
    with data_folder() as folder:
        yield folder


@pytest.fixture
def app(home: Path) -> Iterator[Callable[[], App]]:
    """Starts programs that use the server in `home`."""
    apps: list[App] = []

    def start() -> App:
        apps.append(App(home))
        return apps[-1]

    yield start
    for one in apps:
        if one.process.poll() is None:
            one.kill()


@pytest.fixture(scope="module")
def server() -> Iterator[postgres.Server]:
    """A running server for all tests of a file that leave it as it was."""
    with data_folder() as folder:
        running = postgres.start("main", data=folder, fsync=False)
        yield running
        running.stop_if_last_user()


@pytest.fixture
def sleeper() -> Iterator[int]:
    """Process id of a program that has nothing to do with us but runs under the server's account."""
    owner = account.for_server()
    switch = {"user": owner.uid, "group": owner.gid, "extra_groups": []} if owner.switch else {}
    process = subprocess.Popen(["/bin/sleep", "300"], cwd="/", **switch)
    yield process.pid
    process.kill()
    process.wait()
