"""Mergings, as far as the viewer sees both sides."""

from __future__ import annotations

from vliegwiel.people.models import Person

from ..journey import End, MergerState
from ..models import Initiative, Merger

MOST = 50


def leads_on_to(initiative: Initiative, viewer: Person | None) -> Initiative | None:
    """Where the address of a merged initiative leads on to, when this viewer may see that."""
    if initiative.end != End.MERGED:
        return None
    done = Merger.objects.visible_to(viewer).filter(initiative=initiative, state=MergerState.DONE)
    merger = done.select_related("into").first()
    return merger.into if merger else None


def taken_in(initiative: Initiative, viewer: Person | None) -> list[Merger]:
    """What was merged into this one."""
    done = Merger.objects.visible_to(viewer).filter(into=initiative, state=MergerState.DONE)
    return list(done.select_related("initiative")[:MOST])


def proposals_about(initiative: Initiative, viewer: Person | None) -> list[Merger]:
    """Proposals that wait, in either direction."""
    waiting = Merger.objects.visible_to(viewer).filter(state=MergerState.PROPOSED)
    both = waiting.filter(initiative=initiative) | waiting.filter(into=initiative)
    return list(both.select_related("initiative", "into").order_by("id")[:MOST])
