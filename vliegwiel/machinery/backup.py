"""Backup to one file and back: database, uploaded files, and the proof that nothing is missing.

The file is a tar with `database.dump` (pg_dump -Fc), `media/…`, `manifest.json` (rows and a fingerprint of every table,
SHA-256 of every file) and `manifest.sha256`. It holds personal data: only its maker can read it (0600).
"""

import os
import shutil
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import psycopg

from vliegwiel.machinery import archive, dump, environment, postgres, swap, tally
from vliegwiel.machinery.problem import MachineryProblem

Progress = Callable[[int, int], None]
"""Told while work goes on: how much is done, of how much in all."""


def quiet(done: int, total: int) -> None:
    """The progress nobody looks at."""


def stretch(progress: Progress, begin: int, end: int) -> Callable[[float], None]:
    """Tells the progress of one step (0 to 1) as a stretch of the whole, in percents."""
    return lambda ready: progress(begin + round((end - begin) * ready), 100)


def make(path: Path, progress: Progress = quiet, *, url: str = "", media: Path | None = None) -> dict[str, int]:
    """Write a backup to `path`, whole or not at all; answers the number of rows per table.

    The program may go on running: dump and counts see the same moment. Uploads are copied after the database, so that
    every file the database names is there. Raises MachineryProblem with a sentence when it cannot be made.
    """
    url, media = _places(url, media)
    path = Path(path).absolute()
    if not path.parent.is_dir():
        raise MachineryProblem(f"The folder {path.parent} does not exist; make it, or choose another place.")
    with tempfile.TemporaryDirectory(prefix=".backup-", dir=path.parent) as work:
        dumped = Path(work) / "database.dump"
        with _connected(url) as connection:
            moment = tally.same_moment(connection)
            tables = tally.count(connection, stretch(progress, 0, 30))
            version = connection.info.server_version // 10000
            dump.save(
                url,
                dumped,
                version,
                moment,
                tables=len(tables),
                ready=stretch(progress, 30, 70),
            )
        whole = Path(work) / "whole"
        facts = {"made_at": datetime.now(UTC).isoformat(), "postgresql": version, "tables": tables}
        archive.write(whole, dumped, media, facts, stretch(progress, 70, 100))
        whole.replace(path)
        archive.keep_on_disk(path.parent)
    return {name: table["rows"] for name, table in tables.items()}


def bring_back(
    path: Path,
    force: bool = False,
    progress: Progress = quiet,
    *,
    url: str = "",
    media: Path | None = None,
) -> dict[str, int]:
    """Put a backup back and prove it: every checksum, every table's rows and fingerprint; answers the rows per table.

    Into an empty database only. With `force` the present data is replaced, at the very end, after the proof; stop the
    program first. Raises MachineryProblem with a sentence; what was there before then still stands.
    """
    url, media = _places(url, media)
    path = Path(path).absolute()
    _refuse_full(url, media, force)
    media.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".restore-", dir=media.parent) as work:
        facts = archive.unpack(path, Path(work), stretch(progress, 0, 20))
        with swap.prepared_database(url) as prepared:
            dump.load(
                prepared.url,
                Path(work) / "database.dump",
                facts["postgresql"],
                tables=len(facts["tables"]),
                ready=stretch(progress, 20, 70),
            )
            with _connected(prepared.url) as connection:
                found = tally.count(connection, stretch(progress, 70, 100))
            tally.compare(facts["tables"], found)
            restored = Path(work) / "media"
            restored.mkdir(exist_ok=True)
            prepared.put_in_place()
            _replace_folder(media, restored, Path(work) / "before")
    return {name: table["rows"] for name, table in found.items()}


def _places(url: str, media: Path | None) -> tuple[str, Path]:
    return url or postgres.database_url(), media or environment.read().media


def _connected(url: str) -> "psycopg.Connection[tuple[object, ...]]":
    try:
        return psycopg.connect(url)
    except psycopg.OperationalError as error:
        raise MachineryProblem(f"The database does not answer: {str(error).strip()}") from error


def _refuse_full(url: str, media: Path, force: bool) -> None:
    with _connected(url) as connection:
        tables = tally.names(connection)
    if tables and not force:
        raise MachineryProblem(
            f"The database is not empty ({len(tables)} tables). Restore into an empty one, or replace everything in it "
            "with --force; stop the program first and make a backup of what is there."
        )
    if media.is_dir() and any(media.iterdir()) and not force:
        raise MachineryProblem(f"The folder {media} already holds uploads. Move it away, or replace it with --force.")


def _replace_folder(place: Path, fresh: Path, before: Path) -> None:
    if place.exists():
        place.rename(before)
    shutil.move(fresh, place)
    os.chmod(place, 0o700)
