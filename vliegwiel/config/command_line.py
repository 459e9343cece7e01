"""The command `vliegwiel`: everything an operator does, each with --help."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from vliegwiel.machinery.problem import MachineryProblem

ROOMS_WITH_COMMANDS = {
    "demo": "vliegwiel.transfer.commands",
    "import": "vliegwiel.transfer.commands",
    "export": "vliegwiel.transfer.commands",
    "simulate": "vliegwiel.transfer.commands",
    "evaluate": "vliegwiel.matching.commands",
    "index": "vliegwiel.matching.commands",
    "bounce": "vliegwiel.notifications.commands",
    "worker": "vliegwiel.config.upkeep",
    "migrate": "vliegwiel.config.upkeep",
    "check": "vliegwiel.config.upkeep",
    "operator": "vliegwiel.config.upkeep",
    "actions": "vliegwiel.config.upkeep",
    "where": "vliegwiel.config.upkeep",
    "django": "vliegwiel.config.upkeep",
}
"""Commands that need the rooms, by the module that defines them; it is loaded when the command is asked for."""


class House(click.Group):
    """Loads a room only when its command runs, so that `--help` is quick and needs no database."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted({*super().list_commands(ctx), *ROOMS_WITH_COMMANDS} - {"django"})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in ROOMS_WITH_COMMANDS:
            return super().get_command(ctx, cmd_name)
        start_django()
        return import_module(ROOMS_WITH_COMMANDS[cmd_name]).COMMANDS[cmd_name]


def start_django() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vliegwiel.config.settings")
    import django  # noqa: PLC0415  # `vliegwiel --help` must not wait for it

    django.setup()


def with_progress(label: str, work: Callable[[Callable[[int, int], None]], Any]) -> Any:
    """Run work that reports (done, total), with a bar on the terminal."""
    with click.progressbar(length=1, label=label, file=sys.stderr) as bar:

        def report(done: int, total: int) -> None:
            bar.length = max(total, 1)
            bar.update(done - bar.pos)

        return work(report)


@click.group(cls=House, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
def vliegwiel() -> None:
    """Vliegwiel: what exists, whom you need, and the way to bring it to everyone.

    Configuration comes from the environment; `vliegwiel check` says what is set and what is wrong.
    """


@vliegwiel.command()
@click.option("--with-worker/--without-worker", default=False, help="Also run the worker for jobs.")
@click.option("--port", type=click.IntRange(1, 65535), help="Port to listen on; otherwise PORT, otherwise 8000.")
@click.option("--demo", is_flag=True, help="Fill an empty database with the demo network first.")
def serve(with_worker: bool, port: int | None, demo: bool) -> None:
    """Run the web server, and PostgreSQL unless DATABASE_URL names one; Ctrl-C stops all of it."""
    from vliegwiel.machinery import processes  # noqa: PLC0415

    processes.serve(with_worker=with_worker, port=port, demo=demo)


@vliegwiel.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def backup(file: Path) -> None:
    """Write database and files to one FILE."""
    from vliegwiel.machinery import backup as backups  # noqa: PLC0415

    with_progress("backup", lambda report: backups.make(file, report))
    click.echo(f"{file} ({file.stat().st_size:,} bytes)")


@vliegwiel.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--force", is_flag=True, help="Replace what is in the database now.")
def restore(file: Path, force: bool) -> None:
    """Bring back a backup FILE, and prove that everything in it came back."""
    from vliegwiel.machinery import backup as backups  # noqa: PLC0415

    with_progress("restore", lambda report: backups.bring_back(file, force, report))
    start_django()
    import_module("vliegwiel.matching.search").after_restore()
    click.echo("Everything in the backup is back.")


def main() -> None:
    """Run a command. A problem that the operator can mend is one sentence and exit code 1, never a traceback."""
    try:
        vliegwiel(prog_name="vliegwiel")
    except MachineryProblem as problem:
        click.echo(str(problem), err=True)
        sys.exit(1)
