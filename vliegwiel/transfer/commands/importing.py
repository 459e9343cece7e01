"""`vliegwiel import`: a file in, with the same rules as in the browser."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import click
from django.db import transaction
from django.utils.translation import override

from vliegwiel.core.answers import Mistake, Refused
from vliegwiel.people.models import Person
from vliegwiel.spaces.models import Space

from .. import actions, keeping
from ..actions.importing import mapping_of, open_file
from ..journey import Fate, RunState
from ..models import ImportRun
from ..naming import source_of
from ..sheets import Unreadable
from ..wording import said, said_note, target_label
from .finding import operator_or, space_of

REJECTED = 3
"""Exit code: done, but some rows could not be used."""
SHOWN_REJECTED, SHOWN_UNMATCHED = 20, 50


@click.group("import")
def import_() -> None:
    """Bring in what exists elsewhere, or undo that."""


@import_.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, readable=True, path_type=Path))
@click.option("--space", "space_word", metavar="CODE|NAME", help="Space to import into; by default the square, or the "
              "space where this source was imported before.")  # fmt: skip
@click.option("--source", default="", help="Word for where it comes from; by default the name of the file.")
@click.option("--map", "chosen", multiple=True, metavar="COLUMN=TARGET",
              help="What fills what; an empty target leaves the column out. May be repeated.")  # fmt: skip
@click.option("--sheet", default="", help="Sheet of a workbook; by default the first.")
@click.option("--by", "email", metavar="EMAIL", help="Who imports; by default the first operator.")
@click.option("--dry-run", is_flag=True, help="Say what would happen, and change nothing.")
@click.option("--json", "as_json", is_flag=True, help="End with one line of JSON, and print nothing else.")
def initiatives(
    *,
    file: Path,
    space_word: str | None,
    source: str,
    chosen: tuple[str, ...],
    sheet: str,
    email: str | None,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Import initiatives from a JSON, CSV or XLSX FILE.

    All or nothing; a second time only what changed. Exit codes: 0 done, 1 the file or the mapping cannot be used,
    2 wrong options, 3 done but some rows were rejected.
    """
    by = operator_or(email)
    source = (source or source_of(file.name))[:60]
    space = space_of(space_word) if space_word else _usual_space(source)
    say = _silent if as_json else click.echo
    mapping = _chosen(chosen)
    with transaction.atomic() if dry_run else _as_it_comes():
        run = _begin(file, space, by=by, source=source, sheet=sheet, mapping=mapping)
        _show_mapping(run, say)
        _carry_out(run, by=by, dry_run=dry_run)
        run.refresh_from_db()
        outcome = _outcome(run, dry_run)
        _show_outcome(run, outcome, say)
        if dry_run:
            transaction.set_rollback(True)
    if as_json:
        click.echo(json.dumps(outcome, ensure_ascii=False))
    sys.exit(REJECTED if outcome["rejected"] else 0)


@import_.command()
@click.argument("run")
@click.option("--by", "email", metavar="EMAIL", help="Who undoes it; by default the first operator.")
def undo(run: str, email: str | None) -> None:
    """Undo the import with the code RUN as a whole, unless people have worked on what it made."""
    found = ImportRun.objects.filter(code=run).first()
    if found is None:
        raise click.BadParameter(f"there is no import {run}", param_hint="RUN")
    _or_sentence(lambda: actions.undo(found, by=operator_or(email)))
    click.echo(f"{found.filename} is undone.")


def _silent(*_words: object) -> None:
    """For --json, where only the last line counts."""


class _as_it_comes:
    """No transaction around it: every action has its own."""

    def __enter__(self) -> None: ...

    def __exit__(self, *_error: object) -> None: ...


def _usual_space(source: str) -> Space:
    earlier = ImportRun.objects.filter(source=source, state=RunState.DONE).select_related("space").first()
    return earlier.space if earlier else Space.objects.get(is_square=True)


def _chosen(options: tuple[str, ...]) -> dict[str, str | None]:
    pairs = [option.rpartition("=") for option in options]
    if wrong := [option for option, pair in zip(options, pairs, strict=True) if not pair[1]]:
        raise click.BadParameter(f"“{wrong[0]}” is not COLUMN=TARGET", param_hint="--map")
    return {column: target or None for column, _sign, target in pairs}


def _or_sentence(act: Callable[[], Any]) -> Any:
    """The result of an action; what is wrong becomes one sentence and exit code 1."""
    with override("en"):
        try:
            return act()
        except Mistake as mistake:
            raise click.ClickException(" ".join(str(one) for one in mistake.sentences.values())) from mistake
        except Refused as refused:
            raise click.ClickException(str(refused)) from refused


@transaction.atomic
def _begin(
    file: Path, space: Space, *, by: Person, source: str, sheet: str, mapping: Mapping[str, str | None]
) -> ImportRun:
    path = file.resolve()
    run = _or_sentence(
        lambda: actions.upload(
            space, by=by, filename=file.name[:200], path=str(path), digest=keeping.digest_of(path), source=source,
            sheet=sheet,
        )
    )  # fmt: skip
    if mapping:
        _or_sentence(lambda: actions.choose(run, by=by, mapping=mapping))
    return run


def _carry_out(run: ImportRun, *, by: Person, dry_run: bool) -> None:
    act = actions.try_out if dry_run else actions.carry_out
    try:
        total = sum(1 for _row in open_file(run).rows())
    except (Mistake, Unreadable):  # the import itself says it, with the row
        total = 0
    with click.progressbar(length=max(total, 1), label="import", file=sys.stderr) as bar:
        _or_sentence(lambda: act(run, by=by, total=total, report=lambda done, _total: bar.update(done - bar.pos)))


def _show_mapping(run: ImportRun, say: Callable[..., None]) -> None:
    mapping = mapping_of(run, open_file(run))
    with override("en"):
        say(f"{run.filename} → {run.space}, source “{run.source}”")
        for choice in mapping.choices:
            say(f"  {choice.column:28} → {target_label(choice.target):32} {said(choice.reason)}")
        for column in mapping.unmapped:
            say(f"  {column:28}   left out")


def _outcome(run: ImportRun, dry_run: bool) -> dict[str, Any]:
    counts = {name: run.counts[name] for name in ("read", *Fate.values)}
    about = {"source": run.source, "space": run.space.code, "run": None if dry_run else run.code, "dry_run": dry_run}
    return counts | {"unmatched": run.counts["unmatched"]} | about


def _show_outcome(run: ImportRun, outcome: dict[str, Any], say: Callable[..., None]) -> None:
    for name in ("read", *Fate.values):
        say(f"{name:12}{outcome[name]:>10,}")
    unmatched = list(run.counts["unmatched"].items())
    if unmatched:
        say("Organisations that are not known here (their rows keep the name of the source):")
    for name, rows in unmatched[:SHOWN_UNMATCHED]:
        say(f"{rows:>8}  {name}")
    if len(unmatched) > SHOWN_UNMATCHED:
        say(f"          … and {len(unmatched) - SHOWN_UNMATCHED} more")
    with override("en"):
        for row in run.rows.filter(fate=Fate.REJECTED)[:SHOWN_REJECTED]:
            say(f"row {row.number}: {' '.join(said_note(note) for note in row.notes)}")
    if not outcome["dry_run"]:
        say(f"Done. Undo it with: vliegwiel import undo {run.code}")
