"""One cluster of PostgreSQL on this machine: make it, start it whatever state it was left in, stop it."""

import shlex
import shutil
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from vliegwiel.machinery.account import Account, app_name
from vliegwiel.machinery.binaries import major
from vliegwiel.machinery.problem import MachineryProblem
from vliegwiel.machinery.processor import runs_vector

SUPERUSER, ROLE, DATABASE = "postgres", "vliegwiel", "vliegwiel"
PATIENCE = 15.0  # seconds that the children of a killed server may need to go
RECOVERY = 600  # seconds a start may take: after a crash the log is replayed first
LONGEST_LOG = 10_000_000  # bytes
ANSWERS, BUSY = 0, 1  # exit codes of pg_isready
LINGERING = ("shared memory block", "already exists", "still in use")

SETTINGS = {
    "listen_addresses": "''",
    "unix_socket_permissions": "0700",
    "shared_buffers": "256MB",
    "max_connections": "60",
    "jit": "off",
    "random_page_cost": "1.1",
    "wal_compression": "on",
    "timezone": "'UTC'",
    "log_timezone": "'UTC'",
    "lc_messages": "'C'",
}
# Commits are still handed to the system, so only a stop of the whole machine can lose them.
UNSAFE_SETTINGS = {"fsync": "off", "full_page_writes": "off"}

# Run after every start, so that a start that was killed half-way is completed by the next one.
ROLE_SQL = """
SELECT 'CREATE ROLE vliegwiel LOGIN CREATEDB' WHERE NOT EXISTS
    (SELECT FROM pg_roles WHERE rolname = 'vliegwiel') \\gexec
SELECT 'CREATE DATABASE vliegwiel OWNER vliegwiel' WHERE NOT EXISTS
    (SELECT FROM pg_database WHERE datname = 'vliegwiel') \\gexec
"""
VECTOR_SQL = """
SELECT 'CREATE EXTENSION IF NOT EXISTS vector' FROM pg_available_extensions WHERE name = 'vector' \\gexec
"""


@dataclass(frozen=True)
class Cluster:
    """A cluster's folders and the account and programs it runs with.

    `home` and the settings in it are ours; only `store` and `socket` belong to the server's account, so that a
    server that was taken over cannot lead us (perhaps root) to write anywhere else.
    """

    home: Path
    store: Path
    socket: Path
    programs: Path
    account: Account
    fsync: bool

    @property
    def data(self) -> Path:
        return self.store / "pgdata"

    @property
    def log(self) -> Path:
        return self.store / "postgres.log"

    def answers(self) -> bool:
        """True when the server takes connections."""
        return self._run("pg_isready", "-q", "-h", self.socket, "-t", "3").returncode == ANSWERS

    def make(self) -> None:
        """Make the data folder unless it exists. It gets its name last: half a folder is never taken for a whole."""
        if self.data.exists():
            return
        fresh = self.store / "pgdata.new"
        shutil.rmtree(fresh, ignore_errors=True)
        ours = "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"
        locale = ours if major(self.programs) >= 17 else ("--locale=C", "--lc-ctype=C.UTF-8")
        sync = () if self.fsync else ("--no-sync",)
        auth = "--auth-local=peer", "--auth-host=reject"
        made = self._run("initdb", "-D", fresh, "-U", SUPERUSER, "-E", "UTF8", *locale, *auth, *sync)
        if made.returncode:
            raise MachineryProblem(f"PostgreSQL could not make its data folder in {self.store}: {made.stderr.strip()}")
        fresh.rename(self.data)

    def refuse_other_version(self) -> None:
        """Data of another major version cannot be read by these programs."""
        written = int((self.data / "PG_VERSION").read_text().split(".")[0])
        present = major(self.programs)
        if written != present:
            raise MachineryProblem(
                f"The database in {self.data} was written by PostgreSQL {written}, these programs are {present}. "
                f"Set PG_BIN to programs of version {written}, make a backup with `vliegwiel backup`, "
                "move that folder away, and restore the backup."
            )

    def configure(self) -> None:
        """Write the settings and who may come in: our own account as the program's role, the server's as superuser."""
        settings = SETTINGS | {"unix_socket_directories": f"'{_quoted(str(self.socket))}'"}
        settings |= {} if self.fsync else UNSAFE_SETTINGS
        settings |= {f"{kind}_file": f"'{_quoted(str(self.home / f'pg_{kind}.conf'))}'" for kind in ("hba", "ident")}
        lines = ["# Written anew at every start; put settings of your own in own.conf beside this file."]
        lines += [f"{name} = {value}" for name, value in settings.items()]
        self._write("postgresql.conf", [*lines, "include_if_exists 'own.conf'"])
        self._write("pg_hba.conf", ["local all all peer map=vliegwiel"])
        pairs = [(self.account.name, SUPERUSER), (self.account.name, ROLE), (app_name(), ROLE)]
        self._write("pg_ident.conf", [f'vliegwiel "{user}" "{role}"' for user, role in dict.fromkeys(pairs)])

    def start(self) -> None:
        """Start the server and wait until it answers; recovers by itself after a kill."""
        self._turn_log()
        deadline = time.monotonic() + PATIENCE
        while True:
            if self._settled():
                return
            size = self.log.stat().st_size if self.log.exists() else 0
            self.socket.parent.mkdir(exist_ok=True)
            self.account.own(self.socket)
            settings = "-c " + shlex.quote(f"config_file={self.home / 'postgresql.conf'}")
            started = self._control("start", "-l", self.log, "-t", str(RECOVERY), "-o", settings)
            if started.returncode == 0:
                return
            told = self.log.read_text(errors="replace")[size:] if self.log.exists() else started.stderr
            if time.monotonic() > deadline or not any(word in told for word in LINGERING):
                raise MachineryProblem(f"PostgreSQL did not start. Its log, {self.log}, ends with:\n{_tail(told)}")
            time.sleep(0.2)

    def complete(self) -> None:
        """Role, database and, where the processor can run it, the vector extension (also in new databases)."""
        self.superuser("postgres", ROLE_SQL)
        if runs_vector():
            for database in ("template1", DATABASE):
                self.superuser(database, VECTOR_SQL)

    def superuser(self, database: str, sql: str) -> str:
        """Run statements as superuser, answer what they print."""
        command = "psql", "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1"
        where = "-h", self.socket, "-U", SUPERUSER, "-d", database
        ran = self._run(*command, *where, text="SET client_min_messages = warning;\n" + sql)
        if ran.returncode:
            raise MachineryProblem(f"PostgreSQL refused to prepare database {database}: {ran.stderr.strip()}")
        return ran.stdout

    def stop(self) -> None:
        """Stop the server; connections are closed, what was committed is on disk."""
        self._control("stop", "-m", "fast", "-t", "60")

    def postmaster(self) -> int | None:
        """Process id of this cluster's own running server; a zombie or a stranger with its old number is None."""
        try:
            pid = int((self.data / "postmaster.pid").read_text().split()[0])
            return pid if Path(f"/proc/{pid}/cwd").resolve(strict=True) == self.data.resolve() else None
        except (OSError, ValueError, IndexError):
            return None

    def _settled(self) -> bool:
        """Deal with what an earlier start left: True when that server comes to answer, else the way is free.

        A live server that stays silent is stopped; a pid file that names no live server of ours is removed. Safe:
        PostgreSQL itself still refuses the data folder while any old process has its shared memory.
        """
        deadline = time.monotonic() + RECOVERY
        while self.postmaster() and time.monotonic() < deadline:
            state = self._run("pg_isready", "-q", "-h", self.socket, "-t", "3").returncode
            if state == ANSWERS:
                return True
            if state != BUSY:  # BUSY: starting, recovering or stopping
                self._control("stop", "-m", "immediate", "-t", "30")
                break
            time.sleep(0.1)
        if Path("/proc/self/cwd").exists() and not self.postmaster():
            (self.data / "postmaster.pid").unlink(missing_ok=True)
        return False

    def _turn_log(self) -> None:
        if self.log.exists() and self.log.stat().st_size > LONGEST_LOG:
            self.log.rename(self.log.with_suffix(".log.1"))

    def _control(self, action: str, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
        # Output goes to a file, not a pipe: the server would keep a pipe open and we would wait for ever.
        with (self.home / "pg_ctl.log").open("w+") as out:
            return self._run("pg_ctl", action, "-D", self.data, "-w", "-s", *arguments, output=out)

    def _run(
        self, program: str, *arguments: str | Path, output: IO[str] | None = None, text: str | None = None
    ) -> subprocess.CompletedProcess[str]:
        return self.account.run(self.programs / program, *arguments, output=output, text=text)

    def _write(self, name: str, lines: list[str]) -> None:
        path = self.home / name
        path.write_text("\n".join(lines) + "\n")
        path.chmod(0o644)  # nothing secret in it, and the server's account reads it


def _quoted(text: str) -> str:
    return text.replace("'", "''")


def _tail(text: str, lines: int = 12) -> str:
    return "\n".join(text.strip().splitlines()[-lines:])
