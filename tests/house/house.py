"""The house as its own tests see it: files, rooms and floors."""

import ast
import tomllib
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "vliegwiel"


@cache
def floors() -> dict[str, int]:
    """Every room with the number of its floor, from the same list that import-linter reads; the roof is the highest."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    layers = next(one for one in contracts if one["name"] == "The floors of the house")["layers"]
    rooms = [[room.strip(" ()") for room in layer.split("|")] for layer in reversed(layers)]
    return {room: floor for floor, row in enumerate(rooms) for room in row}


def room_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0]


def python_files() -> list[Path]:
    """Every module of ours; migrations are a record, not a text that is read."""
    return sorted(path for path in PACKAGE.rglob("*.py") if "migrations" not in path.parts)


def templates() -> list[Path]:
    return sorted(path for path in PACKAGE.rglob("templates/**/*") if path.is_file())


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def named(path: Path, *words: str) -> bool:
    """Whether a module is called one of these, or lies in a folder that is."""
    return path.stem in words or bool(set(path.relative_to(PACKAGE).parts[1:-1]) & set(words))
