"""Where uploaded files wait until they are imported: unreadable for others, and not for long."""

from __future__ import annotations

import hashlib
import secrets
import shutil
from datetime import timedelta
from pathlib import Path

from django.conf import settings

KEPT_FOR = timedelta(days=7)


def waiting_files() -> Path:
    """Folder where uploaded files wait."""
    return Path(settings.DATA) / "imports"


def keep(uploaded: Path) -> Path:
    """Take over an uploaded file, under a name that nobody can guess."""
    folder = waiting_files()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    kept = folder / secrets.token_urlsafe(24)
    shutil.move(uploaded, kept)
    kept.chmod(0o600)
    return kept


def let_go(path: str) -> None:
    """Remove a file that waited here. A file that was read where it stood stays."""
    if path and Path(path).parent == waiting_files():
        Path(path).unlink(missing_ok=True)


def digest_of(path: Path) -> str:
    """SHA-256 of the file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
