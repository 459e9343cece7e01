"""One command starts everything, one Ctrl-C stops it; what dies starts again; a kill leaves nothing in the way."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from tests.machinery.conftest import CHECKOUT, data_folder, postmaster, wait_until

APPLICATION = """
import os
def application(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [os.environ["DATABASE_URL"].encode()]
"""
PROGRAM = """
import os, sys, time
print("step", sys.argv[1], os.getpid(), flush=True)
if sys.argv[1] == "worker":
    time.sleep(600)
if sys.argv[1] == os.environ.get("MAKES_TABLES"):
    import psycopg
    with psycopg.connect(os.environ["DATABASE_URL"]) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS django_migrations (id int)")
sys.exit(sys.argv[1] == os.environ.get("FAILING"))
"""
SERVE = """
import sys
from vliegwiel.machinery import problem, processes
try:
    processes.serve(application="small_application:application", program=[sys.executable, "program.py"])
except problem.MachineryProblem as told:
    sys.exit(str(told))
"""


class Serving:
    """`serve` in a process of its own, with what it prints."""

    def __init__(self, folder: Path, environ: dict[str, str]) -> None:
        self.lines: list[str] = []
        self.process = subprocess.Popen(
            [sys.executable, "-c", SERVE],
            cwd=folder,
            env=os.environ | environ,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.reader = threading.Thread(target=self._read, daemon=True)
        self.reader.start()

    def _read(self) -> None:
        with self.process.stdout:
            for line in self.process.stdout:
                self.lines.append(line.rstrip())

    def wait_for(self, text: str, times: int = 1) -> str:
        wait_until(lambda: sum(text in line for line in self.lines) >= times or self.process.poll() is not None)
        found = [line for line in self.lines if text in line]
        assert len(found) >= times, self.lines
        return found[-1]

    def wait_for_end(self) -> int:
        self.process.wait(timeout=40)
        self.reader.join(timeout=40)
        return self.process.returncode


@pytest.fixture(scope="module")
def home():
    """One data folder for all of these tests: each leaves its database stopped, whatever was done to it."""
    with data_folder() as folder:
        yield folder


@pytest.fixture
def port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def serve(home, port, tmp_path):
    (tmp_path / "small_application.py").write_text(APPLICATION)
    (tmp_path / "program.py").write_text(PROGRAM)
    fixed = {"PYTHONPATH": f"{CHECKOUT}:{tmp_path}", "VLIEGWIEL_DATA": str(home), "PORT": str(port), "WEB_WORKERS": "1"}
    running = []

    def start(**environ):
        running.append(Serving(tmp_path, fixed | {"DATABASE_URL": "", "BASE_URL": ""} | environ))
        return running[-1]

    yield start
    for one in running:
        if one.process.poll() is None:
            one.process.terminate()
            one.wait_for_end()


def page(port: int) -> str:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    connection.request("GET", "/")
    with connection.getresponse() as answer:
        text = answer.read().decode()
    connection.close()
    return text


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().split()[2] != "Z"
    except OSError:
        return False


def test_everything_starts_is_mended_and_stops_together(serve, home, port):
    serving = serve()
    serving.wait_for(f"Vliegwiel: http://127.0.0.1:{port}")
    assert str(home) in page(port), "the web server got the address of the embedded database"
    serving.wait_for("step migrate")

    worker = int(serving.wait_for("step worker").split()[-1])
    os.kill(worker, signal.SIGKILL)
    worker = int(serving.wait_for("step worker", times=2).split()[-1])

    os.kill(postmaster(home), signal.SIGKILL)
    serving.wait_for("has recovered")
    assert postmaster(home)

    serving.process.send_signal(signal.SIGINT)
    assert serving.wait_for_end() == 0
    assert not alive(worker)
    assert postmaster(home) is None
    assert sum("Vliegwiel:" in line for line in serving.lines) == 1


def test_after_a_kill_of_everything_at_the_top_the_next_start_has_a_free_way(serve, home, port):
    first = serve()
    first.wait_for("Vliegwiel:")
    worker = int(first.wait_for("step worker").split()[-1])
    first.process.kill()
    second = serve()
    second.wait_for("Vliegwiel:")
    wait_until(lambda: not alive(worker))
    assert page(port)
    second.process.terminate()
    assert second.wait_for_end() == 0
    assert postmaster(home) is None


def test_a_port_in_use_gets_a_sentence_that_says_what_to_do(serve, port):
    with socket.create_server(("127.0.0.1", port)):
        serving = serve()
        assert serving.wait_for_end() == 1
    assert f"Port {port} is in use by another program." in serving.lines[-1]


def test_migrations_that_fail_end_the_start_with_a_sentence(serve, home):
    serving = serve(FAILING="migrate")
    assert serving.wait_for_end() == 1
    assert "`vliegwiel migrate` ended with exit code 1" in serving.lines[-1]
    assert postmaster(home) is None


def test_what_this_program_has_done_before_is_not_done_again(serve, home, port):
    for steps in (1, 0):
        serving = serve(MAKES_TABLES="migrate")
        serving.wait_for(f"Vliegwiel: http://127.0.0.1:{port}")
        assert sum("step migrate" in line for line in serving.lines) == steps
        serving.process.send_signal(signal.SIGINT)
        assert serving.wait_for_end() == 0
