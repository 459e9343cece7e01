"""The system account PostgreSQL runs under: our own when we are an ordinary user, one made for it when we are root."""

import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from vliegwiel.machinery.problem import MachineryProblem

SERVICE_ACCOUNT = "vliegwiel-pg"
CLEAN_ENVIRONMENT = {"PATH": "/usr/local/bin:/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC"}


@dataclass(frozen=True)
class Account:
    """A system account; `switch` holds when commands must change to it first."""

    name: str
    uid: int
    gid: int
    switch: bool

    def run(
        self, *command: str | Path, output: IO[str] | None = None, text: str | None = None
    ) -> subprocess.CompletedProcess[str]:
        """Run a command as this account, in a session of its own and without our environment (it holds secrets).

        `text` goes in; what comes out is in the answer, or in the file `output`.
        """
        return subprocess.run(
            [str(part) for part in command],
            check=False,
            cwd="/",
            env=CLEAN_ENVIRONMENT,
            start_new_session=True,
            text=True,
            input=text or "",
            stdout=output or subprocess.PIPE,
            stderr=output or subprocess.PIPE,
            user=self.uid if self.switch else None,
            group=self.gid if self.switch else None,
            extra_groups=[] if self.switch else None,
        )

    def can_enter(self, folder: Path) -> bool:
        """True when this account can go into the folder."""
        return self.run("/bin/sh", "-c", 'cd "$1"', "sh", folder).returncode == 0

    def own(self, folder: Path) -> Path:
        """Make the folder, closed to everyone but this account (and root)."""
        folder.mkdir(mode=0o700, exist_ok=True)
        status = folder.lstat()
        if self.switch and status.st_uid == 0:
            os.chown(folder, self.uid, self.gid, follow_symlinks=False)
        elif status.st_uid != self.uid:
            raise MachineryProblem(f"The folder {folder} belongs to someone else. Remove it or set VLIEGWIEL_DATA.")
        folder.chmod(0o700)
        return folder


def app_name() -> str:
    """Name of the account this process runs under, which PostgreSQL recognises over its socket."""
    try:
        return pwd.getpwuid(os.geteuid()).pw_name
    except KeyError:
        raise MachineryProblem(
            f"User number {os.geteuid()} has no name on this system, and PostgreSQL needs one. "
            "Add a line for it to /etc/passwd, or set DATABASE_URL to a PostgreSQL server."
        ) from None


def for_server() -> Account:
    """The account the server runs under; as root it is made when it does not exist yet."""
    name = app_name()
    if os.geteuid() != 0:
        return Account(name, os.geteuid(), os.getegid(), switch=False)
    entry = _service_entry() or _make_service_entry()
    return Account(entry.pw_name, entry.pw_uid, entry.pw_gid, switch=True)


def _service_entry() -> pwd.struct_passwd | None:
    try:
        return pwd.getpwnam(SERVICE_ACCOUNT)
    except KeyError:
        return None


def _make_service_entry() -> pwd.struct_passwd:
    useradd = shutil.which("useradd", path="/usr/sbin:/sbin:/usr/bin:/bin")
    reason = "the command useradd is missing"
    if useradd:
        options = ("--system", "--user-group", "--no-create-home", "--home-dir", "/nonexistent")
        made = subprocess.run(
            [useradd, *options, "--shell", "/usr/sbin/nologin", SERVICE_ACCOUNT],
            check=False,
            capture_output=True,
            text=True,
        )
        reason = made.stderr.strip()
    entry = _service_entry()  # another process may have made it at the same moment
    if entry is None:
        raise MachineryProblem(
            f"PostgreSQL does not run as root and the system user {SERVICE_ACCOUNT} could not be made ({reason}). "
            "Make that user, start as an ordinary user, or set DATABASE_URL to a PostgreSQL server."
        )
    return entry
