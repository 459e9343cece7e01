"""How the half of search that understands is doing, for the operator."""

from __future__ import annotations

from dataclasses import dataclass

from . import search
from .meaning.chosen import embedder
from .meaning.embedder import Unavailable
from .reading import problem_of_worker
from .understanding import number_understood, number_waiting


@dataclass(frozen=True)
class State:
    """`model`: its name. `problem`: why search goes by words alone, or why documents wait; empty when all is well."""

    model: str
    understood: int
    waiting: int
    problem: str


def state() -> State:
    """Three statements. Asks the model nothing: tells what went wrong lately."""
    model = embedder().name
    problem = search.reader().problem or problem_of_worker()
    return State(model, number_understood(model), number_waiting(model), problem)


def tried() -> State:
    """The same, after asking the model something."""
    found = state()
    try:
        embedder().embed(["proef"], side="query")
    except Unavailable as error:
        return State(found.model, found.understood, found.waiting, str(error))
    return found
