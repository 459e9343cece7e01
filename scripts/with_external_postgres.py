"""Run a command with DATABASE_URL set to a PostgreSQL that was started for it and is reached over TCP with a password.

Debian's programs are used when they are installed, else those of our own package. Everything is removed afterwards.
"""

import os
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

from vliegwiel.machinery import account, binaries


def main(command: list[str]) -> int:
    owner = account.for_server()
    programs = find_programs(owner)
    version = binaries.major(programs)
    folder = Path(tempfile.mkdtemp(prefix="vliegwiel-external-"))
    folder.chmod(0o711)
    try:
        url = start(owner, programs, owner.own(folder / "cluster"))
        print(f"PostgreSQL {version} from {programs}, over TCP", flush=True)
        return subprocess.run(command, env=os.environ | {"DATABASE_URL": url}, check=False).returncode
    finally:
        owner.run(programs / "pg_ctl", "stop", "-D", folder / "cluster/data", "-m", "immediate", "-w", "-s")
        shutil.rmtree(folder)


def find_programs(owner: account.Account) -> Path:
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"))
    return debian[0].parent if debian else binaries.locate(owner)


def start(owner: account.Account, programs: Path, home: Path) -> str:
    """Make and start the server on a free port; answers its address."""
    password, port = secrets.token_urlsafe(16), free_port()
    data, log, kept = home / "data", home / "log", home / "password"
    owner.run("/bin/sh", "-c", 'cat > "$1"', "sh", kept, text=password)
    login = "-A", "scram-sha-256", "--pwfile", kept, "-U", "external"
    made = owner.run(programs / "initdb", "-D", data, *login, "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")
    if made.returncode:
        sys.exit(made.stderr)
    settings = f"-c port={port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off"
    with Path(os.devnull).open("w") as nowhere:
        begun = owner.run(
            programs / "pg_ctl", "start", "-D", data, "-l", log, "-w", "-s", "-o", settings, output=nowhere
        )
    if begun.returncode:
        sys.exit(log.read_text())
    return f"postgresql://external:{password}@127.0.0.1:{port}/postgres"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
