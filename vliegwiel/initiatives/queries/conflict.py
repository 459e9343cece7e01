"""Two people saved at once: what each of them changed, and the text in which nothing of either is lost unseen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from vliegwiel.core.differences import Piece, differences

from ..journey import TEXT_FIELDS
from ..models import Initiative, Revision
from .tabs import in_words, label_of


@dataclass(frozen=True)
class Clash:
    """A field that both changed."""

    label: str
    theirs: str
    mine: str
    pieces: list[Piece]
    """From theirs to mine, word by word."""


@dataclass(frozen=True)
class Meeting:
    """What to show: nothing has been saved yet."""

    values: dict[str, Any]
    """Every field as the form shows it again: mine, and theirs where I had changed nothing."""
    clashes: list[Clash] = field(default_factory=list)
    taken_over: list[str] = field(default_factory=list)
    """Labels of the fields in which theirs was taken, because I had not touched them."""
    last: Revision | None = None


def meet(initiative: Initiative, *, since: int, mine: Mapping[str, Any]) -> Meeting:
    """Compare what was typed with what others saved after version `since`. Values as a revision keeps them."""
    revisions = list(initiative.revisions.filter(version__gt=since).select_related("by").order_by("version"))
    base: dict[str, Any] = {}
    for revision in revisions:
        for name, (before, _after) in revision.changes.items():
            base.setdefault(name, sorted(before) if isinstance(before, list) else before)
    meeting = Meeting(dict(mine), last=revisions[-1] if revisions else None)
    now = current(initiative)
    for name in sorted(base.keys() & mine.keys(), key=list(now).index):
        theirs = now[name]
        if mine[name] == theirs:
            continue
        if mine[name] == base[name]:
            meeting.values[name] = theirs
            meeting.taken_over.append(label_of(name))
        else:
            old, new = in_words(name, theirs), in_words(name, mine[name])
            meeting.clashes.append(Clash(label_of(name), old, new, differences(old, new)))
    return meeting


def current(initiative: Initiative) -> dict[str, Any]:
    """Every field that can be edited, as a revision keeps it."""
    themes = initiative.themings.values_list("theme__name_nl", flat=True)
    texts = {name: getattr(initiative, name) for name in TEXT_FIELDS}
    return texts | {"kind": initiative.kind, "themes": sorted(themes), "region": str(initiative.region or "")}
