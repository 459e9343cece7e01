"""How the half of search that understands is doing, for the operator."""

from __future__ import annotations

from dataclasses import dataclass

from . import nearby, search
from .following import are_too_many
from .meaning.asking import NO_INDEX
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
    """Six statements at most. Asks the model nothing: tells what went wrong lately."""
    model = embedder().name
    problem = search.reader().problem or problem_of_worker() or _beyond_memory()
    return State(model, number_understood(model), number_waiting(model), problem)


def _beyond_memory() -> str:
    """Why search goes without meaning where there are more vectors than fit in a process; empty where all is well."""
    if not are_too_many() or nearby.is_made():
        return ""
    if nearby.can_be_made():
        return NO_INDEX
    return "there are more texts than fit in memory, and PostgreSQL has no pgvector to make an index of them with"


def tried() -> State:
    """The same, after asking the model something."""
    found = state()
    try:
        embedder().embed(["proef"], side="query")
    except Unavailable as error:
        return State(found.model, found.understood, found.waiting, str(error))
    return found
