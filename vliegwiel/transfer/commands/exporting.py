"""`vliegwiel export`: exactly what one viewer sees, as a file."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import mkstemp

import click

from vliegwiel.core.writing import Unwritable, write_csv, write_xlsx

from .. import exporting
from .finding import person_of, space_of

WRITERS = {".csv": write_csv, ".xlsx": write_xlsx, ".json": exporting.write_json}


@click.group()
def export() -> None:
    """Write what is here to a file."""


@export.command()
@click.argument("file", type=click.Path(dir_okay=False, writable=True, path_type=Path))
@click.option("--as", "viewer_word", default="visitor", metavar="EMAIL|visitor", show_default=True,
              help="Through whose eyes; a visitor has no account.")  # fmt: skip
@click.option("--space", "--ruimte", "space_word", metavar="CODE|NAME", help="Only what stands in this space.")
def initiatives(file: Path, viewer_word: str, space_word: str | None) -> None:
    """Write the initiatives that one viewer sees to FILE: .csv, .xlsx or .json."""
    write = WRITERS.get(file.suffix.lower())
    if write is None:
        raise click.BadParameter("the name must end in .csv, .xlsx or .json", param_hint="FILE")
    viewer = None if viewer_word == "visitor" else person_of(viewer_word, "--as")
    space = space_of(space_word) if space_word else None
    total = exporting.how_many(viewer, space)
    descriptor, beside = mkstemp(dir=file.resolve().parent, prefix=".export-", suffix=file.suffix)
    os.close(descriptor)
    try:
        with click.progressbar(length=max(total, 1), label="export", file=sys.stderr) as bar:
            count = write(Path(beside), exporting.COLUMNS, _shown(exporting.rows(viewer, space), bar))
        Path(beside).replace(file)
    except Unwritable as problem:
        raise click.ClickException(str(problem)) from problem
    finally:
        Path(beside).unlink(missing_ok=True)
    click.echo(f"{file}: {count:,} initiatives")


def _shown(rows: Iterator[list[str]], bar: object) -> Iterator[list[str]]:
    for row in rows:
        yield row
        bar.update(1)  # type: ignore[attr-defined]
