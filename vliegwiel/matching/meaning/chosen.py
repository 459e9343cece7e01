"""The model that this site uses, one per process: the built-in one, the service that is configured,
or none."""

from functools import cache

from django.conf import settings

from vliegwiel.matching.meaning.e5 import BuiltIn
from vliegwiel.matching.meaning.embedder import Embedder
from vliegwiel.matching.meaning.endpoint import Endpoint
from vliegwiel.matching.meaning.none import NoModel

_instead: list[Embedder] = []


@cache
def _configured() -> Embedder:
    service = settings.EMBEDDING
    if service["address"] == "none":
        return NoModel()
    if not service["address"]:
        return BuiltIn()
    return Endpoint(service["address"], model=service["model"], dimension=service["dimension"], key=service["key"])


def embedder() -> Embedder:
    """The model of this process; loads nothing before its first text."""
    return _instead[-1] if _instead else _configured()


def use(instead: Embedder | None) -> None:
    """Let this process use another model than the configured one, or the configured one again. For evaluation."""
    _instead[:] = [instead] if instead else []
