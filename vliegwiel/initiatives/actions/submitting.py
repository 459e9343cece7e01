"""Placing a new initiative."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from vliegwiel.activity.audience import PUBLIC
from vliegwiel.activity.door import Done, action
from vliegwiel.core.codes import slug_of
from vliegwiel.people.models import Organisation, Person, Region
from vliegwiel.spaces.journey import Ring
from vliegwiel.spaces.models import Space

from .. import rules
from ..audience import set_audience
from ..journey import TRACK_OF_KIND, Kind, Part, Role
from ..models import Draft, Initiative, Participation, Stage, TeamRole, Theme, Theming
from .rings import narrowest
from .team import put_on_team


@action("draft.submitted", may=rules.may_place_draft, unlogged="the initiative that it becomes is the event")
def submit_draft(draft: Draft, *, by: Person, at: datetime, space: Space, **fields: Any) -> Initiative:
    """Make the initiative of a draft, once: pressing the button twice answers the same initiative."""
    if draft.initiative is not None:
        return draft.initiative
    initiative = submit(space, by=by, at=at, **fields)
    draft.person = by
    draft.initiative = initiative
    draft.save(update_fields=["person", "initiative"])
    return initiative


@action("initiative.submitted", may=rules.may_submit, locked=False)
def submit(
    space: Space,
    *,
    by: Person,
    at: datetime,
    title: str,
    kind: str,
    texts: Mapping[str, str] | None = None,
    ring: str = "",
    themes: Iterable[Theme] = (),
    organisation: Organisation | None = None,
    region: Region | None = None,
) -> Done:
    """Place an initiative in the space, with the person as its lead.

    It starts in the space's ring unless a narrower one is chosen; on the first stage of the track of its kind.
    """
    stages = Stage.objects.filter(track__space=None, track__slug=TRACK_OF_KIND[Kind(kind)]).select_related("track")
    first = stages.order_by("position")[0]
    initiative = Initiative(
        title=title,
        slug=slug_of(title),
        kind=kind,
        space=space,
        ring=narrowest(ring or space.ring, space.ring),
        track=first.track,
        stage=first,
        stage_since=at,
        created_at=at,
        changed_at=at,
        region=region,
        **(texts or {}),
    )
    if initiative.ring == Ring.PUBLIC:  # the only one that needs no id and no organisations, and the most usual
        initiative.audience = [PUBLIC]
    initiative.save(force_insert=True)
    Theming.objects.bulk_create([Theming(initiative=initiative, theme=theme) for theme in themes])
    if organisation is not None:
        Participation.objects.create(initiative=initiative, organisation=organisation, part=Part.INITIATOR, since=at)
    if initiative.ring != Ring.PUBLIC:
        set_audience(initiative)
    put_on_team(TeamRole(initiative=initiative, person=by, role=Role.LEAD, since=at))
    return Done(initiative, target=initiative, facts={"kind": kind, "ring": initiative.ring, "space": space.pk})
