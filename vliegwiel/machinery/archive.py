"""The file of a backup: a tar whose manifest names every part with its SHA-256."""

import hashlib
import io
import json
import os
import tarfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, Any

from vliegwiel.machinery.problem import MachineryProblem

FORMAT = 1
DUMP, MANIFEST, SEAL = "database.dump", "manifest.json", "manifest.sha256"
Ready = Callable[[float], None]


def write(target: Path, dumped: Path, media: Path, facts: dict[str, Any], ready: Ready) -> None:
    """Pack dump, uploads and manifest; on disk when this returns."""
    parts = {DUMP: dumped, **{f"media/{path.relative_to(media).as_posix()}": path for path in _files(media)}}
    sums: dict[str, str] = {}
    with os.fdopen(os.open(target, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), "w+b") as file:
        with tarfile.open(fileobj=file, mode="w", format=tarfile.PAX_FORMAT) as tar:
            for number, (name, path) in enumerate(parts.items(), 1):
                if (seen := _add(tar, name, path)) is not None:
                    sums[name] = seen
                ready(number / len(parts))
            manifest = json.dumps({"format": FORMAT, **facts, "sha256": sums}, indent=1, sort_keys=True).encode()
            _add_bytes(tar, MANIFEST, manifest)
            _add_bytes(tar, SEAL, hashlib.sha256(manifest).hexdigest().encode())
        file.flush()
        os.fsync(file.fileno())


def unpack(source: Path, target: Path, ready: Ready) -> dict[str, Any]:
    """Unpack into an empty folder, checking every sum; answers the manifest. Never writes outside the folder."""
    try:
        with tarfile.open(source, "r:") as tar:
            members = {member.name: member for member in tar.getmembers()}
            facts = _manifest(tar, members)
            names = facts["sha256"]
            for number, (name, expected) in enumerate(names.items(), 1):
                if name not in members or _extract(tar, members[name], target) != expected:
                    raise MachineryProblem(
                        f"The backup is damaged: {name} is not what was written. Use another backup."
                    )
                ready(number / len(names))
            return facts
    except (tarfile.TarError, EOFError) as error:
        raise MachineryProblem(
            f"{source} is not a whole backup of this program ({error}). Use another file."
        ) from error
    except OSError as error:
        raise MachineryProblem(f"{source} cannot be read ({error.strerror}).") from error


def keep_on_disk(folder: Path) -> None:
    """Make sure that a new name in a folder survives a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


class _Summing(io.RawIOBase):
    """Reads a file for tar and sums what was read: the sum is of what went in, also when the file changes meanwhile."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file, self.sum = file, hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        block = self.file.read(size)
        self.sum.update(block)
        return block


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*")) if path.is_file() and not path.is_symlink())


def _add(tar: tarfile.TarFile, name: str, path: Path) -> str | None:
    """Add a file; answers its sum, or None when it was removed a moment ago."""
    try:
        file = path.open("rb")
    except FileNotFoundError:
        return None
    with file:
        entry = tarfile.TarInfo(name)
        entry.size, entry.mode = os.fstat(file.fileno()).st_size, 0o600
        entry.mtime = int(os.fstat(file.fileno()).st_mtime)
        summing = _Summing(file)
        tar.addfile(entry, summing)
        return summing.sum.hexdigest()


def _add_bytes(tar: tarfile.TarFile, name: str, content: bytes) -> None:
    entry = tarfile.TarInfo(name)
    entry.size, entry.mode = len(content), 0o600
    tar.addfile(entry, io.BytesIO(content))


def _manifest(tar: tarfile.TarFile, members: dict[str, tarfile.TarInfo]) -> dict[str, Any]:
    if MANIFEST not in members or SEAL not in members:
        raise MachineryProblem("This file has no manifest at its end: it is not a backup, or only a part of one.")
    manifest, seal = (_content(tar, members[name]) for name in (MANIFEST, SEAL))
    if hashlib.sha256(manifest).hexdigest() != seal.decode(errors="replace"):
        raise MachineryProblem("The backup is damaged: its manifest is not what was written. Use another backup.")
    facts: dict[str, Any] = json.loads(manifest)
    if facts.get("format") != FORMAT:
        raise MachineryProblem(f"This backup has format {facts.get('format')}; this version reads format {FORMAT}.")
    return facts


def _content(tar: tarfile.TarFile, member: tarfile.TarInfo) -> bytes:
    file = tar.extractfile(member)
    return file.read() if file else b""


def _extract(tar: tarfile.TarFile, member: tarfile.TarInfo, target: Path) -> str:
    place = (target / member.name).resolve()
    file = tar.extractfile(member) if member.isreg() else None
    if file is None or not place.is_relative_to(target.resolve()):
        raise MachineryProblem(f"The backup holds {member.name!r}, which no backup of this program holds.")
    place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    total = hashlib.sha256()
    with os.fdopen(os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
        while block := file.read(1 << 20):
            total.update(block)
            out.write(block)
    return total.hexdigest()
