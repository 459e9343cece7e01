"""The embedded PostgreSQL: `start()` answers a server that runs, whatever happened before; the last user stops it."""

import atexit
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Literal
from urllib.parse import quote, urlencode

from vliegwiel.machinery import account, binaries, places
from vliegwiel.machinery.cluster import DATABASE, ROLE, Cluster
from vliegwiel.machinery.locks import Presence, gate
from vliegwiel.machinery.problem import MachineryProblem

Purpose = Literal["main", "test"]
_servers: dict[Path, "Server"] = {}


class Server:
    """A running embedded server that this process uses.

    While any process uses it, it runs. After a kill -9 of its users it stays and the next user's normal end stops it.
    """

    def __init__(self, home: Path, cluster: Cluster) -> None:
        self.home = home
        self.cluster = cluster
        self._presence = Presence(home / "users.lock")
        self._process = os.getpid()

    def url(self, dbname: str = DATABASE) -> str:
        """Address of a database of this server, in the form of `DATABASE_URL`."""
        options = urlencode({"host": str(self.cluster.socket), "user": ROLE}, quote_via=quote, safe="/")
        return f"postgresql:///{quote(dbname)}?{options}"

    def is_running(self) -> bool:
        """True when the server takes connections at this moment."""
        return self.cluster.answers()

    def looks_alive(self) -> bool:
        """Cheap form of `is_running` for a supervisor that asks every second: reads a file and /proc."""
        return self.cluster.postmaster() is not None if Path("/proc/self").exists() else self.is_running()

    def ensure_running(self) -> None:
        """Count as a user, and start the server unless it runs."""
        with gate(self.home / "gate.lock"):
            self._presence.enter()
            self._process = os.getpid()
            if self.cluster.answers():
                return
            self.cluster.make()
            self.cluster.refuse_other_version()
            self.cluster.configure()
            self.cluster.start()
            self.cluster.complete()

    def stop_if_last_user(self) -> bool:
        """Stop counting as a user; stops the server and answers True when nobody else is left."""
        if self._process != os.getpid() or not self._presence.counted:  # a forked child never stops its parent's server
            return False
        _servers.pop(self.home, None)
        if not self.home.exists():  # thrown away meanwhile; there is nothing left to stop
            return False
        with gate(self.home / "gate.lock"):
            last = self._presence.leave()
            if last:
                self.cluster.stop()
            return last


def start(
    purpose: Purpose = "main",
    *,
    data: Path | None = None,
    fsync: bool | None = None,
    environ: Mapping[str, str] = os.environ,
) -> Server:
    """A running server for this checkout, started or joined. Stopped at the end of the last process that uses it.

    `test` has a cluster of its own without fsync: fast, and lost when the machine stops. `data` overrides the folder.
    Raises MachineryProblem with a sentence for the person at the terminal.
    """
    top = data or places.make_data_folder(environ)
    home = top / purpose
    server = _servers.get(home)
    if server is None or server._process != os.getpid():
        server = _prepare(home, purpose == "main" if fsync is None else fsync, environ)
    server.ensure_running()
    if home not in _servers:
        _servers[home] = server
        atexit.register(server.stop_if_last_user)
    return server


def database_url(purpose: Purpose = "main", environ: Mapping[str, str] = os.environ) -> str:
    """`DATABASE_URL` when it is set, else the address of the embedded server, which is started."""
    return environ.get("DATABASE_URL") or start(purpose, environ=environ).url()


def _prepare(home: Path, fsync: bool, environ: Mapping[str, str]) -> Server:
    server_account = account.for_server()
    programs = binaries.locate(server_account, environ)
    home.mkdir(mode=0o711, parents=True, exist_ok=True)
    if not server_account.can_enter(home):
        raise MachineryProblem(
            f"The system user {server_account.name}, which runs PostgreSQL, cannot enter {home}. "
            "Set VLIEGWIEL_DATA to a folder whose parents are open to it (chmod o+x), such as one below /var/lib."
        )
    store = server_account.own(home / "cluster")
    return Server(home, Cluster(home, store, places.socket_folder(home), programs, server_account, fsync))
