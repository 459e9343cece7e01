"""The key that signs sessions and links, made once when nobody gave one."""

import os
import secrets
from pathlib import Path

from vliegwiel.machinery.problem import MachineryProblem


def kept_key(data: Path) -> str:
    """The key in the data folder, made on first use and readable by this user alone (0600).

    Two processes at the same first moment get the same key: the file appears whole or not at all.
    """
    path = data / "secret_key"
    try:
        if not path.exists():
            _make(path)
        return path.read_text().strip()
    except OSError as error:
        raise MachineryProblem(
            f"The secret key in {path} cannot be read or made ({error.strerror}). "
            "Run as the user that owns that folder, set VLIEGWIEL_DATA to a folder of yours, or set SECRET_KEY."
        ) from error


def _make(path: Path) -> None:
    fresh = path.with_name(f"{path.name}.{os.getpid()}")
    fresh.unlink(missing_ok=True)
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w") as file:
        file.write(secrets.token_urlsafe(50))
    try:
        os.link(fresh, path)
    except FileExistsError:
        pass  # another process was first; its key holds
    finally:
        fresh.unlink()
