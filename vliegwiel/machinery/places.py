"""Where data lives: outside the checkout, one place per checkout, so that two clones never share a database."""

import hashlib
import os
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from vliegwiel.machinery.problem import MachineryProblem

CHECKOUT = Path(__file__).resolve().parents[2]
LONGEST_SOCKET = 107  # bytes of a Unix socket's path that Linux accepts (macOS: 103)
SOCKET_NAME = "/.s.PGSQL.5432.lock"


def checkout_code(checkout: Path = CHECKOUT) -> str:
    """Ten characters that stand for the path of this checkout."""
    return hashlib.sha256(os.fsencode(checkout)).hexdigest()[:10]


def data_folder(environ: Mapping[str, str] = os.environ) -> Path:
    """Folder for all that must survive: `VLIEGWIEL_DATA`, else by checkout, below /var/lib (root) or XDG's place."""
    chosen = environ.get("VLIEGWIEL_DATA")
    if chosen:
        return Path(chosen).expanduser().absolute()
    if os.geteuid() == 0:
        return Path("/var/lib/vliegwiel") / checkout_code()
    home = environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
    return Path(home) / "vliegwiel" / checkout_code()


def make_data_folder(environ: Mapping[str, str] = os.environ) -> Path:
    """The data folder, made when absent: others can pass through it (PostgreSQL's user must) but not look around."""
    folder = data_folder(environ)
    try:
        if not folder.exists():
            folder.mkdir(parents=True, exist_ok=True)
            folder.chmod(0o711)
    except OSError as error:
        raise MachineryProblem(
            f"The data folder {folder} cannot be made ({error.strerror}). Set VLIEGWIEL_DATA to a folder of yours."
        ) from error
    return folder


def socket_folder(beside: Path) -> Path:
    """Folder for the server's socket: beside its data, or a short path of its own when that would be too long."""
    near = beside / "socket"
    if len(os.fsencode(near)) + len(SOCKET_NAME) <= LONGEST_SOCKET - 4:
        return near
    top = "/run" if os.geteuid() == 0 else tempfile.gettempdir()
    return Path(top) / f"vliegwiel-{os.geteuid()}-{checkout_code(beside)}"


if __name__ == "__main__":  # for the Makefile
    sys.stdout.write(f"{data_folder()}\n")
