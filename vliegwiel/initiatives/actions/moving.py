"""Along the track, to an end, and back."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from vliegwiel.activity.door import Done, action
from vliegwiel.core.answers import Mistake
from vliegwiel.people.models import Person

from .. import rules
from ..audience import set_audience
from ..journey import End
from ..models import Ending, Initiative, Stage, StageMove


@action("initiative.moved", may=rules.may_move)
def move(initiative: Initiative, *, by: Person, at: datetime, stage: Stage, reason: str) -> Done:
    """Move to any stage: forwards, back, skipping, or on another track. The reason is kept for good."""
    before = initiative.stage
    if stage.track.space_id not in (None, initiative.space_id):
        raise Mistake(stage=_("This stage is on a track of another space."))
    if stage.pk == before.pk:
        raise Mistake(stage=_("It already stands in this stage."))
    initiative.track = stage.track
    initiative.stage = stage
    initiative.stage_since = initiative.changed_at = at
    initiative.save(update_fields=["track", "stage", "stage_since", "changed_at"])
    StageMove.objects.create(initiative=initiative, from_stage=before, to_stage=stage, reason=reason, by=by, at=at)
    return Done(initiative, fields=["stage"], facts={"from": before.pk, "to": stage.pk})


@action("initiative.ended", may=rules.may_end)
def end(
    initiative: Initiative,
    *,
    by: Person,
    at: datetime,
    end: str,
    reason: str,
    lesson: str = "",
    lesson_in_team: bool = True,
    into: Initiative | None = None,
) -> Done:
    """Close it, with the reason and, kindly asked, the lesson."""
    if (end == End.MERGED) != (into is not None):
        raise Mistake(into=_("Say into which initiative it is merged."))
    if into is not None and into.pk == initiative.pk:
        raise Mistake(into=_("An initiative cannot be merged into itself."))
    Ending.objects.create(
        initiative=initiative,
        end=end,
        reason=reason,
        lesson=lesson,
        lesson_in_team=lesson_in_team,
        into=into,
        by=by,
        at=at,
    )
    initiative.end = end
    initiative.changed_at = at
    initiative.save(update_fields=["end", "changed_at"])
    set_audience(initiative)
    return Done(initiative, fields=["end"], facts={"end": end, "into": into.pk if into else None})


@action("initiative.revived", may=rules.may_revive)
def revive(initiative: Initiative, *, by: Person, at: datetime) -> Done:
    """Take it up again where it stood; how it ended stays in its history."""
    initiative.endings.filter(revived_at=None).update(revived_at=at)
    initiative.end = ""
    initiative.changed_at = at
    initiative.save(update_fields=["end", "changed_at"])
    set_audience(initiative)
    return Done(initiative, fields=["end"])
