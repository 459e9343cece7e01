"""pg_dump and pg_restore: found in a version that fits the server, fed without a password on the command line."""

import os
import re
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

from psycopg.conninfo import make_conninfo

from vliegwiel.machinery import binaries
from vliegwiel.machinery.addresses import parse_database_url
from vliegwiel.machinery.problem import MachineryProblem

Ready = Callable[[float], None]
# Making an extension, or a comment on it, is for the superuser; the new database has it already where it can be had.
LEFT_OUT = re.compile(r"^\d+; \d+ \d+ (EXTENSION|COMMENT - EXTENSION) ", re.MULTILINE)


def save(url: str, target: Path, server: int, moment: str, *, tables: int, ready: Ready) -> None:
    """Dump the database as it was at a moment (the name of a snapshot that a connection holds open)."""
    arguments = ["--format=custom", "--no-owner", "--no-privileges", f"--snapshot={moment}", f"--file={target}"]
    arguments += ["--exclude-table=*_derived"]  # what can be made again, perhaps of an extension that is not everywhere
    _run("pg_dump", server, url, arguments, step="dumping contents of table", steps=tables, ready=ready)


def load(url: str, source: Path, server: int, *, tables: int, ready: Ready) -> None:
    """Load a dump that was made of a server of this version, all of it or none."""
    folder = client("pg_restore", server)
    listed = subprocess.run([folder / "pg_restore", "--list", source], capture_output=True, text=True, check=False)
    if listed.returncode:
        raise MachineryProblem(f"The dump in the backup cannot be read: {listed.stderr.strip()}")
    with tempfile.NamedTemporaryFile("w", suffix=".list") as contents:
        contents.write(LEFT_OUT.sub(lambda found: ";" + found[0], listed.stdout))
        contents.flush()
        arguments = ["--exit-on-error", "--single-transaction", "--no-owner", "--no-privileges"]
        arguments += [f"--use-list={contents.name}", str(source)]
        _run("pg_restore", server, url, arguments, step="processing data for table", steps=tables, ready=ready)


def client(program: str, server: int) -> Path:
    """Folder of the oldest such program that is not older than the server: it makes what that server understands."""
    fitting = []
    for folder in binaries.client_folders():
        version = binaries.major(folder, program)
        if version >= server:
            fitting.append((version, folder))
    if not fitting:
        raise MachineryProblem(
            f"There is no {program} of version {server} or newer here, and the server is version {server}. "
            f"Install it (apt-get install postgresql-client-{server}) or set PG_BIN to its folder."
        )
    return min(fitting, key=lambda pair: pair[0])[1]


def _run(program: str, server: int, url: str, arguments: list[str], *, step: str, steps: int, ready: Ready) -> None:
    command = [str(client(program, server) / program), "--verbose", "--no-password", *arguments]
    where, environ = _address(url)
    told: list[str] = []
    done = 0
    with subprocess.Popen([*command, f"--dbname={where}"], env=environ, stderr=subprocess.PIPE, text=True) as running:
        for line in running.stderr or ():
            told = [*told[-5:], line.strip()]
            if step in line:
                done += 1
                ready(min(1.0, done / max(1, steps)))
    if running.returncode:
        raise MachineryProblem(f"{program} failed: " + "\n".join(told))


def _address(url: str) -> tuple[str, dict[str, str]]:
    """The address without its password, and an environment that holds it instead (command lines can be seen by all)."""
    parts = parse_database_url(url)
    words = {"dbname": parts["NAME"], "user": parts["USER"], "host": parts["HOST"], "port": parts["PORT"]}
    words |= parts["OPTIONS"]
    where = make_conninfo(**{name: value for name, value in words.items() if value})
    environ = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
    return where, environ | ({"PGPASSWORD": parts["PASSWORD"]} if parts["PASSWORD"] else {})
