"""Who sees an initiative, computed in one place."""

from __future__ import annotations

from django.db.models import QuerySet

from vliegwiel.spaces.journey import Ring
from vliegwiel.spaces.models import Space
from vliegwiel.spaces.rings import owner_ids, widened

from .journey import End, Part
from .models import Initiative, Participation


def audience_of(initiative: Initiative) -> list[str]:
    """The tokens of this initiative as its ring, its space's owners and its initiators are now.

    A withdrawn one exists only for its team and the leads of its space: nowhere else need anyone think of it.
    """
    if initiative.end == End.WITHDRAWN:
        return sorted(initiative.team_tokens)
    initiators = Participation.objects.filter(initiative=initiative, part=Part.INITIATOR)
    organisations = {*owner_ids(initiative.space), *initiators.values_list("organisation_id", flat=True)}
    return widened(initiative.ring, initiative.team_tokens, organisations=sorted(organisations))


def set_audience(initiative: Initiative) -> None:
    """Write the audience when it differs. Called by the actions that change what it follows from."""
    audience = audience_of(initiative)
    if audience != initiative.audience:
        initiative.audience = audience
        initiative.save(update_fields=["audience"])


def concerned_by_owners(space: Space) -> QuerySet[Initiative]:
    """The initiatives of a space whose readers follow from who owns it."""
    return Initiative.objects.filter(space=space).exclude(ring__in=[Ring.PUBLIC, Ring.TEAM])


def set_audiences_in(space: Space) -> None:
    """After the owners of a space changed: the same for its initiatives that the change can concern."""
    for initiative in concerned_by_owners(space).iterator(500):
        set_audience(initiative)
