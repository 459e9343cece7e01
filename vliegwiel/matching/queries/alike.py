"""What resembles a title and a text that belong to no initiative yet, such as those of something looked for."""

from __future__ import annotations

from collections.abc import Sequence

from vliegwiel.activity.audience import Viewer
from vliegwiel.initiatives.models import Initiative, Part

from ..likeness import Alike, looks_like
from ..reuse import reusable_here
from ..texts import Texts


def alike(title: str, text: str, viewer: Viewer | None, *, without: Sequence[int] = ()) -> list[Alike]:
    """Initiatives that are enough like this text to show, at most five; none when none is good enough."""
    return looks_like(Texts(title, text), viewer, without=without)


def parts_for(
    title: str, text: str, viewer: Viewer | None, *, without: Sequence[int] = (), apart_from: Initiative | None = None
) -> list[tuple[Part, tuple[str, ...]]]:
    """Parts of others that answer this text, each with the words that say so."""
    left_out = [("part", pk) for pk in without]
    found = reusable_here(Texts(title, text), viewer, without=left_out, of=apart_from)
    return [(one.thing, one.shared) for one in found if isinstance(one.thing, Part)]
