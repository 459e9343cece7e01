"""Commands of this room: how good the matching is."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from .evaluation.running import Result
    from .evaluation.sets import Task

SKIPPED = 3
"""Exit code when some tasks have a kind that the program has no function for."""


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="For machines.")
@click.option("--task", "only", multiple=True, metavar="NAME", help="Only this task; may be repeated.")
@click.option(
    "--runs", type=click.Path(file_okay=False, path_type=Path), help="Also write every answer to this folder (JSONL)."
)
def evaluate(folder: Path, as_json: bool, only: tuple[str, ...], runs: Path | None) -> None:
    """Score search, likeness, reuse and people over the evaluation sets in FOLDER.

    The program's own functions answer, in a database and an index of their own that are removed afterwards; the data of
    this installation is not touched. Figures stand with their 95 % interval. Exit code 0: every task was scored;
    1: a set cannot be read; 3: tasks of an unknown kind were skipped.
    """
    from .evaluation.running import known
    from .evaluation.scratch import NoScratch
    from .evaluation.sets import BrokenSet, tasks_in

    try:
        tasks = tasks_in(folder, only)
        scored = [task for task in tasks if known(task)]
        results = _results(scored, runs)
    except (BrokenSet, NoScratch) as error:
        raise click.ClickException(str(error)) from None
    skipped = [task for task in tasks if not known(task)]
    _print_json(results, skipped) if as_json else _print_table(results, skipped)
    sys.exit(SKIPPED if skipped else 0)


def _results(tasks: Sequence[Task], runs: Path | None) -> list[Result]:
    from .evaluation.running import effort, run

    if runs:
        runs.mkdir(parents=True, exist_ok=True)
    if not tasks:
        return []
    with click.progressbar(length=effort(tasks), label="evaluate", file=sys.stderr, show_pos=True) as bar:

        def progress(what: str, done: int) -> None:
            bar.label = what
            bar.update(done)

        return sorted(run(tasks, progress=progress, runs=runs), key=lambda result: result.task.name)


def _print_json(results: list[Result], skipped: list[Task]) -> None:
    tasks = [
        {"task": one.task.name, "kind": one.task.kind, "queries": len(one.task.wanted)} | one.ranked | one.decision
        for one in results
    ]
    left = [{"task": task.name, "kind": task.kind} for task in skipped]
    click.echo(json.dumps({"tasks": tasks, "skipped": left}, indent=1))


def _print_table(results: list[Result], skipped: list[Task]) -> None:
    for one in results:
        click.echo(f"{one.task.name:24} {one.task.kind:14} {len(one.task.wanted):5} queries")
        for name, (value, low, high) in (one.ranked | one.decision).items():
            click.echo(f"    {name:14} {value:.3f}  [{low:.3f}, {high:.3f}]")
    if len(results) > 1:
        mean = sum(one.ranked["ndcg@10"][0] for one in results) / len(results)
        click.echo(f"mean ndcg@10 over {len(results)} tasks: {mean:.3f}")
    for task in skipped:
        click.echo(f"{task.name}: skipped, there is no function for the kind {task.kind!r}", err=True)


@click.command()
@click.option("--again", is_flag=True, help="Build all of it anew. The site goes on serving what there was.")
@click.option("--json", "as_json", is_flag=True, help="For machines.")
def index(again: bool, as_json: bool) -> None:
    """Bring the search index up to date: the words, then the meaning of what waits to be read.

    Exit code 1 when the model cannot be had: search then goes by words alone.
    """
    from . import indexing
    from .state import state

    with indexing.shown() as progress:
        words = indexing.words(progress, again=again)
        meaning, problem = indexing.meaning(progress, again=again)
        indexing.beyond(progress, again=again)
    now = state()
    if as_json:
        found = {"words": words, "meaning": meaning, "model": now.model, "understood": now.understood}
        click.echo(json.dumps(found | {"waiting": now.waiting, "problem": problem}))
    else:
        click.echo(f"words: {words} changes; meaning ({now.model}): {now.understood} read, {now.waiting} waiting")
    if problem:
        click.echo(problem, err=True)
        sys.exit(1)


COMMANDS = {"evaluate": evaluate, "index": index}
